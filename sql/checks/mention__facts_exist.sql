-- severity: fail
-- The facts that a mention names are in the warehouse, and of its own document.
with named as (
    select
        mention_id,
        document_id,
        unnest(fact_ids) as fact_id
    from quality.mention
)

select
    named.mention_id,
    named.fact_id
from named
left join report.facts as facts on named.fact_id = facts.fact_id and named.document_id = facts.document_id
where facts.fact_id is null;
