-- One row a statement of any other figure on cooperation.
create view report.observations as
select
    fact.fact_id,
    fact.document_id,
    fact.evidence,
    fact.char_start,
    fact.char_end,
    fact.status,
    fact.rule,
    fact.value_low,
    fact.value_high,
    fact.qualifier,
    fact.unit,
    fact.measure,
    fact.programme,
    fact.period_edtf,
    fact.period_from,
    fact.period_to,
    coalesce(
        (
            select list(named.country_code order by named.ordinal)
            from core.bridge_observation_country as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as countries
from core.fact_observation as fact;
