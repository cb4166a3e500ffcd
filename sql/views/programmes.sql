-- One row a statement that a programme, scheme or initiative exists, runs or is joined.
create view report.programmes as
select
    fact.fact_id,
    fact.document_id,
    fact.evidence,
    fact.char_start,
    fact.char_end,
    fact.status,
    fact.rule,
    fact.name,
    fact.acronym,
    fact.period_edtf,
    fact.period_from,
    fact.period_to,
    coalesce(
        (
            select list(named.country_code order by named.ordinal)
            from core.bridge_programme_country as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as countries,
    coalesce(
        (
            select list(named.name_given order by named.ordinal)
            from core.bridge_programme_organization as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as organizations
from core.fact_programme as fact;
