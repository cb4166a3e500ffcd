-- One row an organisation, by its name; a state where a text names it as one that gives or receives.
create table core.dim_organization (
    organization_key varchar primary key,
    name varchar not null,
    country_code varchar references core.dim_country (country_code)
);

comment on column core.dim_organization.organization_key is
'hash of the name, without regard to Unicode form, case and white space';
comment on column core.dim_organization.name is 'the spelling that the texts use most';
comment on column core.dim_organization.country_code is
'the country whose name this is; null for organisations';

insert into core.dim_organization by name
with given as (
    select unnest(organizations) as name from staging.agreements
    union all
    select unnest(organizations) as name from staging.events
    union all
    select unnest([funder, recipient]) as name from staging.funding
    union all
    select unnest(organizations) as name from staging.programmes
    union all
    select unnest(organizations) as name from staging.institutions
    union all
    select name from staging.institutions
    union all
    select organization as name from staging.memberships
    union all
    select member as name from staging.memberships
    where member not in (select countries.country_code from staging.countries as countries)
    union all
    select unnest(organizations) as name from staging.projects
    union all
    select funder as name from staging.projects
    union all
    select organization as name from staging.people
),

spellings as (
    select
        name,
        count(*) as times
    from given
    where name is not null
    group by name
),

organizations as (
    select
        name_key(name) as organization_key,
        first(name order by times desc, name asc) as name
    from spellings
    group by organization_key
)

select
    organizations.organization_key,
    organizations.name,
    countries.country_code
from organizations
left join core.dim_country as countries on organizations.organization_key = name_key(countries.name)
order by organizations.organization_key;
