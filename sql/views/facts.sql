-- One row a fact of any kind: what all kinds have in common, and what people said of it.
create view report.facts as
with facts as (
    select
        fact_id,
        'agreement' as kind,
        document_id,
        evidence,
        char_start,
        char_end,
        status,
        rule
    from core.fact_agreement
    union all
    select
        fact_id,
        'event' as kind,
        document_id,
        evidence,
        char_start,
        char_end,
        status,
        rule
    from core.fact_event
    union all
    select
        fact_id,
        'funding' as kind,
        document_id,
        evidence,
        char_start,
        char_end,
        status,
        rule
    from core.fact_funding
    union all
    select
        fact_id,
        'observation' as kind,
        document_id,
        evidence,
        char_start,
        char_end,
        status,
        rule
    from core.fact_observation
    union all
    select
        fact_id,
        'programme' as kind,
        document_id,
        evidence,
        char_start,
        char_end,
        status,
        rule
    from core.fact_programme
    union all
    select
        fact_id,
        'institution' as kind,
        document_id,
        evidence,
        char_start,
        char_end,
        status,
        rule
    from core.fact_institution
    union all
    select
        fact_id,
        'membership' as kind,
        document_id,
        evidence,
        char_start,
        char_end,
        status,
        rule
    from core.fact_membership
    union all
    select
        fact_id,
        'project' as kind,
        document_id,
        evidence,
        char_start,
        char_end,
        status,
        rule
    from core.fact_project
    union all
    select
        fact_id,
        'person' as kind,
        document_id,
        evidence,
        char_start,
        char_end,
        status,
        rule
    from core.fact_person
),

said as (
    select
        fact_id,
        bool_or(action = 'confirm') as is_confirmed,
        bool_or(action in ('amend', 'alias')) as is_amended
    from quality.correction
    where outcome = 'applied' and fact_id is not null
    group by fact_id
)

select
    facts.fact_id,
    facts.kind,
    facts.document_id,
    facts.evidence,
    facts.char_start,
    facts.char_end,
    facts.status,
    facts.rule,
    coalesce(said.is_confirmed, false) as is_confirmed,
    coalesce(said.is_amended, false) as is_amended
from facts
left join said on facts.fact_id = said.fact_id;

comment on column report.facts.is_confirmed is 'whether a person confirmed it';
comment on column report.facts.is_amended is 'whether a person corrected it, or a name in it';
comment on column report.facts.kind is 'the kind of fact, as the contract names it';
comment on column report.facts.fact_id is 'stable id: the same text and the same code give the same id';
comment on column report.facts.document_id is 'the source file''s path below raw/, without its ending';
comment on column report.facts.evidence is 'the exact text the fact stands on, verbatim';
