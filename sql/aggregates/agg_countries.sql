-- What is known of each country, and with whom does it work? One row a country that a fact speaks of. Counted
-- is what is said to have happened or to hold, each thing once; plans, proposals and denials stand apart.
create table core.agg_countries (
    place integer primary key,
    country varchar,
    name varchar,
    region varchar,
    partners bigint,
    agreements bigint,
    events bigint,
    programmes bigint,
    institutions bigint,
    projects bigint,
    memberships bigint,
    people bigint,
    figures bigint,
    funding bigint,
    planned bigint,
    denied bigint,
    first_sign date,
    last_sign date,
    documents bigint,
    fact_ids varchar[] not null,
    facts_behind map (varchar, varchar[]) not null
);

comment on column core.agg_countries.place is 'its place in the report';
comment on column core.agg_countries.country is 'ISO 3166-1 alpha-2, EU for the Union';
comment on column core.agg_countries.name is 'its English name';
comment on column core.agg_countries.partners is
'countries that one fact names together with it, of what happened or holds';
comment on column core.agg_countries.agreements is 'agreements it is said to be a party of';
comment on column core.agg_countries.events is 'events that took place with it or in it';
comment on column core.agg_countries.programmes is 'programmes it has a part in';
comment on column core.agg_countries.institutions is 'bodies that are in it, or its own';
comment on column core.agg_countries.projects is 'projects it has a part in';
comment on column core.agg_countries.memberships is 'memberships it holds';
comment on column core.agg_countries.people is 'persons of it that are named with a role';
comment on column core.agg_countries.figures is 'other figures that are said of it';
comment on column core.agg_countries.funding is 'amounts of money that are said of it';
comment on column core.agg_countries.planned is 'what is planned or proposed: counted nowhere else';
comment on column core.agg_countries.denied is 'what is said not to be so: counted nowhere else';
comment on column core.agg_countries.first_sign is
'first day of the earliest dated thing that happened or holds; null where none has a date';
comment on column core.agg_countries.last_sign is
'last day of the latest one, ahead of us where it runs on; null where none has a date';
comment on column core.agg_countries.documents is 'how many documents speak of it';
comment on column core.agg_countries.fact_ids is 'all facts that speak of it, in reading order';
comment on column core.agg_countries.facts_behind is
'for each column that counts: the facts it counts';

insert into core.agg_countries by name
with told as (
    select
        named.country_code,
        tally.*
    from core.statement_country as named
    inner join core.tally as tally on named.fact_id = tally.fact_id
),

counted as (
    select
        country_code,
        head,
        count(distinct thing_id) as things,
        list(fact_id order by ordinal) as fact_ids,
        min(begins) filter (where status = 'actual') as first_sign,
        max(ends) filter (where status = 'actual') as last_sign
    from told
    group by country_code, head
),

columns_of as (
    select
        country_code,
        coalesce(max(things) filter (where head = 'agreements'), 0) as agreements,
        coalesce(max(things) filter (where head = 'events'), 0) as events,
        coalesce(max(things) filter (where head = 'programmes'), 0) as programmes,
        coalesce(max(things) filter (where head = 'institutions'), 0) as institutions,
        coalesce(max(things) filter (where head = 'projects'), 0) as projects,
        coalesce(max(things) filter (where head = 'memberships'), 0) as memberships,
        coalesce(max(things) filter (where head = 'people'), 0) as people,
        coalesce(max(things) filter (where head = 'figures'), 0) as figures,
        coalesce(max(things) filter (where head = 'funding'), 0) as funding,
        coalesce(max(things) filter (where head = 'planned'), 0) as planned,
        coalesce(max(things) filter (where head = 'denied'), 0) as denied,
        min(first_sign) as first_sign,
        max(last_sign) as last_sign,
        map_from_entries(list((head, fact_ids) order by head)) as facts_behind
    from counted
    group by country_code
),

partners as (
    select
        one.country_code,
        count(distinct other.country_code) as partners,
        list(distinct one.fact_id) as fact_ids
    from core.statement_country as one
    inner join core.statement_country as other
        on one.fact_id = other.fact_id and one.country_code != other.country_code
    inner join core.statement as statements on one.fact_id = statements.fact_id
    where statements.status = 'actual'
    group by one.country_code
),

sources as (
    select
        country_code,
        count(distinct document_id) as documents,
        list(fact_id order by ordinal) as fact_ids
    from told
    group by country_code
)

select
    row_number() over (order by len(sources.fact_ids) desc, columns_of.country_code asc) as place,
    columns_of.country_code as country,
    countries.name,
    countries.region,
    coalesce(partners.partners, 0) as partners,
    columns_of.agreements,
    columns_of.events,
    columns_of.programmes,
    columns_of.institutions,
    columns_of.projects,
    columns_of.memberships,
    columns_of.people,
    columns_of.figures,
    columns_of.funding,
    columns_of.planned,
    columns_of.denied,
    columns_of.first_sign,
    columns_of.last_sign,
    sources.documents,
    sources.fact_ids,
    case
        when partners.fact_ids is null then columns_of.facts_behind
        else map_concat(columns_of.facts_behind, map(['partners'], [list_sort(partners.fact_ids)]))
    end as facts_behind
from columns_of
inner join core.dim_country as countries on columns_of.country_code = countries.country_code
inner join sources on columns_of.country_code = sources.country_code
left join partners on columns_of.country_code = partners.country_code
order by place;
