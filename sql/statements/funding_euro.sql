-- One row a statement of money: the amount in euro by the ECB's reference rate of its time, or why there is
-- none. The rate is that of the last day of the period the amount is for (the first, where no end is given);
-- without a period, of the day the document was published. Where the bank fixed none on that day, it is the
-- last one before, as long as that lies in the period or at most ten days back.
create table core.funding_euro (
    fact_id varchar primary key references core.fact_funding (fact_id),
    amount_eur double,
    eur_rate double,
    eur_rate_date date,
    eur_note varchar not null
);

comment on column core.funding_euro.amount_eur is
'the amount in euro: its lower bound, the upper where that alone is given; null where no rate is to be had';
comment on column core.funding_euro.eur_rate is
'units of the currency for one euro; null where no rate is to be had';
comment on column core.funding_euro.eur_rate_date is
'the day the rate was fixed; null for amounts in euro, and where no rate is to be had';
comment on column core.funding_euro.eur_note is
'in euro, the rate that was taken, or why there is none: "no rate: …"';

insert into core.funding_euro by name
with asked as (
    select
        fact.fact_id,
        fact.currency,
        coalesce(fact.amount_low, fact.amount_high) as amount,
        fact.period_from,
        coalesce(fact.period_to, fact.period_from, documents.published_date) as day,
        statements.ordinal
    from core.fact_funding as fact
    inner join core.statement as statements on fact.fact_id = statements.fact_id
    inner join core.dim_document as documents on fact.document_id = documents.document_id
),

known as (
    select
        currency,
        min(day) as first_day
    from core.exchange_rate
    group by currency
),

found as (
    select
        asked.*,
        known.first_day,
        case
            when asked.currency = 'EUR' then 1
            when rates.day >= coalesce(asked.period_from, asked.day) - interval 10 days then rates.eur_rate
        end as eur_rate,
        case
            when rates.day >= coalesce(asked.period_from, asked.day) - interval 10 days then rates.day
        end as eur_rate_date
    from asked
    asof left join core.exchange_rate as rates
        on asked.currency = rates.currency and asked.day >= rates.day
    left join known on asked.currency = known.currency
)

select
    fact_id,
    round(cast(amount as double) / eur_rate, 2) as amount_eur,
    eur_rate,
    eur_rate_date,
    case
        when currency = 'EUR' then 'in euro'
        when eur_rate_date is not null then 'ECB reference rate of ' || strftime(eur_rate_date, '%Y-%m-%d')
        when first_day is null then 'no rate: the ECB gives none for ' || currency
        when day is null then 'no rate: neither the statement nor its document has a date'
        else 'no rate: the ECB gives none for ' || currency || ' around ' || strftime(day, '%Y-%m-%d')
    end as eur_note
from found
order by ordinal;
