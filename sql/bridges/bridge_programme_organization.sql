-- One row an organisation named by a programme fact.
create table core.bridge_programme_organization (
    fact_id varchar not null references core.fact_programme (fact_id),
    ordinal integer not null,
    organization_key varchar not null references core.dim_organization (organization_key),
    name_given varchar not null,
    primary key (fact_id, ordinal)
);

comment on column core.bridge_programme_organization.ordinal is
'its place, from 1, in the order the fact names them';
comment on column core.bridge_programme_organization.organization_key is
'the key of the name in core.dim_organization';
comment on column core.bridge_programme_organization.name_given is 'the name as the text gives it';

insert into core.bridge_programme_organization by name
select
    fact.fact_id,
    named.ordinal,
    name_key(named.name_given) as organization_key,
    named.name_given
from core.fact_programme as fact
cross join unnest(fact.organizations) with ordinality as named (name_given, ordinal)
order by fact.fact_id, named.ordinal;
