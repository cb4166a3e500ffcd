-- Who meets whom? One row two parties, persons or organisations, that take part in one event; an event of
-- three is one of each of the three pairs. What is planned or proposed is counted apart, what is denied not
-- at all. Which countries meet is in report.country_pairs.
create table core.agg_who_meets_whom (
    place integer primary key,
    party_a varchar,
    kind_a varchar,
    party_b varchar,
    kind_b varchar,
    events bigint,
    planned bigint,
    event_kinds varchar[],
    cities varchar[],
    first_day date,
    last_day date,
    documents bigint,
    fact_ids varchar[] not null,
    facts_behind map (varchar, varchar[]) not null
);

comment on column core.agg_who_meets_whom.place is 'its place in the report';
comment on column core.agg_who_meets_whom.party_a is
'the one that comes first in the alphabet; of several names of a body, the longest';
comment on column core.agg_who_meets_whom.kind_a is 'person or organization';
comment on column core.agg_who_meets_whom.party_b is 'the other party';
comment on column core.agg_who_meets_whom.kind_b is 'person or organization';
comment on column core.agg_who_meets_whom.events is 'events that took place with both';
comment on column core.agg_who_meets_whom.planned is 'events planned or proposed with both';
comment on column core.agg_who_meets_whom.event_kinds is 'what kinds of events they are';
comment on column core.agg_who_meets_whom.cities is 'where they take place, as far as it is known';
comment on column core.agg_who_meets_whom.first_day is
'first day of the earliest event that took place; null where none has a date';
comment on column core.agg_who_meets_whom.last_day is
'last day of the latest event that took place; null where none has a date';
comment on column core.agg_who_meets_whom.documents is 'how many documents tell of them together';
comment on column core.agg_who_meets_whom.fact_ids is 'the events'' facts, in reading order';
comment on column core.agg_who_meets_whom.facts_behind is
'for each column that counts: the facts it counts, in reading order';

insert into core.agg_who_meets_whom by name
with bodies as (
    select
        aliases.thing,
        first(organizations.name order by length(organizations.name) desc, organizations.name asc) as name
    from core.dim_organization as organizations
    inner join core.name_alias as aliases on organizations.organization_key = aliases.name_id
    group by aliases.thing
),

parties as (
    select
        named.fact_id,
        'person' as party_kind,
        named.person_key as party_key,
        persons.name
    from core.bridge_event_person as named
    inner join core.dim_person as persons on named.person_key = persons.person_key
    union
    select
        named.fact_id,
        'organization' as party_kind,
        aliases.thing as party_key,
        bodies.name
    from core.bridge_event_organization as named
    inner join core.name_alias as aliases on named.organization_key = aliases.name_id
    inner join bodies on aliases.thing = bodies.thing
),

pairs as (
    select
        one.party_kind as kind_a,
        other.party_kind as kind_b,
        one.party_key as key_a,
        other.party_key as key_b,
        one.name as name_a,
        other.name as name_b,
        tally.*,
        events.event_kind,
        events.city
    from parties as one
    inner join parties as other
        on
            one.fact_id = other.fact_id
            and (one.name, one.party_kind, one.party_key) < (other.name, other.party_kind, other.party_key)
    inner join core.tally as tally on one.fact_id = tally.fact_id
    inner join core.fact_event as events on one.fact_id = events.fact_id
    where tally.status != 'negated'
)

select
    name_a as party_a,
    kind_a,
    name_b as party_b,
    kind_b,
    count(distinct thing_id) filter (where status = 'actual') as events,
    count(distinct thing_id) filter (where status != 'actual') as planned,
    list_sort(list(distinct event_kind)) as event_kinds,
    coalesce(list_sort(list(distinct city) filter (where city is not null)), []) as cities,
    min(begins) filter (where status = 'actual') as first_day,
    max(ends) filter (where status = 'actual') as last_day,
    count(distinct document_id) as documents,
    list(fact_id order by ordinal) as fact_ids,
    map(
        ['events', 'planned'],
        [
            coalesce(list(fact_id order by ordinal) filter (where status = 'actual'), []),
            coalesce(list(fact_id order by ordinal) filter (where status != 'actual'), [])
        ]
    ) as facts_behind,
    row_number() over (
        order by
            events desc,
            planned desc,
            last_day desc nulls last,
            min(ordinal) asc,
            party_a asc,
            party_b asc,
            key_a asc,
            key_b asc
    ) as place
from pairs
group by kind_a, key_a, name_a, kind_b, key_b, name_b
order by place;
