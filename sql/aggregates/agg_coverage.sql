-- What do we know of which country in which year, and what do we not know? One row a country and a year, from
-- the first to the last that anything dated is said of it, years of which nothing is known among them, and a
-- row without a year for what has no date. A fact counts in each year that its date covers; what is open, in
-- the year of its other side.
create table core.agg_coverage (
    place integer primary key,
    country varchar,
    name varchar,
    year bigint,
    facts bigint,
    agreements bigint,
    events bigint,
    funding bigint,
    figures bigint,
    programmes bigint,
    institutions bigint,
    memberships bigint,
    projects bigint,
    people bigint,
    planned bigint,
    denied bigint,
    documents bigint,
    missing varchar[],
    fact_ids varchar[] not null,
    facts_behind map (varchar, varchar[]) not null
);

comment on column core.agg_coverage.place is 'its place in the report';
comment on column core.agg_coverage.country is 'ISO 3166-1 alpha-2, EU for the Union';
comment on column core.agg_coverage.name is 'its English name';
comment on column core.agg_coverage.year is 'the year; null for what has no date';
comment on column core.agg_coverage.facts is 'how many facts of that year speak of the country';
comment on column core.agg_coverage.agreements is 'agreements of the year, each once';
comment on column core.agg_coverage.events is 'events that took place in it, each once';
comment on column core.agg_coverage.funding is 'amounts of money for it';
comment on column core.agg_coverage.figures is 'other figures for it';
comment on column core.agg_coverage.programmes is 'programmes that ran in it';
comment on column core.agg_coverage.institutions is 'bodies founded in it';
comment on column core.agg_coverage.memberships is 'memberships that began or held in it';
comment on column core.agg_coverage.projects is 'projects that ran in it';
comment on column core.agg_coverage.people is 'persons named with a role';
comment on column core.agg_coverage.planned is 'what is planned or proposed for it: counted nowhere else';
comment on column core.agg_coverage.denied is 'what is said not to be so: counted nowhere else';
comment on column core.agg_coverage.documents is 'how many documents speak of the country in that year';
comment on column core.agg_coverage.missing is
'the columns of which nothing is known: no text says anything, which does not mean that there is nothing';
comment on column core.agg_coverage.fact_ids is 'the facts, in reading order';
comment on column core.agg_coverage.facts_behind is
'for each column that counts: the facts it counts, in reading order';

insert into core.agg_coverage by name
with told as (
    select
        named.country_code,
        tally.*
    from core.statement_country as named
    inner join core.tally as tally on named.fact_id = tally.fact_id
),

in_years as (
    select
        *,
        unnest(generate_series(year(begins), year(ends))) as year
    from told
    where begins is not null
    union all
    select
        *,
        null as year
    from told
    where begins is null
),

counted as (
    select
        country_code,
        year,
        head,
        count(distinct thing_id) as things,
        list(fact_id order by ordinal) as fact_ids
    from in_years
    group by country_code, year, head
),

known as (
    select
        country_code,
        year,
        coalesce(max(things) filter (where head = 'agreements'), 0) as agreements,
        coalesce(max(things) filter (where head = 'events'), 0) as events,
        coalesce(max(things) filter (where head = 'funding'), 0) as funding,
        coalesce(max(things) filter (where head = 'figures'), 0) as figures,
        coalesce(max(things) filter (where head = 'programmes'), 0) as programmes,
        coalesce(max(things) filter (where head = 'institutions'), 0) as institutions,
        coalesce(max(things) filter (where head = 'memberships'), 0) as memberships,
        coalesce(max(things) filter (where head = 'projects'), 0) as projects,
        coalesce(max(things) filter (where head = 'people'), 0) as people,
        coalesce(max(things) filter (where head = 'planned'), 0) as planned,
        coalesce(max(things) filter (where head = 'denied'), 0) as denied,
        map_from_entries(list((head, fact_ids) order by head)) as facts_behind
    from counted
    group by country_code, year
),

sources as (
    select
        country_code,
        year,
        count(distinct document_id) as documents,
        list(fact_id order by ordinal) as fact_ids
    from in_years
    group by country_code, year
),

years as (
    select
        country_code,
        unnest(generate_series(min(year), max(year))) as year
    from known
    where year is not null
    group by country_code
    union all
    select
        country_code,
        year
    from known
    where year is null
),

filled as (
    select
        years.country_code as country,
        countries.name,
        years.year,
        coalesce(len(sources.fact_ids), 0) as facts,
        coalesce(known.agreements, 0) as agreements,
        coalesce(known.events, 0) as events,
        coalesce(known.funding, 0) as funding,
        coalesce(known.figures, 0) as figures,
        coalesce(known.programmes, 0) as programmes,
        coalesce(known.institutions, 0) as institutions,
        coalesce(known.memberships, 0) as memberships,
        coalesce(known.projects, 0) as projects,
        coalesce(known.people, 0) as people,
        coalesce(known.planned, 0) as planned,
        coalesce(known.denied, 0) as denied,
        coalesce(sources.documents, 0) as documents,
        coalesce(sources.fact_ids, []) as fact_ids,
        coalesce(known.facts_behind, map([], [])) as facts_behind
    from years
    inner join core.dim_country as countries on years.country_code = countries.country_code
    left join known
        on years.country_code = known.country_code and years.year is not distinct from known.year
    left join sources
        on years.country_code = sources.country_code and years.year is not distinct from sources.year
)

select
    row_number() over (order by country asc, year asc nulls last) as place,
    country,
    name,
    year,
    facts,
    agreements,
    events,
    funding,
    figures,
    programmes,
    institutions,
    memberships,
    projects,
    people,
    planned,
    denied,
    documents,
    list_filter(
        [
            case when agreements = 0 then 'agreements' end,
            case when events = 0 then 'events' end,
            case when funding = 0 then 'funding' end,
            case when figures = 0 then 'figures' end,
            case when programmes = 0 then 'programmes' end,
            case when institutions = 0 then 'institutions' end,
            case when memberships = 0 then 'memberships' end,
            case when projects = 0 then 'projects' end
        ],
        lambda head: head is not null
    ) as missing,
    fact_ids,
    facts_behind
from filled
order by place;
