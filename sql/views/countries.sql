-- What is known of each country, and with whom does it work? One row a country that a fact speaks of. Counted
-- is what is said to have happened or to hold, each thing once; plans, proposals and denials stand apart.
create view report.countries as
select
    country,
    name,
    region,
    partners,
    agreements,
    events,
    programmes,
    institutions,
    projects,
    memberships,
    people,
    figures,
    funding,
    planned,
    denied,
    first_sign,
    last_sign,
    documents,
    fact_ids,
    facts_behind
from core.agg_countries
order by place;
