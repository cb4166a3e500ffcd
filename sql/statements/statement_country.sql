-- One row a country that a fact speaks of: as a party, the place of an event, a state that is a member.
create table core.statement_country (
    fact_id varchar not null references core.statement (fact_id),
    country_code varchar not null references core.dim_country (country_code),
    primary key (fact_id, country_code)
);

comment on column core.statement_country.country_code is 'ISO 3166-1 alpha-2, EU for the Union';

insert into core.statement_country by name
with named as (
    select
        fact_id,
        unnest(countries) as country_code
    from core.statement
    union
    select
        fact_id,
        place_country as country_code
    from core.fact_event
    where place_country is not null
    union
    select
        fact_id,
        member_country as country_code
    from core.fact_membership
    where member_country is not null
)

select
    named.fact_id,
    named.country_code
from named
inner join core.statement as statements on named.fact_id = statements.fact_id
order by statements.ordinal, named.country_code;
