-- One row a correction by a person and a fact it was applied to, or one that could not be applied: who said
-- what of which fact, and what came of it.
create view report.corrections as
select
    corrections.correction_id,
    corrections.action,
    corrections.outcome,
    corrections.relation,
    corrections.fact_id,
    facts.fact_id is not null as is_shown,
    corrections.document_id,
    corrections.evidence,
    corrections.changes,
    corrections.reason,
    corrections.author,
    corrections.corrected_on,
    corrections.message,
    corrections.source_file,
    corrections.line
from quality.correction as corrections
left join report.facts as facts on corrections.fact_id = facts.fact_id;

comment on column report.corrections.is_shown is
'whether the views show the fact; a rejected one they do not';
