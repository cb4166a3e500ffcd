-- Which programmes ran when, with whom? One row a programme and a time it is said to run, the same name in
-- other words being the same programme; without a name, one row a group of countries that have some.
create table core.agg_programme_periods (
    place integer primary key,
    name varchar,
    acronym varchar,
    status varchar,
    period_edtf varchar,
    period_from date,
    period_to date,
    countries varchar[],
    organizations varchar[],
    figures bigint,
    amounts bigint,
    reports bigint,
    documents bigint,
    fact_ids varchar[] not null,
    facts_behind map (varchar, varchar[]) not null
);

comment on column core.agg_programme_periods.place is 'its place in the report';
comment on column core.agg_programme_periods.name is
'its name, the longest that is given; null for programmes that have none';
comment on column core.agg_programme_periods.acronym is 'its acronym where a text gives one';
comment on column core.agg_programme_periods.status is 'whether it runs, is planned, proposed, or denied';
comment on column core.agg_programme_periods.period_edtf is
'the time it is said to run, as EDTF; null where not said';
comment on column core.agg_programme_periods.period_from is
'first day of that time; null where open or not said';
comment on column core.agg_programme_periods.period_to is
'last day of that time; null where open or not said';
comment on column core.agg_programme_periods.countries is 'the countries it is said of';
comment on column core.agg_programme_periods.organizations is 'organisations running it';
comment on column core.agg_programme_periods.figures is
'figures that are said of the programme, in any time: report.series has them';
comment on column core.agg_programme_periods.amounts is
'amounts of money given under it, in any time: report.funding_flows has them';
comment on column core.agg_programme_periods.reports is 'how many statements say that it runs then';
comment on column core.agg_programme_periods.documents is 'how many documents say so';
comment on column core.agg_programme_periods.fact_ids is 'the facts that say so, in reading order';
comment on column core.agg_programme_periods.facts_behind is
'for each column that counts: the facts it counts, in reading order';

insert into core.agg_programme_periods by name
with told as (
    select
        programmes.*,
        tally.ordinal,
        coalesce(aliases.thing, tally.thing_id) as programme_thing,
        coalesce(programmes.period_edtf, '') as period
    from report.programmes as programmes
    inner join core.fact_programme as fact on programmes.fact_id = fact.fact_id
    inner join core.tally as tally on programmes.fact_id = tally.fact_id
    left join core.name_alias as aliases on fact.programme_key = aliases.name_id
),

said_under as (
    select
        statements.programme as programme_thing,
        count(distinct tally.thing_id) filter (where tally.head = 'figures') as figures,
        count(distinct tally.thing_id) filter (where tally.head = 'funding') as amounts,
        list(tally.fact_id order by tally.ordinal) filter (where tally.head = 'figures') as figure_ids,
        list(tally.fact_id order by tally.ordinal) filter (where tally.head = 'funding') as amount_ids
    from core.statement as statements
    inner join core.tally as tally on statements.fact_id = tally.fact_id
    where statements.programme is not null
    group by statements.programme
)

select
    row_number() over (
        order by
            min(told.period_from) asc nulls last,
            max(told.period_to) asc nulls last,
            min(told.ordinal) asc
    ) as place,
    first(told.name order by length(told.name) desc, told.ordinal asc) filter (where told.name is not null)
        as name,
    first(told.acronym order by told.ordinal) filter (where told.acronym is not null) as acronym,
    told.status,
    first(told.period_edtf order by told.ordinal) as period_edtf,
    min(told.period_from) as period_from,
    max(told.period_to) as period_to,
    list_sort(list_distinct(flatten(list(told.countries)))) as countries,
    list_sort(list_distinct(flatten(list(told.organizations)))) as organizations,
    coalesce(any_value(said_under.figures), 0) as figures,
    coalesce(any_value(said_under.amounts), 0) as amounts,
    count(*) as reports,
    count(distinct told.document_id) as documents,
    list(told.fact_id order by told.ordinal) as fact_ids,
    map(
        ['figures', 'amounts'],
        [coalesce(any_value(said_under.figure_ids), []), coalesce(any_value(said_under.amount_ids), [])]
    ) as facts_behind
from told
left join said_under on told.programme_thing = said_under.programme_thing
group by told.programme_thing, told.period, told.status
order by place;
