-- One row a statement that a programme, scheme or initiative exists, runs or is joined.
create view report.programmes as
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    name,
    acronym,
    period_edtf,
    period_from,
    period_to,
    countries,
    organizations
from core.fact_programme;
