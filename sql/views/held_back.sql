-- What was held back, and why? One row a row or source that is in quarantine now, with all the checks that it
-- failed.
create view report.held_back as
select
    held.relation,
    held.document_id,
    any_value(held.evidence) as evidence,
    any_value(held.char_start) as char_start,
    any_value(held.char_end) as char_end,
    list(
        held.check_name || coalesce(' on ' || held.column_name, '') || coalesce(': ' || held.value, '')
        order by held.quarantine_id
    ) as failed,
    any_value(held.rule) as rule,
    min(runs.started_at) as held_since,
    max(held.times_seen) as times_seen,
    held.row_json,
    list(held.quarantine_id order by held.quarantine_id) as quarantine_ids
from quality.quarantine as held
inner join quality.run as runs on held.first_run_id = runs.run_id
where held.released_run_id is null
group by held.relation, held.document_id, held.row_json
order by held_since desc, held.document_id asc, held.relation asc, min(held.quarantine_id) asc;

comment on column report.held_back.evidence is 'the exact text the row stands on';
comment on column report.held_back.char_start is 'where it starts in the stored text';
comment on column report.held_back.char_end is 'where it ends in the stored text, half-open';
comment on column report.held_back.failed is
'each check that failed, with the column and the offending value';
comment on column report.held_back.rule is 'the extraction rule that made the row';
comment on column report.held_back.held_since is 'when the first run that held it back began, in UTC';
comment on column report.held_back.times_seen is 'how many published runs held it back';
comment on column report.held_back.quarantine_ids is 'its rows of quality.quarantine';
