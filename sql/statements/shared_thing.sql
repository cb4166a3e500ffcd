-- One row a fact that says what another says, or that tells what came of an announced event: which thing it
-- is that they speak of. Facts that differ in any respect but by rounding are not joined.
create table core.shared_thing (
    fact_id varchar primary key references core.statement (fact_id),
    thing_id varchar not null references core.statement (fact_id)
);

comment on column core.shared_thing.fact_id is 'the fact';
comment on column core.shared_thing.thing_id is
'the first of the facts that speak of the thing, in reading order';

insert into core.shared_thing by name
with recursive judged as (
    select
        fact_id,
        other_fact_id,
        bool_or(verdict in ('agrees', 'restated', 'rounding')) as agree,
        bool_or(verdict = 'follows') as follow,
        bool_or(verdict in ('conflict', 'other date', 'other scope')) as differ
    from core.comparison
    group by fact_id, other_fact_id
),

joined as (
    select
        one.ordinal,
        other.ordinal as other_ordinal
    from judged
    inner join core.statement as one on judged.fact_id = one.fact_id
    inner join core.statement as other on judged.other_fact_id = other.fact_id
    where not judged.differ and (judged.agree or (judged.follow and one.kind = 'event'))
),

neighbours as (
    select
        ordinal,
        other_ordinal
    from joined
    union
    select
        other_ordinal as ordinal,
        ordinal as other_ordinal
    from joined
    union
    select
        unnest([ordinal, other_ordinal]) as ordinal,
        unnest([ordinal, other_ordinal]) as other_ordinal
    from joined
),

-- Each takes the first label among its neighbours, six times: chains of agreement are short.
labels as (
    select
        ordinal,
        ordinal as label,
        0 as round
    from neighbours
    where ordinal = other_ordinal
    union all
    select
        neighbours.ordinal,
        min(labels.label) as label,
        labels.round + 1 as round
    from labels
    inner join neighbours on labels.ordinal = neighbours.other_ordinal
    where labels.round < 6
    group by neighbours.ordinal, labels.round
)

select
    facts.fact_id,
    things.fact_id as thing_id
from labels
inner join core.statement as facts on labels.ordinal = facts.ordinal
inner join core.statement as things on labels.label = things.ordinal
where labels.round = 6
order by labels.ordinal;
