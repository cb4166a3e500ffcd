-- One row a statement of an identified project.
create view report.projects as
select
    fact.fact_id,
    fact.document_id,
    fact.evidence,
    fact.char_start,
    fact.char_end,
    fact.status,
    fact.rule,
    fact.code,
    fact.title,
    coalesce(
        (
            select list(named.name_given order by named.ordinal)
            from core.bridge_project_organization as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as organizations,
    coalesce(
        (
            select list(named.country_code order by named.ordinal)
            from core.bridge_project_country as named
            where named.fact_id = fact.fact_id
        ),
        []
    ) as countries,
    fact.funder,
    fact.period_edtf,
    fact.period_from,
    fact.period_to
from core.fact_project as fact;
