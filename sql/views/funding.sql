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
    euros.amount_eur,
    euros.eur_rate,
    euros.eur_rate_date,
    fact.funder,
    fact.recipient,
    fact.programme,
    fact.purpose,
    fact.period_edtf,
    fact.period_from,
    fact.period_to,
    fact.countries
from core.fact_funding as fact
inner join core.funding_euro as euros on fact.fact_id = euros.fact_id;
