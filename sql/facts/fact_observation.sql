-- One row a statement of any other figure on cooperation.
create table core.fact_observation (
    fact_id varchar primary key,
    document_id varchar not null references core.dim_document (document_id),
    evidence varchar not null,
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    rule varchar not null,
    value_low decimal(38, 6),
    value_high decimal(38, 6),
    qualifier varchar not null,
    unit varchar not null,
    measure varchar,
    programme varchar,
    programme_key varchar references core.dim_programme (programme_key),
    period_edtf varchar,
    period_from date references core.dim_date (day),
    period_to date references core.dim_date (day),
    countries varchar[] not null
);

comment on column core.fact_observation.programme_key is 'the key of programme in core.dim_programme';

insert into core.fact_observation by name
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    value_low,
    value_high,
    qualifier,
    unit,
    measure,
    programme,
    name_key(programme) as programme_key,
    period_edtf,
    period_from,
    period_to,
    countries
from staging.observations
order by document_id, char_start, fact_id;
