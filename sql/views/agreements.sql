-- One row a statement of a formal instrument between parties.
create view report.agreements as
select
    fact.fact_id,
    fact.document_id,
    fact.evidence,
    fact.char_start,
    fact.char_end,
    fact.status,
    fact.rule,
    fact.instrument,
    fact.title,
    coalesce(
        (
            select list(named.country_code order by named.ordinal)
            from core.bridge_agreement_country as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as countries,
    coalesce(
        (
            select list(named.name_given order by named.ordinal)
            from core.bridge_agreement_organization as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as organizations,
    fact.signed_edtf,
    fact.signed_from,
    fact.signed_to,
    fact.valid_edtf,
    fact.valid_from,
    fact.valid_to
from core.fact_agreement as fact;
