-- One row a statement of who belongs to, joins, leaves or takes part in what.
create view report.memberships as
select
    fact.fact_id,
    fact.document_id,
    fact.evidence,
    fact.char_start,
    fact.char_end,
    fact.status,
    fact.rule,
    fact.member,
    fact.organization,
    fact.since_edtf,
    fact.since_from,
    fact.since_to
from core.fact_membership as fact;
