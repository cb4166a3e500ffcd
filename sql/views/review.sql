-- One row a thing that a person should look at, the one that would change most in the report views first.
create view report.review as
with this_run as (
    select run_id
    from quality.run
    order by started_at desc, run_id desc
    limit 1
),

held_back as (
    select
        'source refused' as what,
        'every view' as changes,
        document_id,
        null as fact_id,
        quarantine_id as reference_id,
        row_json ->> 'message' as words,
        check_name as why,
        greatest(
            1, (select count(*) from report.facts) / (select greatest(1, count(*)) from report.documents)
        ) as rows_changed
    from quality.quarantine
    where released_run_id is null and relation = 'sources'
    union all
    select
        'row held back' as what,
        'report.' || relation as changes,
        any_value(document_id) as document_id,
        null as fact_id,
        min(quarantine_id) as reference_id,
        any_value(evidence) as words,
        array_to_string(list_sort(list(distinct check_name || ' on ' || column_name)), ', ') as why,
        case when relation = 'mentions' then 0.5 else 1 end as rows_changed
    from quality.quarantine
    where released_run_id is null and relation != 'sources'
    group by relation, row_json
),

corrected as (
    select
        'correction does not fit' as what,
        coalesce('report.' || relation, 'every view') as changes,
        document_id,
        fact_id,
        correction_id as reference_id,
        evidence as words,
        outcome || ': ' || message as why,
        1 as rows_changed
    from quality.correction
    where outcome != 'applied'
),

checked as (
    select
        'check failed' as what,
        results.relation as changes,
        null as document_id,
        null as fact_id,
        results.check_name as reference_id,
        array_to_string(results.sample, '; ') as words,
        results.message || ' (found ' || results.observed || ', expected ' || results.expected || ')' as why,
        coalesce(try_cast(results.observed as double), 1) as rows_changed
    from quality.check_result as results
    inner join this_run on results.run_id = this_run.run_id
    where
        not results.passed
        and results.check_name not like '%(%'
        and results.check_name not in ('corrections_fit', 'read_alone')
),

mentioned as (
    select
        case
            when reason = 'unattached' then mention_kind || ' in no fact'
            else 'ambiguous ' || mention_kind
        end as what,
        case mention_kind
            when 'money' then 'report.funding'
            when 'date' then 'the dates of facts'
            else 'report.observations'
        end as changes,
        document_id,
        fact_ids[1] as fact_id,
        mention_id as reference_id,
        text as words,
        reason as why,
        case
            when reason != 'unattached' then 0.8 * greatest(1, len(fact_ids))
            when mention_kind = 'money' then 1
            when mention_kind = 'date' then 0.3
            else 0.5
        end as rows_changed
    from report.mentions
    where reason in ('unattached', 'AMBIGUOUS_NUMBER', 'AMBIGUOUS_DATE')
),

slots as (
    select
        fact_id,
        [instrument is not null, len(countries) > 0, signed_edtf is not null] as filled
    from report.agreements
    union all
    select
        fact_id,
        [name is not null, date_edtf is not null, city is not null, len(countries) > 0] as filled
    from report.events
    union all
    select
        fact_id,
        [funder is not null, recipient is not null, period_edtf is not null, len(countries) > 0] as filled
    from report.funding
    union all
    select
        fact_id,
        [measure is not null, period_edtf is not null, len(countries) > 0] as filled
    from report.observations
    union all
    select
        fact_id,
        [name is not null, period_edtf is not null, len(countries) > 0] as filled
    from report.programmes
    union all
    select
        fact_id,
        [name is not null, established_edtf is not null, len(countries) > 0] as filled
    from report.institutions
    union all
    select
        fact_id,
        [code is not null, title is not null, period_edtf is not null, len(countries) > 0] as filled
    from report.projects
    union all
    select
        fact_id,
        [role is not null, organization is not null, country is not null] as filled
    from report.people
),

shares as (
    select
        fact_id,
        len(list_filter(filled, lambda given: given)) as given,
        len(filled) as wanted
    from slots
),

judged as (
    select
        coalesce(facts.rule, corrections.row_json ->> 'rule') as rule,
        count(*) filter (where corrections.action = 'confirm') as confirmed,
        count(*) filter (where corrections.action != 'confirm') as mended
    from quality.correction as corrections
    left join report.facts as facts on corrections.fact_id = facts.fact_id
    where corrections.outcome = 'applied' and corrections.action != 'alias'
    group by all
),

stated as (
    select
        'fact says little' as what,
        facts.kind as changes,
        facts.document_id,
        facts.fact_id,
        facts.fact_id as reference_id,
        facts.evidence as words,
        shares.given || ' of ' || shares.wanted || ' main values are given' as why,
        0.6 * (1 - shares.given / shares.wanted) as rows_changed
    from report.facts as facts
    inner join shares on facts.fact_id = shares.fact_id
    where not facts.is_confirmed and 2 * shares.given < shares.wanted
    union all
    select
        'fact of a weak rule' as what,
        facts.kind as changes,
        facts.document_id,
        facts.fact_id,
        facts.fact_id as reference_id,
        facts.evidence as words,
        'of facts by the rule ' || facts.rule || ' people mended ' || judged.mended || ' and confirmed '
        || judged.confirmed as why,
        0.9 * judged.mended / (judged.mended + judged.confirmed) as rows_changed
    from report.facts as facts
    inner join judged on facts.rule = judged.rule
    where not facts.is_confirmed and not facts.is_amended and judged.mended > 0
),

everything as (
    select * from held_back
    union all
    select * from corrected
    union all
    select * from checked
    union all
    select * from mentioned
    union all
    select * from stated
)

select
    row_number() over (order by rows_changed desc, what asc, document_id asc, reference_id asc) as place,
    what,
    round(cast(rows_changed as double), 2) as rows_changed,
    changes,
    document_id,
    words,
    why,
    fact_id,
    reference_id
from everything
order by place;

comment on column report.review.place is 'its place in the list: 1 is to be looked at first';
comment on column report.review.what is 'what there is to look at';
comment on column report.review.rows_changed is
'about how many rows of the report views would be others: whole rows that would come or go count one';
comment on column report.review.changes is 'where they would';
comment on column report.review.document_id is 'the document that it is about; null for the whole warehouse';
comment on column report.review.words is 'the words of the text that it is about, or examples';
comment on column report.review.why is 'why it is here';
comment on column report.review.fact_id is 'a fact that it is about';
comment on column report.review.reference_id is
'the fact, mention, quarantined row or correction that it is, or the name of the check';
