-- What did each source give, how much of it was left lying, and how old is it? One row a document.
create view report.sources as
with today as (
    select cast(max(started_at) as date) as as_of
    from quality.run
),

facts as (
    select
        document_id,
        count(*) as facts,
        count(*) filter (where status = 'actual') as actual,
        count(*) filter (where head = 'planned') as planned,
        count(*) filter (where head = 'denied') as denied,
        max(ends) filter (where status = 'actual') as last_day,
        list(fact_id order by ordinal) as fact_ids
    from core.tally
    group by document_id
),

ledger as (
    select
        document_id,
        count(*) as mentions,
        count(*) filter (where disposition = 'fact') as in_facts,
        count(*) filter (where disposition = 'quarantined') as quarantined,
        count(*) filter (where disposition = 'ignored' and reason != 'unattached') as set_aside,
        count(*) filter (where reason = 'unattached') as left_over
    from quality.mention
    group by document_id
)

select
    documents.document_id,
    documents.source_file,
    documents.title,
    documents.publisher,
    documents.url,
    documents.language,
    documents.published_date,
    today.as_of - documents.published_date as days_old,
    facts.last_day,
    coalesce(facts.facts, 0) as facts,
    coalesce(facts.actual, 0) as actual,
    coalesce(facts.planned, 0) as planned,
    coalesce(facts.denied, 0) as denied,
    coalesce(ledger.mentions, 0) as mentions,
    coalesce(ledger.in_facts, 0) as in_facts,
    coalesce(ledger.quarantined, 0) as quarantined,
    coalesce(ledger.set_aside, 0) as set_aside,
    coalesce(ledger.left_over, 0) as left_over,
    round(ledger.left_over / ledger.mentions, 3) as left_over_share,
    coalesce(facts.fact_ids, []) as fact_ids
from core.dim_document as documents
cross join today
left join facts on documents.document_id = facts.document_id
left join ledger on documents.document_id = ledger.document_id
order by documents.document_id;

comment on column report.sources.document_id is
'the source file''s path below raw/, without its ending';
comment on column report.sources.days_old is
'days from its publication to the run that made this warehouse; null where the day is not known';
comment on column report.sources.last_day is
'last day of the latest thing that it says happened or holds; null where none has a date';
comment on column report.sources.facts is 'facts that were read from it';
comment on column report.sources.actual is 'those that happened or hold';
comment on column report.sources.planned is 'those planned or proposed';
comment on column report.sources.denied is 'those said not to be so';
comment on column report.sources.mentions is 'figures and dates that it mentions';
comment on column report.sources.in_facts is 'those that facts were read from';
comment on column report.sources.quarantined is 'those of rows that were held back';
comment on column report.sources.set_aside is
'those set aside with a reason: page furniture, names, repetitions';
comment on column report.sources.left_over is 'those that were read and that no fact was made of';
comment on column report.sources.left_over_share is
'left_over by mentions, 0 to 1; null where it mentions none';
comment on column report.sources.fact_ids is 'the facts, in reading order';
