-- One row a fact: what it is about in a few words, for lists in which facts of all kinds stand together.
create table core.statement_label (
    fact_id varchar primary key references core.statement (fact_id),
    label varchar not null
);

comment on column core.statement_label.label is
'a name or title, else the kind of thing, with the figure where there is one';

insert into core.statement_label by name
with labels as (
    select
        fact_id,
        coalesce(title, instrument, 'agreement') as label
    from core.fact_agreement
    union all
    select
        fact_id,
        coalesce(name, event_kind) || coalesce(', ' || city, '') as label
    from core.fact_event
    union all
    select
        fact_id,
        coalesce(programme, funder, purpose, recipient, 'money') as label
    from core.fact_funding
    union all
    select
        fact_id,
        coalesce(programme || ': ', '') || coalesce(measure, unit) as label
    from core.fact_observation
    union all
    select
        fact_id,
        coalesce(name, acronym, 'programme') as label
    from core.fact_programme
    union all
    select
        fact_id,
        coalesce(name, institution_kind) as label
    from core.fact_institution
    union all
    select
        memberships.fact_id,
        coalesce(countries.name, memberships.member) || ' in ' || memberships.organization as label
    from core.fact_membership as memberships
    left join core.dim_country as countries on memberships.member_country = countries.country_code
    union all
    select
        fact_id,
        concat_ws(' ', code, title) as label
    from core.fact_project
    union all
    select
        fact_id,
        concat_ws(', ', name, role, organization) as label
    from core.fact_person
)

select
    labels.fact_id,
    coalesce(statements.figure_said || ': ', '') || labels.label as label
from labels
inner join core.statement as statements on labels.fact_id = statements.fact_id
order by statements.ordinal;
