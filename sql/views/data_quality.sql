-- One row a check of the last ten published runs, the latest run first.
create view report.data_quality as
with last_runs as (
    select
        run_id,
        started_at,
        row_number() over (order by started_at desc, run_id desc) as runs_ago
    from quality.run
    qualify runs_ago <= 10
)

select
    last_runs.runs_ago,
    last_runs.started_at,
    results.run_id,
    results.stage,
    results.check_name,
    results.relation,
    results.severity,
    results.passed,
    results.observed,
    results.expected,
    results.sample,
    results.message
from quality.check_result as results
inner join last_runs on results.run_id = last_runs.run_id
order by
    last_runs.runs_ago asc,
    results.passed asc,
    results.severity asc,
    results.stage asc,
    results.check_name asc,
    results.relation asc;

comment on column report.data_quality.runs_ago is
'one for the run that made this warehouse, two for the one before';
comment on column report.data_quality.run_id is 'the run that was checked';
