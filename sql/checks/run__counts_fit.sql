-- severity: fail
-- The documents, facts and mentions that this run says it loaded are there.
with this_run as (
    select *
    from quality.run
    order by started_at desc, run_id desc
    limit 1
),

loaded as (
    select
        (select count(*) from core.dim_document) as documents,
        (select count(*) from report.facts) as facts,
        (select count(*) from quality.mention) as mentions
)

select
    this_run.run_id,
    loaded.documents,
    loaded.facts,
    loaded.mentions
from this_run
cross join loaded
where
    this_run.documents != loaded.documents
    or this_run.facts != loaded.facts
    or this_run.mentions != loaded.mentions;
