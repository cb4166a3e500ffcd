-- Who goes where, how many, when? One row a fact of people who go: a visit, a training, a figure that counts
-- people who study, train or are guests elsewhere, or the scholarships and stays that let them.
create view report.mobility as
with told as (
    select
        mobile.what,
        statements.status,
        labels.label,
        statements.value_low as number_low,
        statements.value_high as number_high,
        statements.qualifier,
        observations.unit,
        events.place_country as host_country,
        events.city,
        statements.countries,
        statements.programme_name as programme,
        coalesce(statements.day_edtf, statements.term_edtf) as date_edtf,
        coalesce(events.date_from, observations.period_from) as date_from,
        coalesce(events.date_to, observations.period_to) as date_to,
        statements.document_id,
        coalesce(events.evidence, observations.evidence) as evidence,
        mobile.fact_id,
        statements.ordinal
    from core.mobility_fact as mobile
    inner join core.statement as statements on mobile.fact_id = statements.fact_id
    inner join core.statement_label as labels on mobile.fact_id = labels.fact_id
    left join core.fact_event as events on mobile.fact_id = events.fact_id
    left join core.fact_observation as observations on mobile.fact_id = observations.fact_id
)

select
    what,
    status,
    label,
    number_low,
    number_high,
    qualifier,
    unit,
    host_country,
    city,
    list_filter(countries, lambda code: code is distinct from host_country) as other_countries,
    programme,
    date_edtf,
    date_from,
    date_to,
    document_id,
    evidence,
    fact_id
from told
order by ordinal;

comment on column report.mobility.status is 'whether it happened, is planned, proposed, or negated';
comment on column report.mobility.number_low is
'how many: lower bound; null for an open side, and where no number is said';
comment on column report.mobility.number_high is
'how many: upper bound; null for an open side, and where no number is said';
comment on column report.mobility.qualifier is 'how the number was said; null where none is';
comment on column report.mobility.unit is 'what is counted; null where no number is said';
comment on column report.mobility.host_country is
'the country a visit or training takes place in; null where not said';
comment on column report.mobility.city is 'the city it takes place in; null where not said';
comment on column report.mobility.other_countries is 'the other countries it is said of';
comment on column report.mobility.programme is 'the programme it is said of';
comment on column report.mobility.date_edtf is 'when, as EDTF; null where not said';
comment on column report.mobility.date_from is 'first day of that time; null where open or not said';
comment on column report.mobility.date_to is 'last day of that time; null where open or not said';
comment on column report.mobility.document_id is 'the document that says it';
comment on column report.mobility.evidence is 'the sentence it stands on';
comment on column report.mobility.fact_id is 'the fact';
