-- One row a statement of a body set up, opened or at work for the cooperation.
create view report.institutions as
select
    fact.fact_id,
    fact.document_id,
    fact.evidence,
    fact.char_start,
    fact.char_end,
    fact.status,
    fact.rule,
    fact.name,
    fact.institution_kind,
    fact.established_edtf,
    fact.established_from,
    fact.established_to,
    coalesce(
        (
            select list(named.country_code order by named.ordinal)
            from core.bridge_institution_country as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as countries,
    coalesce(
        (
            select list(named.name_given order by named.ordinal)
            from core.bridge_institution_organization as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as organizations
from core.fact_institution as fact;
