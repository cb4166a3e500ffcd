-- One row a programme, scheme or initiative, by its name, or by its acronym where a text gives no more.
create table core.dim_programme (
    programme_key varchar primary key,
    name varchar not null,
    acronym varchar
);

comment on column core.dim_programme.programme_key is
'hash of the name, without regard to Unicode form, case and white space';
comment on column core.dim_programme.name is 'the spelling that the texts use most';
comment on column core.dim_programme.acronym is
'the acronym that the texts use most; null where none gives one';

insert into core.dim_programme by name
with given as (
    select
        coalesce(name, acronym) as name,
        acronym
    from staging.programmes
    union all
    select
        programme as name,
        null as acronym
    from staging.funding
    union all
    select
        programme as name,
        null as acronym
    from staging.observations
),

spellings as (
    select
        name,
        acronym,
        count(*) over (partition by name) as names,
        count(acronym) over (partition by name_key(name), acronym) as acronyms
    from given
    where name is not null
)

select
    name_key(name) as programme_key,
    first(name order by names desc, name asc) as name,
    first(acronym order by acronyms desc, acronym asc) as acronym
from spellings
group by programme_key
order by programme_key;
