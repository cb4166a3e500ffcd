-- One row a statement of a person's role.
create table core.fact_person (
    fact_id varchar primary key,
    document_id varchar not null references core.dim_document (document_id),
    evidence varchar not null,
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    rule varchar not null,
    name varchar not null,
    person_key varchar not null references core.dim_person (person_key),
    role varchar,
    organization varchar,
    organization_key varchar references core.dim_organization (organization_key),
    country varchar references core.dim_country (country_code)
);

comment on column core.fact_person.person_key is 'the key of name in core.dim_person';
comment on column core.fact_person.organization_key is 'the key of organization in core.dim_organization';

insert into core.fact_person by name
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    name,
    name_key(name) as person_key,
    role,
    organization,
    name_key(organization) as organization_key,
    country
from staging.people
order by document_id, char_start, fact_id;
