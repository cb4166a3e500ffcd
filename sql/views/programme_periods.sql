-- Which programmes ran when, with whom? One row a programme and a time it is said to run, the same name in
-- other words being the same programme; without a name, one row a group of countries that have some.
create view report.programme_periods as
select
    name,
    acronym,
    status,
    period_edtf,
    period_from,
    period_to,
    countries,
    organizations,
    figures,
    amounts,
    reports,
    documents,
    fact_ids,
    facts_behind
from core.agg_programme_periods
order by place;
