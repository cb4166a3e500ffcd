-- One row a person, by their name.
create table core.dim_person (
    person_key varchar primary key,
    name varchar not null
);

comment on column core.dim_person.person_key is
'hash of the name, without regard to Unicode form, case and white space';
comment on column core.dim_person.name is 'the spelling that the texts use most';

insert into core.dim_person by name
with given as (
    select unnest(people) as name from staging.events
    union all
    select name from staging.people
),

spellings as (
    select
        name,
        count(*) as times
    from given
    group by name
)

select
    name_key(name) as person_key,
    first(name order by times desc, name asc) as name
from spellings
group by person_key
order by person_key;
