-- One row a statement that a programme, scheme or initiative exists, runs or is joined.
create table core.fact_programme (
    fact_id varchar primary key,
    document_id varchar not null references core.dim_document (document_id),
    evidence varchar not null,
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    rule varchar not null,
    name varchar,
    acronym varchar,
    programme_key varchar references core.dim_programme (programme_key),
    period_edtf varchar,
    period_from date references core.dim_date (day),
    period_to date references core.dim_date (day),
    countries varchar[] not null,
    organizations varchar[] not null
);

comment on column core.fact_programme.programme_key is
'the key of name, or of acronym where there is no name, in core.dim_programme';

insert into core.fact_programme by name
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    name,
    acronym,
    name_key(coalesce(name, acronym)) as programme_key,
    period_edtf,
    period_from,
    period_to,
    countries,
    organizations
from staging.programmes
order by document_id, char_start, fact_id;
