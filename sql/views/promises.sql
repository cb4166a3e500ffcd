-- What was announced, and what came of it? One row a planned or proposed fact with the first actual fact that
-- follows it, or with how long nothing has followed, up to the day of the run that made this warehouse.
create view report.promises as
with today as (
    select cast(max(started_at) as date) as as_of
    from quality.run
),

followed as (
    select
        case when one.status = 'actual' then other.fact_id else one.fact_id end as fact_id,
        case when one.status = 'actual' then one.fact_id else other.fact_id end as outcome_fact_id,
        comparison.rule
    from core.comparison as comparison
    inner join core.statement as one on comparison.fact_id = one.fact_id
    inner join core.statement as other on comparison.other_fact_id = other.fact_id
    where comparison.respect = 'outcome'
),

outcomes as (
    select
        followed.fact_id,
        followed.outcome_fact_id,
        followed.rule,
        statements.document_id,
        statements.evidence as outcome_evidence,
        coalesce(statements.day_edtf, statements.term_edtf) as outcome_edtf,
        coalesce(statements.first_day, statements.term_start) as outcome_from,
        coalesce(statements.last_day, statements.term_end) as outcome_to,
        count(*) over (partition by followed.fact_id) as outcomes
    from followed
    inner join core.statement as statements on followed.outcome_fact_id = statements.fact_id
    qualify
        row_number()
            over (
                partition by followed.fact_id
                order by outcome_from asc nulls last, outcome_to asc nulls last, statements.ordinal asc
            )
        = 1
),

promised as (
    select
        *,
        coalesce(day_edtf, term_edtf) as due_edtf,
        coalesce(first_day, term_start) as due_from,
        coalesce(last_day, term_end) as due_to
    from core.statement
    where status in ('planned', 'proposed')
)

select
    promised.fact_id,
    promised.kind,
    promised.status,
    promised.document_id,
    promised.evidence,
    documents.published_date as announced_on,
    promised.due_edtf,
    promised.due_from,
    promised.due_to,
    case
        when outcomes.outcome_fact_id is not null then 'followed'
        when promised.due_to < today.as_of then 'overdue'
        else 'open'
    end as outcome,
    outcomes.outcome_fact_id,
    outcomes.document_id as outcome_document_id,
    outcomes.outcome_evidence,
    outcomes.outcome_edtf,
    outcomes.outcome_from,
    outcomes.outcome_to,
    outcomes.rule as outcome_rule,
    coalesce(outcomes.outcomes, 0) as outcomes,
    case when outcomes.outcome_fact_id is null then today.as_of - documents.published_date end
        as days_without_outcome,
    case
        when outcomes.outcome_fact_id is null and promised.due_to < today.as_of
            then today.as_of - promised.due_to
    end as days_overdue,
    today.as_of
from promised
cross join today
inner join core.dim_document as documents on promised.document_id = documents.document_id
left join outcomes on promised.fact_id = outcomes.fact_id
order by days_overdue desc nulls last, days_without_outcome desc nulls last, promised.ordinal asc;

comment on column report.promises.fact_id is 'the planned or proposed fact';
comment on column report.promises.kind is 'the kind of fact';
comment on column report.promises.status is 'planned or proposed';
comment on column report.promises.document_id is 'the document that announces it';
comment on column report.promises.evidence is 'the sentence that announces it';
comment on column report.promises.announced_on is 'when that document was published; null where not known';
comment on column report.promises.due_edtf is 'what time it was announced for, as EDTF; null where for none';
comment on column report.promises.due_from is 'first day of due_edtf; null where that side is open';
comment on column report.promises.due_to is 'last day of due_edtf; null where that side is open';
comment on column report.promises.outcome is
'followed, overdue (nothing yet, and its time is over) or open (nothing yet)';
comment on column report.promises.outcome_fact_id is
'the first actual fact about the same thing that follows';
comment on column report.promises.outcome_document_id is 'the document that says what came of it';
comment on column report.promises.outcome_evidence is 'the sentence that says what came of it';
comment on column report.promises.outcome_edtf is 'when it came about, as EDTF';
comment on column report.promises.outcome_from is 'first day of outcome_edtf; null where that side is open';
comment on column report.promises.outcome_to is
'last day of outcome_edtf; null where that side is open';
comment on column report.promises.outcome_rule is
'why it follows: when_due, after_it_was_due (by a year at most) or after_the_announcement';
comment on column report.promises.outcomes is 'how many actual facts follow it';
comment on column report.promises.days_without_outcome is
'days from announced_on to as_of; null where something followed, or announced_on is not known';
comment on column report.promises.days_overdue is
'days from due_to to as_of; null where something followed, or it is not due';
comment on column report.promises.as_of is 'the day of the run that made this warehouse';
