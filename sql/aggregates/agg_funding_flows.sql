-- Who gives how much to whom, under which programme, when? One row a giver, receiver, programme, time,
-- currency and status. Money for several years is not spread over them: it stands in one row, with its first
-- and last year, and is in the sum of no single one of them; what one of these years had of it adds in that
-- longer row. So a sum by year is what is told of that year alone, never all that was given in it. To add
-- rows up, take adds and adds_eur: they leave out what another row holds already, so that no amount is summed
-- twice.
create table core.agg_funding_flows (
    place integer primary key,
    funder varchar,
    recipient varchar,
    programme varchar,
    period_edtf varchar,
    year_from bigint,
    year_to bigint,
    currency varchar,
    status varchar,
    amount_low decimal(38, 6),
    amount_high decimal(38, 6),
    amount_eur decimal(38, 2),
    eur_rate double,
    eur_rate_date date,
    eur_note varchar,
    adds decimal(38, 6),
    adds_eur decimal(38, 2),
    part_of varchar[],
    countries varchar[],
    statements bigint,
    documents bigint,
    fact_ids varchar[] not null,
    facts_behind map (varchar, varchar[]) not null
);

comment on column core.agg_funding_flows.place is 'its place in the report';
comment on column core.agg_funding_flows.funder is 'who gives, as named first; null where nobody is named';
comment on column core.agg_funding_flows.recipient is
'who receives, as named first; null where nobody is named';
comment on column core.agg_funding_flows.programme is 'the programme it is given under; null for none';
comment on column core.agg_funding_flows.period_edtf is
'the time the money is for, as EDTF; null where not said';
comment on column core.agg_funding_flows.year_from is 'first year of that time; null where open or not said';
comment on column core.agg_funding_flows.year_to is 'last year of that time; null where open or not said';
comment on column core.agg_funding_flows.status is 'whether it was given, is planned, proposed, or negated';
comment on column core.agg_funding_flows.amount_low is
'lower bound of the sum of the amounts of this row, in its currency; null where one has none';
comment on column core.agg_funding_flows.amount_high is
'upper bound of that sum; null where one has none';
comment on column core.agg_funding_flows.amount_eur is
'that sum in euro, of lower bounds where there are such; null where no rate is to be had';
comment on column core.agg_funding_flows.eur_note is
'in euro, the rate that was taken, or why there is none: "no rate: …"';
comment on column core.agg_funding_flows.adds is
'what the row adds to a total in its currency: 0 where its amount is part of another row''s, or repeats it';
comment on column core.agg_funding_flows.adds_eur is
'what the row adds to a total in euro; null where no rate is to be had';
comment on column core.agg_funding_flows.part_of is
'the facts whose amounts hold amounts of this row; core.funding_part says by which rule';
comment on column core.agg_funding_flows.countries is 'the givers'' and receivers'' countries';
comment on column core.agg_funding_flows.statements is 'how many statements tell of it';
comment on column core.agg_funding_flows.documents is 'how many documents tell of it';
comment on column core.agg_funding_flows.fact_ids is 'the facts that tell of it, in reading order';
comment on column core.agg_funding_flows.facts_behind is
'for each column that adds up: the facts it adds up, in reading order';

insert into core.agg_funding_flows by name
with parts as (
    select
        fact_id,
        list(of_fact_id order by of_fact_id) as of_fact_ids
    from core.funding_part
    group by fact_id
),

flows as (
    select
        funding.*,
        statements.ordinal,
        coalesce(funders.thing, '') as funder_thing,
        coalesce(recipients.thing, '') as recipient_thing,
        coalesce(programmes.thing, '') as programme_thing,
        coalesce(funding.period_edtf, '') as period,
        -- Where neither giver nor programme is named, the countries tell one from another.
        case
            when funding.funder is null and funding.programme is null
                then array_to_string(statements.countries, ' ')
            else ''
        end as whose,
        euros.eur_note,
        parts.of_fact_ids,
        parts.of_fact_ids is not null as is_part
    from report.funding as funding
    inner join core.fact_funding as fact on funding.fact_id = fact.fact_id
    inner join core.statement as statements on funding.fact_id = statements.fact_id
    inner join core.funding_euro as euros on funding.fact_id = euros.fact_id
    left join core.name_alias as funders on fact.funder_key = funders.name_id
    left join core.name_alias as recipients on fact.recipient_key = recipients.name_id
    left join core.name_alias as programmes on fact.programme_key = programmes.name_id
    left join parts on funding.fact_id = parts.fact_id
),

-- Within a row, too, what is part of another statement of the same row is told once.
ranked as (
    select
        flows.*,
        not exists (
            select 1
            from core.funding_part as known
            inner join flows as wholes on known.of_fact_id = wholes.fact_id
            where
                known.fact_id = flows.fact_id
                and wholes.funder_thing = flows.funder_thing
                and wholes.recipient_thing = flows.recipient_thing
                and wholes.programme_thing = flows.programme_thing
                and wholes.period = flows.period
                and wholes.whose = flows.whose
                and wholes.currency = flows.currency
                and wholes.status = flows.status
        ) as is_told_once
    from flows
),

sums as (
    select
        first(funder order by ordinal) as funder,
        first(recipient order by ordinal) as recipient,
        first(programme order by ordinal) as programme,
        first(period_edtf order by ordinal) as period_edtf,
        year(min(period_from)) as year_from,
        year(max(period_to)) as year_to,
        currency,
        status,
        case
            when count(*) filter (where is_told_once) = count(amount_low) filter (where is_told_once)
                then sum(amount_low) filter (where is_told_once)
        end as amount_low,
        case
            when count(*) filter (where is_told_once) = count(amount_high) filter (where is_told_once)
                then sum(amount_high) filter (where is_told_once)
        end as amount_high,
        sum(cast(amount_eur as decimal(38, 2))) filter (where is_told_once) as amount_eur,
        first(eur_rate order by ordinal) as eur_rate,
        first(eur_rate_date order by ordinal) as eur_rate_date,
        first(eur_note order by ordinal) as eur_note,
        coalesce(sum(coalesce(amount_low, amount_high)) filter (where not is_part), 0) as adds,
        case
            when bool_and(is_part) then 0
            else sum(cast(amount_eur as decimal(38, 2))) filter (where not is_part)
        end as adds_eur,
        list_sort(list_distinct(coalesce(flatten(list(of_fact_ids)), []))) as part_of,
        list_sort(list_distinct(flatten(list(countries)))) as countries,
        count(*) as statements,
        count(distinct document_id) as documents,
        list(fact_id order by ordinal) as fact_ids,
        min(ordinal) as ordinal,
        map(
            ['amount_low', 'amount_high', 'amount_eur', 'adds', 'adds_eur'],
            [
                coalesce(list(fact_id order by ordinal) filter (where is_told_once), []),
                coalesce(list(fact_id order by ordinal) filter (where is_told_once), []),
                coalesce(
                    list(fact_id order by ordinal) filter (where is_told_once and amount_eur is not null), []
                ),
                coalesce(list(fact_id order by ordinal) filter (where not is_part), []),
                coalesce(
                    list(fact_id order by ordinal) filter (where not is_part and amount_eur is not null), []
                )
            ]
        ) as facts_behind
    from ranked
    group by funder_thing, recipient_thing, programme_thing, whose, period, currency, status
)

select
    row_number() over (order by status != 'actual' asc, adds_eur desc nulls last, ordinal asc) as place,
    funder,
    recipient,
    programme,
    period_edtf,
    year_from,
    year_to,
    currency,
    status,
    amount_low,
    amount_high,
    amount_eur,
    eur_rate,
    eur_rate_date,
    eur_note,
    adds,
    adds_eur,
    list_filter(part_of, lambda held: not list_contains(fact_ids, held)) as part_of,
    countries,
    statements,
    documents,
    fact_ids,
    facts_behind
from sums
order by place;
