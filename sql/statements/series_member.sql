-- One row a figure that other figures measure the same as, at another time or in another place of the texts:
-- which series they make. Figures said of other countries or another programme are not joined.
create table core.series_member (
    fact_id varchar primary key references core.statement (fact_id),
    series_id varchar not null references core.statement (fact_id)
);

comment on column core.series_member.fact_id is 'the figure';
comment on column core.series_member.series_id is 'the first figure of its series, in reading order';

insert into core.series_member by name
with recursive joined as (
    select distinct
        one.ordinal,
        other.ordinal as other_ordinal
    from core.comparison as comparison
    inner join core.statement as one on comparison.fact_id = one.fact_id
    inner join core.statement as other on comparison.other_fact_id = other.fact_id
    where
        one.kind in ('observation', 'funding')
        and comparison.respect in ('figure', 'whole')
        and comparison.verdict in ('agrees', 'restated', 'rounding', 'other date', 'conflict')
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

-- Each takes the first label among its neighbours, six times: nearly all of a series is compared directly.
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
    firsts.fact_id as series_id
from labels
inner join core.statement as facts on labels.ordinal = facts.ordinal
inner join core.statement as firsts on labels.label = firsts.ordinal
where labels.round = 6
order by labels.ordinal;
