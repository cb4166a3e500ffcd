-- One row a statement of a body set up, opened or at work for the cooperation.
create table core.fact_institution (
    fact_id varchar primary key,
    document_id varchar not null references core.dim_document (document_id),
    evidence varchar not null,
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    rule varchar not null,
    name varchar,
    organization_key varchar references core.dim_organization (organization_key),
    institution_kind varchar not null,
    established_edtf varchar,
    established_from date references core.dim_date (day),
    established_to date references core.dim_date (day),
    countries varchar[] not null,
    organizations varchar[] not null
);

comment on column core.fact_institution.organization_key is 'the key of name in core.dim_organization';

insert into core.fact_institution by name
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    name,
    name_key(name) as organization_key,
    institution_kind,
    established_edtf,
    established_from,
    established_to,
    countries,
    organizations
from staging.institutions
order by document_id, char_start, fact_id;
