-- One row a statement of a formal instrument between parties.
create table core.fact_agreement (
    fact_id varchar primary key,
    document_id varchar not null references core.dim_document (document_id),
    evidence varchar not null,
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    rule varchar not null,
    instrument varchar,
    title varchar,
    signed_edtf varchar,
    signed_from date references core.dim_date (day),
    signed_to date references core.dim_date (day),
    valid_edtf varchar,
    valid_from date references core.dim_date (day),
    valid_to date references core.dim_date (day),
    countries varchar[] not null,
    organizations varchar[] not null
);

insert into core.fact_agreement by name
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    instrument,
    title,
    signed_edtf,
    signed_from,
    signed_to,
    valid_edtf,
    valid_from,
    valid_to,
    countries,
    organizations
from staging.agreements
order by document_id, char_start, fact_id;
