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
select
    fact_id,
    first_fact_id as thing_id
from core.statement_group
where purpose = 'thing'
order by ordinal;
