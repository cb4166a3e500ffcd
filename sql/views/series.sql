-- How did a figure change, and do sources agree on it? One row a figure of a series: the same measure, in the
-- same unit, of the same countries and programme, given for several times or by several statements.
create view report.series as
with points as (
    select
        members.series_id,
        statements.*,
        coalesce(observations.measure, labels.label) as measure,
        coalesce(observations.unit, funding.currency) as unit,
        documents.published_date
    from core.series_member as members
    inner join core.statement as statements on members.fact_id = statements.fact_id
    inner join core.statement_label as labels on members.fact_id = labels.fact_id
    inner join core.dim_document as documents on statements.document_id = documents.document_id
    left join core.fact_observation as observations on members.fact_id = observations.fact_id
    left join core.fact_funding as funding on members.fact_id = funding.fact_id
)

select
    series_id,
    row_number() over in_time as place,
    count(*) over whole as points,
    first_value(measure) over in_reading as measure,
    unit,
    countries,
    programme_name as programme,
    status,
    value_low,
    value_high,
    qualifier,
    term_edtf as period_edtf,
    term_start as period_from,
    term_end as period_to,
    published_date,
    document_id,
    fact_id
from points
window
    whole as (partition by series_id),
    in_reading as (partition by series_id order by ordinal),
    in_time as (
        partition by series_id
        order by coalesce(term_end, term_start, published_date) asc nulls last, ordinal asc
    )
order by points desc, series_id asc, place asc;

comment on column report.series.series_id is 'the first figure of the series, in reading order';
comment on column report.series.place is
'its place in the series, by the time it is for, else by the day it was published';
comment on column report.series.points is 'how many figures the series has';
comment on column report.series.measure is 'what is measured, in the words of the first figure';
comment on column report.series.unit is
'`percent`, `ratio`, a unit of time, a currency (ISO 4217), or the plural noun counted';
comment on column report.series.countries is 'the countries it is said of';
comment on column report.series.programme is 'the programme it is said of';
comment on column report.series.status is 'whether it is so, is planned, proposed, or denied';
comment on column report.series.period_edtf is 'the time it is for, as EDTF; null where not said';
comment on column report.series.period_from is 'first day of that time; null where open or not said';
comment on column report.series.period_to is 'last day of that time; null where open or not said';
comment on column report.series.published_date is 'when its document was published, where known';
comment on column report.series.fact_id is 'the fact that gives the figure';
