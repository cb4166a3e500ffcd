-- One row a statement of an identified project.
create table core.fact_project (
    fact_id varchar primary key,
    document_id varchar not null references core.dim_document (document_id),
    evidence varchar not null,
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    rule varchar not null,
    code varchar,
    title varchar,
    funder varchar,
    funder_key varchar references core.dim_organization (organization_key),
    period_edtf varchar,
    period_from date references core.dim_date (day),
    period_to date references core.dim_date (day),
    organizations varchar[] not null,
    countries varchar[] not null
);

comment on column core.fact_project.funder_key is 'the key of funder in core.dim_organization';

insert into core.fact_project by name
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    code,
    title,
    funder,
    name_key(funder) as funder_key,
    period_edtf,
    period_from,
    period_to,
    organizations,
    countries
from staging.projects
order by document_id, char_start, fact_id;
