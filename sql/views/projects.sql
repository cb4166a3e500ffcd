-- One row a statement of an identified project.
create view report.projects as
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    code,
    title,
    organizations,
    countries,
    funder,
    period_edtf,
    period_from,
    period_to
from core.fact_project;
