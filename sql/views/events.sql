-- One row a statement of something that took place, or will, at a time.
create view report.events as
select
    fact.fact_id,
    fact.document_id,
    fact.evidence,
    fact.char_start,
    fact.char_end,
    fact.status,
    fact.rule,
    fact.event_kind,
    fact.name,
    fact.date_edtf,
    fact.date_from,
    fact.date_to,
    fact.city,
    fact.place_country,
    coalesce(
        (
            select list(named.country_code order by named.ordinal)
            from core.bridge_event_country as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as countries,
    coalesce(
        (
            select list(named.name_given order by named.ordinal)
            from core.bridge_event_organization as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as organizations,
    coalesce(
        (
            select list(named.name_given order by named.ordinal)
            from core.bridge_event_person as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as people
from core.fact_event as fact;
