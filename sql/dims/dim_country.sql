-- One row a country of ISO 3166-1, with the European Union, which stands there as a reserved code.
create table core.dim_country (
    country_code varchar primary key,
    name varchar not null,
    region varchar not null
);

comment on column core.dim_country.country_code is
'ISO 3166-1 alpha-2; EU for the European Union, XK for Kosovo';
comment on column core.dim_country.name is 'English short name, as in Unicode CLDR';
comment on column core.dim_country.region is 'the continent it lies on; empty where none is given';

insert into core.dim_country by name
select
    country_code,
    name,
    region
from staging.countries
order by country_code;
