-- severity: warn
-- A fact names a party once.
with parties as (
    select
        'bridge_agreement_country' as bridge,
        fact_id,
        country_code as party
    from core.bridge_agreement_country
    union all
    select
        'bridge_agreement_organization' as bridge,
        fact_id,
        organization_key as party
    from core.bridge_agreement_organization
    union all
    select
        'bridge_event_country' as bridge,
        fact_id,
        country_code as party
    from core.bridge_event_country
    union all
    select
        'bridge_event_organization' as bridge,
        fact_id,
        organization_key as party
    from core.bridge_event_organization
    union all
    select
        'bridge_event_person' as bridge,
        fact_id,
        person_key as party
    from core.bridge_event_person
    union all
    select
        'bridge_funding_country' as bridge,
        fact_id,
        country_code as party
    from core.bridge_funding_country
    union all
    select
        'bridge_institution_country' as bridge,
        fact_id,
        country_code as party
    from core.bridge_institution_country
    union all
    select
        'bridge_institution_organization' as bridge,
        fact_id,
        organization_key as party
    from core.bridge_institution_organization
    union all
    select
        'bridge_observation_country' as bridge,
        fact_id,
        country_code as party
    from core.bridge_observation_country
    union all
    select
        'bridge_programme_country' as bridge,
        fact_id,
        country_code as party
    from core.bridge_programme_country
    union all
    select
        'bridge_programme_organization' as bridge,
        fact_id,
        organization_key as party
    from core.bridge_programme_organization
    union all
    select
        'bridge_project_country' as bridge,
        fact_id,
        country_code as party
    from core.bridge_project_country
    union all
    select
        'bridge_project_organization' as bridge,
        fact_id,
        organization_key as party
    from core.bridge_project_organization
)

select
    bridge,
    fact_id,
    party,
    count(*) as times
from parties
group by bridge, fact_id, party
having count(*) > 1;
