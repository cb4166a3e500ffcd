-- One row two facts that belong together, and what for: they tell of one thing, or their figures are of one
-- series. Figures said of other countries or another programme are of no series; facts that differ in any
-- respect but by rounding tell of no one thing, unless one tells what came of an event the other announced.
create table core.statement_link (
    purpose varchar not null,
    ordinal integer not null,
    other_ordinal integer not null,
    primary key (purpose, ordinal, other_ordinal)
);

comment on column core.statement_link.purpose is 'thing or series';
comment on column core.statement_link.ordinal is 'the place of the first in core.statement';
comment on column core.statement_link.other_ordinal is 'the place of the other in core.statement';

insert into core.statement_link by name
with judged as (
    select
        one.ordinal,
        other.ordinal as other_ordinal,
        one.kind,
        bool_or(comparison.verdict in ('agrees', 'restated', 'rounding')) as agree,
        bool_or(comparison.verdict = 'follows') as follow,
        bool_or(comparison.verdict in ('conflict', 'other date', 'other scope')) as differ,
        bool_or(
            comparison.respect in ('figure', 'whole')
            and comparison.verdict in ('agrees', 'restated', 'rounding', 'other date', 'conflict')
        ) as measure_alike
    from core.comparison as comparison
    inner join core.statement as one on comparison.fact_id = one.fact_id
    inner join core.statement as other on comparison.other_fact_id = other.fact_id
    group by one.ordinal, other.ordinal, one.kind
)

select
    'thing' as purpose,
    ordinal,
    other_ordinal
from judged
where not differ and (agree or (follow and kind = 'event'))
union all
select
    'series' as purpose,
    ordinal,
    other_ordinal
from judged
where measure_alike and kind in ('observation', 'funding')
order by purpose, ordinal, other_ordinal;
