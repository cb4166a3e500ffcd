-- What happened when? One row a fact and a date of it that is known to the year at least: when an agreement
-- was signed, and when it came into force; what took place, ran, was founded or joined, and when. Planned,
-- proposed and denied facts are there with their status; undated ones are counted in report.coverage.
create table core.agg_timeline (
    place integer primary key,
    date_from date,
    date_to date,
    edtf varchar,
    year bigint not null,
    what varchar not null,
    kind varchar not null,
    status varchar not null,
    label varchar not null,
    countries varchar[] not null,
    document_id varchar not null,
    evidence varchar not null,
    fact_id varchar not null
);

comment on column core.agg_timeline.place is 'its place in the report';
comment on column core.agg_timeline.date_from is 'first day of edtf; null where that side is open';
comment on column core.agg_timeline.date_to is 'last day of edtf; null where that side is open';
comment on column core.agg_timeline.edtf is 'the date or time as EDTF (ISO 8601-2)';
comment on column core.agg_timeline.year is 'the year it begins in; that of its end, where its start is open';
comment on column core.agg_timeline.what is
'what the date is of: signed, in force, took place, money for, figure for, ran, founded or member';
comment on column core.agg_timeline.kind is 'the kind of fact';
comment on column core.agg_timeline.status is 'whether it happened, is planned, proposed, or negated';
comment on column core.agg_timeline.countries is 'the countries it is said of';
comment on column core.agg_timeline.document_id is 'the document that says it';
comment on column core.agg_timeline.evidence is 'the sentence it stands on';
comment on column core.agg_timeline.fact_id is 'the fact';
comment on column core.agg_timeline.label is
'a name or title, else the kind of thing, with the figure where there is one';

insert into core.agg_timeline by name
with dated as (
    select
        fact_id,
        'signed' as what,
        signed_edtf as edtf,
        signed_from as date_from,
        signed_to as date_to
    from core.fact_agreement
    union all
    select
        fact_id,
        'in force' as what,
        valid_edtf as edtf,
        valid_from as date_from,
        valid_to as date_to
    from core.fact_agreement
    union all
    select
        fact_id,
        'took place' as what,
        date_edtf as edtf,
        date_from,
        date_to
    from core.fact_event
    union all
    select
        fact_id,
        'money for' as what,
        period_edtf as edtf,
        period_from as date_from,
        period_to as date_to
    from core.fact_funding
    union all
    select
        fact_id,
        'figure for' as what,
        period_edtf as edtf,
        period_from as date_from,
        period_to as date_to
    from core.fact_observation
    union all
    select
        fact_id,
        'ran' as what,
        period_edtf as edtf,
        period_from as date_from,
        period_to as date_to
    from core.fact_programme
    union all
    select
        fact_id,
        'founded' as what,
        established_edtf as edtf,
        established_from as date_from,
        established_to as date_to
    from core.fact_institution
    union all
    select
        fact_id,
        'member' as what,
        since_edtf as edtf,
        since_from as date_from,
        since_to as date_to
    from core.fact_membership
    union all
    select
        fact_id,
        'ran' as what,
        period_edtf as edtf,
        period_from as date_from,
        period_to as date_to
    from core.fact_project
)

select
    row_number() over (
        order by coalesce(dated.date_from, dated.date_to) asc, statements.ordinal asc, dated.what asc
    ) as place,
    dated.date_from,
    dated.date_to,
    dated.edtf,
    year(coalesce(dated.date_from, dated.date_to)) as year,
    dated.what,
    statements.kind,
    statements.status,
    labels.label,
    statements.countries,
    statements.document_id,
    statements.evidence,
    dated.fact_id
from dated
inner join core.statement as statements on dated.fact_id = statements.fact_id
inner join core.statement_label as labels on dated.fact_id = labels.fact_id
where coalesce(dated.date_from, dated.date_to) is not null
order by place;
