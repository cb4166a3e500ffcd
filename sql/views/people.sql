-- One row a statement of a person's role.
create view report.people as
select
    fact.fact_id,
    fact.document_id,
    fact.evidence,
    fact.char_start,
    fact.char_end,
    fact.status,
    fact.rule,
    fact.name,
    fact.role,
    fact.organization,
    fact.country
from core.fact_person as fact;
