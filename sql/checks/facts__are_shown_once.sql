-- severity: fail
-- Each public view shows every fact of its kind once.
with shown as (
    select
        'agreement' as kind,
        fact_id
    from report.agreements
    union all
    select
        'event' as kind,
        fact_id
    from report.events
    union all
    select
        'funding' as kind,
        fact_id
    from report.funding
    union all
    select
        'observation' as kind,
        fact_id
    from report.observations
    union all
    select
        'programme' as kind,
        fact_id
    from report.programmes
    union all
    select
        'institution' as kind,
        fact_id
    from report.institutions
    union all
    select
        'membership' as kind,
        fact_id
    from report.memberships
    union all
    select
        'project' as kind,
        fact_id
    from report.projects
    union all
    select
        'person' as kind,
        fact_id
    from report.people
)

select
    coalesce(facts.kind, shown.kind) as kind,
    coalesce(facts.fact_id, shown.fact_id) as fact_id,
    count(shown.fact_id) as times
from report.facts as facts
full join shown on facts.kind = shown.kind and facts.fact_id = shown.fact_id
group by all
having count(shown.fact_id) != 1 or count(facts.fact_id) = 0;
