-- One row a check of a published run.
create table quality.check_result (
    run_id varchar not null references quality.run (run_id),
    stage varchar not null,
    check_name varchar not null,
    relation varchar not null,
    severity varchar not null,
    passed boolean not null,
    observed varchar not null,
    expected varchar not null,
    sample varchar[] not null,
    message varchar not null,
    primary key (run_id, stage, check_name, relation)
);

comment on column quality.check_result.run_id is 'the run that was checked';
comment on column quality.check_result.stage is
'where it was checked: staging (before the load) or warehouse (after it)';
comment on column quality.check_result.check_name is 'the check';
comment on column quality.check_result.relation is 'the table or view that was checked';
comment on column quality.check_result.severity is 'fail where a failure holds the warehouse back, else warn';
comment on column quality.check_result.passed is 'whether nothing broke the rule';
comment on column quality.check_result.observed is 'what was found: for a rule, how many rows broke it';
comment on column quality.check_result.expected is 'what should have been found';
comment on column quality.check_result.sample is 'keys or cells of a few rows that broke the rule';
comment on column quality.check_result.message is 'what the rule means';

insert into quality.check_result by name
select
    run.run_id,
    'staging' as stage,
    results.check_name,
    results.relation,
    results.severity,
    results.passed,
    results.observed,
    results.expected,
    results.sample,
    results.message
from staging.check_results as results
cross join staging.run as run
union all
select
    earlier.run_id,
    earlier.stage,
    earlier.check_name,
    earlier.relation,
    earlier.severity,
    earlier.passed,
    earlier.observed,
    earlier.expected,
    earlier.sample,
    earlier.message
from staging.previous_check_result as earlier
where earlier.run_id not in (select run.run_id from staging.run as run)
order by run_id, stage, check_name, relation;
