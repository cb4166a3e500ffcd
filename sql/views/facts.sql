-- One row a fact of any kind: what all kinds have in common.
create view report.facts as
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
from core.fact_person;

comment on column report.facts.kind is 'the kind of fact, as the contract names it';
