-- One row a country named by a project fact.
create table core.bridge_project_country (
    fact_id varchar not null references core.fact_project (fact_id),
    ordinal integer not null,
    country_code varchar not null references core.dim_country (country_code),
    primary key (fact_id, ordinal)
);

comment on column core.bridge_project_country.ordinal is
'its place, from 1, in the order the fact names them';
comment on column core.bridge_project_country.country_code is 'ISO 3166-1 alpha-2, EU for the Union';

insert into core.bridge_project_country by name
select
    fact.fact_id,
    named.ordinal,
    named.country_code
from core.fact_project as fact
cross join unnest(fact.countries) with ordinality as named (country_code, ordinal)
order by fact.fact_id, named.ordinal;
