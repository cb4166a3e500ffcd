-- One row a statement of a body set up, opened or at work for the cooperation.
create view report.institutions as
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    name,
    institution_kind,
    established_edtf,
    established_from,
    established_to,
    countries,
    organizations
from core.fact_institution;
