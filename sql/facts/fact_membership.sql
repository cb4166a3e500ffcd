-- One row a statement of who belongs to, joins, leaves or takes part in what.
create table core.fact_membership (
    fact_id varchar primary key,
    document_id varchar not null references core.dim_document (document_id),
    evidence varchar not null,
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    rule varchar not null,
    member varchar not null,
    member_country varchar references core.dim_country (country_code),
    member_key varchar references core.dim_organization (organization_key),
    organization varchar not null,
    organization_key varchar not null references core.dim_organization (organization_key),
    since_edtf varchar,
    since_from date references core.dim_date (day),
    since_to date references core.dim_date (day)
);

comment on column core.fact_membership.member_country is 'member where it is a state';
comment on column core.fact_membership.member_key is
'the key of member in core.dim_organization where it is no state';
comment on column core.fact_membership.organization_key is 'the key of organization in core.dim_organization';

insert into core.fact_membership by name
select
    memberships.fact_id,
    memberships.document_id,
    memberships.evidence,
    memberships.char_start,
    memberships.char_end,
    memberships.status,
    memberships.rule,
    memberships.member,
    countries.country_code as member_country,
    case when countries.country_code is null then name_key(memberships.member) end as member_key,
    memberships.organization,
    name_key(memberships.organization) as organization_key,
    memberships.since_edtf,
    memberships.since_from,
    memberships.since_to
from staging.memberships
left join core.dim_country as countries on memberships.member = countries.country_code
order by memberships.document_id, memberships.char_start, memberships.fact_id;
