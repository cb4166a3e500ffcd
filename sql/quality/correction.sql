-- One row a correction by a person and a fact it was applied to, or one that could not be applied.
create table quality.correction (
    correction_id varchar primary key,
    source_file varchar not null,
    line integer not null,
    action varchar not null,
    outcome varchar not null,
    relation varchar,
    document_id varchar,
    fact_id varchar,
    evidence varchar,
    changes varchar,
    reason varchar not null,
    author varchar not null,
    corrected_on date not null,
    message varchar,
    row_json varchar
);

insert into quality.correction by name
select
    correction_id,
    source_file,
    line,
    action,
    outcome,
    relation,
    document_id,
    fact_id,
    evidence,
    changes,
    reason,
    author,
    corrected_on,
    message,
    row_json
from staging.corrections
order by source_file, line, correction_id;
