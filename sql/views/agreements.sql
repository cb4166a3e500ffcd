-- One row a statement of a formal instrument between parties.
create view report.agreements as
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    instrument,
    title,
    countries,
    organizations,
    signed_edtf,
    signed_from,
    signed_to,
    valid_edtf,
    valid_from,
    valid_to
from core.fact_agreement;
