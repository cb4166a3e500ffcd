-- One row a failed check of a row or source that was held back, with its history over the published runs.
create table quality.quarantine (
    quarantine_id varchar primary key,
    relation varchar not null,
    document_id varchar,
    char_start integer,
    char_end integer,
    evidence varchar,
    check_name varchar not null,
    column_name varchar,
    value varchar,
    rule varchar,
    rule_version varchar,
    first_run_id varchar not null references quality.run (run_id),
    last_run_id varchar not null references quality.run (run_id),
    times_seen integer not null,
    released_run_id varchar references quality.run (run_id),
    row_json varchar not null
);

comment on column quality.quarantine.first_run_id is 'the first published run that held it back';
comment on column quality.quarantine.last_run_id is 'the last published run that held it back';
comment on column quality.quarantine.times_seen is 'how many published runs held it back';
comment on column quality.quarantine.released_run_id is
'the published run that first did not hold it back any more; null while it is open';

insert into quality.quarantine by name
with open_rows as (
    select
        seen.quarantine_id,
        seen.relation,
        seen.document_id,
        seen.char_start,
        seen.char_end,
        seen.evidence,
        seen.check_name,
        seen.column_name,
        seen.value,
        seen.rule,
        seen.rule_version,
        seen.row_json,
        coalesce(earlier.first_run_id, run.run_id) as first_run_id,
        run.run_id as last_run_id,
        coalesce(earlier.times_seen, 0)
        + case when earlier.last_run_id = run.run_id then 0 else 1 end as times_seen,
        null as released_run_id
    from staging.quarantine as seen
    cross join staging.run as run
    left join staging.previous_quarantine as earlier on seen.quarantine_id = earlier.quarantine_id
),

released_rows as (
    select
        earlier.quarantine_id,
        earlier.relation,
        earlier.document_id,
        earlier.char_start,
        earlier.char_end,
        earlier.evidence,
        earlier.check_name,
        earlier.column_name,
        earlier.value,
        earlier.rule,
        earlier.rule_version,
        earlier.row_json,
        earlier.first_run_id,
        earlier.last_run_id,
        earlier.times_seen,
        coalesce(earlier.released_run_id, run.run_id) as released_run_id
    from staging.previous_quarantine as earlier
    cross join staging.run as run
    where earlier.quarantine_id not in (
        select seen.quarantine_id from staging.quarantine as seen
    )
)

select * from open_rows
union all
select * from released_rows
order by quarantine_id;
