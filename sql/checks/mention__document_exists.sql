-- severity: fail
-- A mention's document is in the warehouse.
select
    mention_id,
    document_id
from quality.mention
where document_id not in (select documents.document_id from core.dim_document as documents);
