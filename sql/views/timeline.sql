-- What happened when? One row a fact and a date of it that is known to the year at least: when an agreement
-- was signed, and when it came into force; what took place, ran, was founded or joined, and when. Planned,
-- proposed and denied facts are there with their status; undated ones are counted in report.coverage.
create view report.timeline as
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
    facts.evidence,
    dated.fact_id
from dated
inner join core.statement as statements on dated.fact_id = statements.fact_id
inner join core.statement_label as labels on dated.fact_id = labels.fact_id
inner join report.facts as facts on dated.fact_id = facts.fact_id
where coalesce(dated.date_from, dated.date_to) is not null
order by coalesce(dated.date_from, dated.date_to) asc, statements.ordinal asc, dated.what asc;

comment on column report.timeline.date_from is 'first day of edtf; null where that side is open';
comment on column report.timeline.date_to is 'last day of edtf; null where that side is open';
comment on column report.timeline.edtf is 'the date or time as EDTF (ISO 8601-2)';
comment on column report.timeline.year is 'the year it begins in; that of its end, where its start is open';
comment on column report.timeline.what is
'what the date is of: signed, in force, took place, money for, figure for, ran, founded or member';
comment on column report.timeline.kind is 'the kind of fact';
comment on column report.timeline.status is 'whether it happened, is planned, proposed, or negated';
comment on column report.timeline.document_id is 'the document that says it';
comment on column report.timeline.evidence is 'the sentence it stands on';
comment on column report.timeline.fact_id is 'the fact';
