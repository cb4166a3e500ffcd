-- One row a statement of money whose amount another statement holds already: the same money told again, or a
-- part of a total. Whoever adds up leaves it out wherever the other is in the sum. The rules: told_again (the
-- same, rounded, or in conflict), of_which (its sentence says so), adds_up (the others of a sentence make up
-- the total), covered (one giver or programme, a scope and time that hold the other's), through (in between).
create table core.funding_part (
    fact_id varchar not null references core.fact_funding (fact_id),
    of_fact_id varchar not null references core.fact_funding (fact_id),
    rule varchar not null,
    primary key (fact_id, of_fact_id)
);

comment on column core.funding_part.fact_id is 'the statement whose amount is held by the other';
comment on column core.funding_part.of_fact_id is 'the statement that holds it';
comment on column core.funding_part.rule is
'told_again, of_which, adds_up, covered, or through (a part of a part), as the table''s comment has them';

insert into core.funding_part by name
with recursive told_again as (
    select
        comparison.other_fact_id as fact_id,
        comparison.fact_id as of_fact_id,
        'told_again' as rule
    from core.comparison as comparison
    inner join core.statement as one on comparison.fact_id = one.fact_id
    inner join core.statement as other on comparison.other_fact_id = other.fact_id
    where
        one.kind = 'funding'
        and one.status = other.status
        and comparison.verdict in ('agrees', 'restated', 'rounding', 'conflict')
),

mentions as (
    select
        char_start,
        char_end,
        unnest(fact_ids) as fact_id
    from quality.mention
    where mention_kind = 'money'
),

figures as (
    select
        facts.fact_id,
        min(mentions.char_start) as figure_start,
        max(mentions.char_end) as figure_end
    from core.fact_funding as facts
    inner join mentions on facts.fact_id = mentions.fact_id
    group by facts.fact_id
),

-- The sums of one sentence, in their order.
placed as (
    select
        facts.fact_id,
        facts.document_id,
        facts.char_start,
        facts.char_end,
        facts.status,
        facts.currency,
        coalesce(facts.amount_low, facts.amount_high) as amount,
        figures.figure_start,
        figures.figure_end,
        row_number() over sentence as place,
        count(*) over whole_sentence as sums,
        sum(coalesce(facts.amount_low, facts.amount_high)) over whole_sentence as sum_of_all,
        max(coalesce(facts.amount_low, facts.amount_high)) over whole_sentence as largest
    from core.fact_funding as facts
    inner join figures on facts.fact_id = figures.fact_id
    window
        sentence as (
            partition by facts.document_id, facts.char_start, facts.char_end, facts.currency, facts.status
            order by figures.figure_start, facts.fact_id
        ),
        whole_sentence as (
            partition by facts.document_id, facts.char_start, facts.char_end, facts.currency, facts.status
        )
),

in_one_sentence as (
    select
        parts.fact_id,
        totals.fact_id as of_fact_id,
        case when parts.sums >= 3 and parts.sum_of_all = 2 * parts.largest then 'adds_up' else 'of_which' end
            as rule
    from placed as totals
    inner join placed as parts
        on
            totals.document_id = parts.document_id
            and totals.char_start = parts.char_start
            and totals.char_end = parts.char_end
            and totals.currency = parts.currency
            and totals.status = parts.status
            and totals.amount > parts.amount
    inner join core.dim_document as documents on totals.document_id = documents.document_id
    where
        (parts.sums >= 3 and parts.sum_of_all = 2 * parts.largest and totals.amount = totals.largest)
        or (
            totals.place = 1
            and regexp_matches(
                substring(
                    documents.text, totals.figure_end + 1, parts.figure_start - totals.figure_end
                ),
                '(?i)\b(?:of which|of this|of that|of these|of them|of it|among them|including|includes)\b'
            )
        )
),

scoped as (
    select
        fact.fact_id,
        statements.ordinal,
        fact.status,
        fact.currency,
        coalesce(fact.amount_low, fact.amount_high) as amount,
        coalesce(funders.thing, '') as funder,
        coalesce(recipients.thing, '') as recipient,
        coalesce(programmes.thing, '') as programme,
        coalesce(lower(fact.purpose), '') as purpose,
        statements.countries,
        fact.period_edtf,
        coalesce(fact.period_from, date '0001-01-01') as begins,
        coalesce(fact.period_to, date '9999-12-31') as ends
    from core.fact_funding as fact
    inner join core.statement as statements on fact.fact_id = statements.fact_id
    left join core.name_alias as funders on fact.funder_key = funders.name_id
    left join core.name_alias as recipients on fact.recipient_key = recipients.name_id
    left join core.name_alias as programmes on fact.programme_key = programmes.name_id
    where coalesce(fact.period_from, fact.period_to) is not null
),

-- What a total may say of giver, receiver and programme of its part: the same, or nothing.
givers as (
    select
        fact_id,
        unnest(list_distinct([funder, ''])) as wide_funder
    from scoped
),

receivers as (
    select
        fact_id,
        unnest(list_distinct([recipient, ''])) as wide_recipient
    from scoped
),

programmes as (
    select
        fact_id,
        unnest(list_distinct([programme, ''])) as wide_programme
    from scoped
),

covered as (
    select
        parts.fact_id,
        totals.fact_id as of_fact_id,
        'covered' as rule
    from givers
    inner join receivers on givers.fact_id = receivers.fact_id
    inner join programmes on givers.fact_id = programmes.fact_id
    inner join scoped as parts on givers.fact_id = parts.fact_id
    inner join scoped as totals
        on
            givers.wide_funder = totals.funder
            and receivers.wide_recipient = totals.recipient
            and programmes.wide_programme = totals.programme
            and parts.currency = totals.currency
            and parts.status = totals.status
    where
        (totals.funder != '' or totals.programme != '')
        and totals.amount > parts.amount
        and totals.begins <= parts.begins
        and totals.ends >= parts.ends
        and (
            (totals.funder, totals.recipient, totals.programme, totals.begins, totals.ends)
            != (parts.funder, parts.recipient, parts.programme, parts.begins, parts.ends)
        )
        and (
            list_has_all(totals.countries, parts.countries) or list_has_all(parts.countries, totals.countries)
        )
        and (
            totals.purpose in ('', parts.purpose)
            or (totals.programme != '' and totals.programme = parts.programme)
        )
),

said as (
    select * from told_again
    union all
    select * from in_one_sentence
    union all
    select * from covered
),

all_parts as (
    select
        fact_id,
        of_fact_id
    from said
    union
    select
        all_parts.fact_id,
        said.of_fact_id
    from all_parts
    inner join said on all_parts.of_fact_id = said.fact_id
)

-- Where two are said to hold each other, the one that stands first is kept.
select
    all_parts.fact_id,
    all_parts.of_fact_id,
    coalesce(min(said.rule), 'through') as rule
from all_parts
left join said on all_parts.fact_id = said.fact_id and all_parts.of_fact_id = said.of_fact_id
left join all_parts as turned
    on all_parts.fact_id = turned.of_fact_id and all_parts.of_fact_id = turned.fact_id
inner join core.statement as statements on all_parts.fact_id = statements.fact_id
inner join core.statement as wholes on all_parts.of_fact_id = wholes.fact_id
where
    all_parts.fact_id != all_parts.of_fact_id
    and (turned.fact_id is null or statements.ordinal > wholes.ordinal)
group by all_parts.fact_id, all_parts.of_fact_id, statements.ordinal, wholes.ordinal
order by statements.ordinal, wholes.ordinal;
