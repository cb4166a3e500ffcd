-- One row a run that was published.
create table quality.run (
    run_id varchar primary key,
    started_at timestamp not null,
    extractor_version varchar not null,
    engine varchar not null,
    is_full boolean not null,
    accepts_drift boolean not null,
    documents integer not null,
    facts integer not null,
    mentions integer not null,
    quarantined integer not null
);

comment on column quality.run.run_id is 'the id that Dagster gave the run';
comment on column quality.run.started_at is 'when it started, in UTC';
comment on column quality.run.extractor_version is 'version of the extraction''s code and lexicon';
comment on column quality.run.engine is 'where documents were read: local, pool or ray';
comment on column quality.run.is_full is 'whether every document was read again, unchanged ones too';
comment on column quality.run.accepts_drift is 'whether it was published in spite of a failed drift check';
comment on column quality.run.documents is 'documents that the warehouse holds';
comment on column quality.run.facts is 'facts that the warehouse holds';
comment on column quality.run.mentions is 'mentions that the warehouse holds';
comment on column quality.run.quarantined is 'failed checks of rows and sources that the run held back';

insert into quality.run by name
with facts as (
    select fact_id from staging.agreements
    union all
    select fact_id from staging.events
    union all
    select fact_id from staging.funding
    union all
    select fact_id from staging.observations
    union all
    select fact_id from staging.programmes
    union all
    select fact_id from staging.institutions
    union all
    select fact_id from staging.memberships
    union all
    select fact_id from staging.projects
    union all
    select fact_id from staging.people
)

select
    run_id,
    started_at,
    extractor_version,
    engine,
    is_full,
    accepts_drift,
    (select count(*) from staging.documents) as documents,
    (select count(*) from facts) as facts,
    (select count(*) from staging.mentions) as mentions,
    (select count(*) from staging.quarantine) as quarantined
from staging.run
union all
select
    earlier.run_id,
    earlier.started_at,
    earlier.extractor_version,
    earlier.engine,
    earlier.is_full,
    earlier.accepts_drift,
    earlier.documents,
    earlier.facts,
    earlier.mentions,
    earlier.quarantined
from staging.previous_run as earlier
where earlier.run_id not in (select run.run_id from staging.run as run)
order by started_at, run_id;
