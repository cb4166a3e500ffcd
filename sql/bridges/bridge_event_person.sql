-- One row a person named by an event fact.
create table core.bridge_event_person (
    fact_id varchar not null references core.fact_event (fact_id),
    ordinal integer not null,
    person_key varchar not null references core.dim_person (person_key),
    name_given varchar not null,
    primary key (fact_id, ordinal)
);

comment on column core.bridge_event_person.ordinal is 'its place, from 1, in the order the fact names them';
comment on column core.bridge_event_person.person_key is 'the key of the name in core.dim_person';
comment on column core.bridge_event_person.name_given is 'the name as the text gives it';

insert into core.bridge_event_person by name
with named as (
    select
        fact_id,
        generate_subscripts(people, 1) as ordinal,
        unnest(people) as name_given
    from staging.events
)

select
    fact_id,
    ordinal,
    name_key(name_given) as person_key,
    name_given
from named
order by fact_id, ordinal;
