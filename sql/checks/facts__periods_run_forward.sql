-- severity: fail
-- No period of a fact ends before it begins.
with periods as (
    select
        fact_id,
        signed_from as first_day,
        signed_to as last_day
    from core.fact_agreement
    union all
    select
        fact_id,
        valid_from as first_day,
        valid_to as last_day
    from core.fact_agreement
    union all
    select
        fact_id,
        date_from as first_day,
        date_to as last_day
    from core.fact_event
    union all
    select
        fact_id,
        period_from as first_day,
        period_to as last_day
    from core.fact_funding
    union all
    select
        fact_id,
        period_from as first_day,
        period_to as last_day
    from core.fact_observation
    union all
    select
        fact_id,
        period_from as first_day,
        period_to as last_day
    from core.fact_programme
    union all
    select
        fact_id,
        established_from as first_day,
        established_to as last_day
    from core.fact_institution
    union all
    select
        fact_id,
        since_from as first_day,
        since_to as last_day
    from core.fact_membership
    union all
    select
        fact_id,
        period_from as first_day,
        period_to as last_day
    from core.fact_project
)

select
    fact_id,
    first_day,
    last_day
from periods
where first_day > last_day;
