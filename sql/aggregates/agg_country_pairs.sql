-- Which countries work together, at what, since when, and who says so? One row a pair of countries that one
-- fact names together; a fact of three countries is one of each of the three pairs. Counted is what is said
-- to have happened or to hold, each thing once however many statements tell of it; plans, proposals and
-- denials stand apart. Money is added up once, that of all years together: what is part of another amount of
-- the pair is left out.
create table core.agg_country_pairs (
    place integer primary key,
    country_a varchar,
    country_b varchar,
    name_a varchar,
    name_b varchar,
    agreements bigint,
    events bigint,
    programmes bigint,
    institutions bigint,
    projects bigint,
    figures bigint,
    funding bigint,
    amount_eur decimal(38, 2),
    amounts_without_rate bigint,
    planned bigint,
    denied bigint,
    first_sign date,
    last_sign date,
    documents bigint,
    document_ids varchar[],
    publishers varchar[],
    fact_ids varchar[] not null,
    facts_behind map (varchar, varchar[]) not null
);

comment on column core.agg_country_pairs.place is 'its place in the report';
comment on column core.agg_country_pairs.country_a is
'the first of the two by its code (ISO 3166-1 alpha-2, EU for the Union)';
comment on column core.agg_country_pairs.country_b is 'the second of the two by its code';
comment on column core.agg_country_pairs.name_a is 'the English name of country_a';
comment on column core.agg_country_pairs.name_b is 'the English name of country_b';
comment on column core.agg_country_pairs.agreements is
'agreements said to be concluded or in force between them';
comment on column core.agg_country_pairs.events is 'events that took place with both';
comment on column core.agg_country_pairs.programmes is 'programmes that both have a part in';
comment on column core.agg_country_pairs.institutions is 'bodies that both have a part in';
comment on column core.agg_country_pairs.projects is 'projects that both have a part in';
comment on column core.agg_country_pairs.figures is 'other figures that are said of both';
comment on column core.agg_country_pairs.funding is
'amounts of money given, spent or promised that are said of both';
comment on column core.agg_country_pairs.amount_eur is
'those amounts in euro, added up, parts of others left out; null where none has a rate';
comment on column core.agg_country_pairs.amounts_without_rate is
'amounts that are missing in amount_eur because there is no rate for them';
comment on column core.agg_country_pairs.planned is 'what is planned or proposed: counted nowhere else';
comment on column core.agg_country_pairs.denied is 'what is said not to be so: counted nowhere else';
comment on column core.agg_country_pairs.first_sign is
'first day of the earliest dated thing that happened or holds; null where none has a date';
comment on column core.agg_country_pairs.last_sign is
'last day of the latest one, ahead of us where it runs on; null where none has a date';
comment on column core.agg_country_pairs.documents is 'how many documents name the two together';
comment on column core.agg_country_pairs.document_ids is 'those documents';
comment on column core.agg_country_pairs.publishers is 'their publishers, where known';
comment on column core.agg_country_pairs.fact_ids is 'all facts of the pair, in reading order';
comment on column core.agg_country_pairs.facts_behind is
'for each column that counts or adds up: the facts it counts, in reading order';

insert into core.agg_country_pairs by name
with pairs as (
    select
        one.country_code as country_a,
        other.country_code as country_b,
        tally.*
    from core.statement_country as one
    inner join core.statement_country as other
        on one.fact_id = other.fact_id and one.country_code < other.country_code
    inner join core.tally as tally on one.fact_id = tally.fact_id
),

counted as (
    select
        country_a,
        country_b,
        head,
        count(distinct thing_id) as things,
        list(fact_id order by ordinal) as fact_ids,
        min(begins) filter (where status = 'actual') as first_sign,
        max(ends) filter (where status = 'actual') as last_sign
    from pairs
    group by country_a, country_b, head
),

added_up as (
    select
        pairs.country_a,
        pairs.country_b,
        sum(cast(euros.amount_eur as decimal(38, 2))) as amount_eur,
        count(*) filter (where euros.amount_eur is null) as amounts_without_rate,
        map(
            ['amount_eur', 'amounts_without_rate'],
            [
                coalesce(
                    list(pairs.fact_id order by pairs.ordinal) filter (where euros.amount_eur is not null), []
                ),
                coalesce(
                    list(pairs.fact_id order by pairs.ordinal) filter (where euros.amount_eur is null), []
                )
            ]
        ) as facts_behind
    from pairs
    inner join core.funding_euro as euros on pairs.fact_id = euros.fact_id
    where
        pairs.head = 'funding'
        and not exists (
            select 1
            from core.funding_part as parts
            inner join pairs as wholes on parts.of_fact_id = wholes.fact_id
            where
                parts.fact_id = pairs.fact_id
                and wholes.country_a = pairs.country_a
                and wholes.country_b = pairs.country_b
        )
    group by pairs.country_a, pairs.country_b
),

told as (
    select
        pairs.country_a,
        pairs.country_b,
        count(distinct pairs.document_id) as documents,
        list_sort(list(distinct pairs.document_id)) as document_ids,
        list_sort(list(distinct documents.publisher) filter (where documents.publisher is not null))
            as publishers,
        list(pairs.fact_id order by pairs.ordinal) as fact_ids
    from pairs
    inner join core.dim_document as documents on pairs.document_id = documents.document_id
    group by pairs.country_a, pairs.country_b
),

columns_of as (
    select
        country_a,
        country_b,
        coalesce(max(things) filter (where head = 'agreements'), 0) as agreements,
        coalesce(max(things) filter (where head = 'events'), 0) as events,
        coalesce(max(things) filter (where head = 'programmes'), 0) as programmes,
        coalesce(max(things) filter (where head = 'institutions'), 0) as institutions,
        coalesce(max(things) filter (where head = 'projects'), 0) as projects,
        coalesce(max(things) filter (where head = 'figures'), 0) as figures,
        coalesce(max(things) filter (where head = 'funding'), 0) as funding,
        coalesce(max(things) filter (where head = 'planned'), 0) as planned,
        coalesce(max(things) filter (where head = 'denied'), 0) as denied,
        min(first_sign) as first_sign,
        max(last_sign) as last_sign,
        map_from_entries(list((head, fact_ids) order by head)) as facts_behind
    from counted
    group by country_a, country_b
)

select
    row_number() over (
        order by
            columns_of.agreements + columns_of.events + columns_of.programmes + columns_of.institutions desc,
            columns_of.country_a asc,
            columns_of.country_b asc
    ) as place,
    columns_of.country_a,
    columns_of.country_b,
    one.name as name_a,
    other.name as name_b,
    columns_of.agreements,
    columns_of.events,
    columns_of.programmes,
    columns_of.institutions,
    columns_of.projects,
    columns_of.figures,
    columns_of.funding,
    added_up.amount_eur,
    coalesce(added_up.amounts_without_rate, 0) as amounts_without_rate,
    columns_of.planned,
    columns_of.denied,
    columns_of.first_sign,
    columns_of.last_sign,
    told.documents,
    told.document_ids,
    coalesce(told.publishers, []) as publishers,
    told.fact_ids,
    map_concat(columns_of.facts_behind, added_up.facts_behind) as facts_behind
from columns_of
inner join told on columns_of.country_a = told.country_a and columns_of.country_b = told.country_b
inner join core.dim_country as one on columns_of.country_a = one.country_code
inner join core.dim_country as other on columns_of.country_b = other.country_code
left join added_up on columns_of.country_a = added_up.country_a and columns_of.country_b = added_up.country_b
order by place;
