-- One row a statement of an amount of money given, spent or promised.
create view report.funding as
select
    fact.fact_id,
    fact.document_id,
    fact.evidence,
    fact.char_start,
    fact.char_end,
    fact.status,
    fact.rule,
    fact.amount_low,
    fact.amount_high,
    fact.currency,
    fact.qualifier,
    cast(null as double) as amount_eur,
    cast(null as double) as eur_rate,
    cast(null as date) as eur_rate_date,
    fact.funder,
    fact.recipient,
    fact.programme,
    fact.purpose,
    fact.period_edtf,
    fact.period_from,
    fact.period_to,
    coalesce(
        (
            select list(named.country_code order by named.ordinal)
            from core.bridge_funding_country as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as countries
from core.fact_funding as fact;

comment on column report.funding.amount_eur is
'the amount in euro; null where no rate is to be had';
comment on column report.funding.eur_rate is
'units of the currency for one euro; null where no rate is to be had';
comment on column report.funding.eur_rate_date is
'the day the rate was fixed; null where no rate is to be had';
