-- One row a fact and a purpose it is linked with others for: the group that the links make, directly or by
-- way of others, called by its first fact in reading order.
create table core.statement_group (
    purpose varchar not null,
    ordinal integer not null,
    fact_id varchar not null references core.statement (fact_id),
    first_fact_id varchar not null references core.statement (fact_id),
    primary key (purpose, fact_id)
);

comment on column core.statement_group.purpose is 'thing or series';
comment on column core.statement_group.ordinal is 'the place of the fact in core.statement';
comment on column core.statement_group.fact_id is 'the fact';
comment on column core.statement_group.first_fact_id is 'the first fact of its group, in reading order';

insert into core.statement_group by name
with recursive neighbours as (
    select
        purpose,
        ordinal,
        other_ordinal
    from core.statement_link
    union
    select
        purpose,
        other_ordinal as ordinal,
        ordinal as other_ordinal
    from core.statement_link
    union
    select
        purpose,
        unnest([ordinal, other_ordinal]) as ordinal,
        unnest([ordinal, other_ordinal]) as other_ordinal
    from core.statement_link
),

-- Each takes the first label among its neighbours, six times: chains are short, for nearly all of a group is
-- compared directly.
labels as (
    select
        purpose,
        ordinal,
        ordinal as label,
        0 as round
    from neighbours
    where ordinal = other_ordinal
    union all
    select
        neighbours.purpose,
        neighbours.ordinal,
        min(labels.label) as label,
        labels.round + 1 as round
    from labels
    inner join neighbours
        on labels.purpose = neighbours.purpose and labels.ordinal = neighbours.other_ordinal
    where labels.round < 6
    group by neighbours.purpose, neighbours.ordinal, labels.round
)

select
    labels.purpose,
    labels.ordinal,
    facts.fact_id,
    firsts.fact_id as first_fact_id
from labels
inner join core.statement as facts on labels.ordinal = facts.ordinal
inner join core.statement as firsts on labels.label = firsts.ordinal
where labels.round = 6
order by labels.purpose, labels.ordinal;
