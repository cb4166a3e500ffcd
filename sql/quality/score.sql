-- One row a run and a kind of fact: how the reading compared with the labels that the settings name.
create table quality.score (
    run_id varchar not null references quality.run (run_id),
    kind varchar not null,
    gold integer not null,
    found integer not null,
    soft double not null,
    strict double not null,
    primary key (run_id, kind)
);

comment on column quality.score.run_id is 'the run that was scored';
comment on column quality.score.kind is
'the kind of fact; (dates), (figures) for those of the texts, ALL FACTS for all kinds together';
comment on column quality.score.gold is 'facts that the labels hold';
comment on column quality.score.found is 'facts that were read in the labelled documents';
comment on column quality.score.soft is 'soft F1, 0 to 1: a fact counts by how far it agrees with its label';
comment on column quality.score.strict is 'strict F1, 0 to 1: a fact counts where all key values agree';

insert into quality.score by name
select
    earlier.run_id,
    earlier.kind,
    earlier.gold,
    earlier.found,
    earlier.soft,
    earlier.strict
from staging.previous_score as earlier
where earlier.run_id not in (select run.run_id from staging.run as run)
order by earlier.run_id, earlier.kind;
