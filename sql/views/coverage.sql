-- What do we know of which country in which year, and what do we not know? One row a country and a year, from
-- the first to the last that anything dated is said of it, years of which nothing is known among them, and a
-- row without a year for what has no date. A fact counts in each year that its date covers; what is open, in
-- the year of its other side.
create view report.coverage as
select
    country,
    name,
    year,
    facts,
    agreements,
    events,
    funding,
    figures,
    programmes,
    institutions,
    memberships,
    projects,
    people,
    planned,
    denied,
    documents,
    missing,
    fact_ids,
    facts_behind
from core.agg_coverage
order by place;
