-- One row a figure that other figures measure the same as, at another time or in another place of the texts:
-- which series they make. Figures said of other countries or another programme are not joined.
create table core.series_member (
    fact_id varchar primary key references core.statement (fact_id),
    series_id varchar not null references core.statement (fact_id)
);

comment on column core.series_member.fact_id is 'the figure';
comment on column core.series_member.series_id is 'the first figure of its series, in reading order';

insert into core.series_member by name
select
    fact_id,
    first_fact_id as series_id
from core.statement_group
where purpose = 'series'
order by ordinal;
