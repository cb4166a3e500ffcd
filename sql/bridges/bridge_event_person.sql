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
select
    fact.fact_id,
    named.ordinal,
    name_key(named.name_given) as person_key,
    named.name_given
from core.fact_event as fact
cross join unnest(fact.people) with ordinality as named (name_given, ordinal)
order by fact.fact_id, named.ordinal;
