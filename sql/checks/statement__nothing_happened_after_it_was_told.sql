-- severity: warn
-- What a text says has happened does not lie wholly after the day the text was published.
select
    statements.fact_id,
    statements.day_edtf,
    documents.published_date
from core.statement as statements
inner join core.dim_document as documents on statements.document_id = documents.document_id
where statements.status = 'actual' and statements.first_day > documents.published_date;
