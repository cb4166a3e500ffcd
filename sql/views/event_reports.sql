-- How many events were there, and how many documents report each? One row an event, however many statements
-- report it; reports that disagree on its day or place stand apart, and report.contradictions says so.
create view report.event_reports as
with reports as (
    select
        coalesce(things.thing_id, events.fact_id) as thing_id,
        statements.ordinal,
        events.*
    from core.fact_event as events
    inner join core.statement as statements on events.fact_id = statements.fact_id
    left join core.shared_thing as things on events.fact_id = things.fact_id
)

select
    thing_id,
    first(event_kind order by ordinal) as event_kind,
    first(name order by ordinal) filter (where name is not null) as name,
    case when bool_or(status = 'actual') then 'actual' else first(status order by ordinal) end as status,
    first(date_edtf order by status != 'actual' asc, length(date_edtf) desc, ordinal asc)
    filter (where date_edtf is not null) as date_edtf,
    first(city order by ordinal) filter (where city is not null) as city,
    count(*) as reports,
    count(distinct document_id) as documents,
    list(fact_id order by ordinal) as fact_ids
from reports
group by thing_id
order by reports desc, min(ordinal) asc;

comment on column report.event_reports.thing_id is 'the fact that reports the event first, in reading order';
comment on column report.event_reports.event_kind is 'what kind of event it is';
comment on column report.event_reports.name is 'its name in the first report that names it';
comment on column report.event_reports.status is
'actual where a report says that it took place, else planned, proposed or negated as the first report has it';
comment on column report.event_reports.date_edtf is
'when it takes place, as EDTF: the fullest date among the reports of what took place, else of the plans';
comment on column report.event_reports.city is 'its city in the first report that names one';
comment on column report.event_reports.reports is 'how many facts report it';
comment on column report.event_reports.documents is 'how many documents report it';
comment on column report.event_reports.fact_ids is 'the facts that report it, in reading order';
