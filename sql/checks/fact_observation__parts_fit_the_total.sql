-- severity: warn
-- The parts of a total ("50 projects, of which 30 joint projects and 25 others") do not come to more than it.
with figures as (
    select
        facts.fact_id,
        min(mentions.char_start) as figure_start,
        max(mentions.char_end) as figure_end
    from core.fact_observation as facts
    inner join quality.mention as mentions
        on facts.document_id = mentions.document_id and list_contains(mentions.fact_ids, facts.fact_id)
    where mentions.mention_kind not in ('date', 'identifier')
    group by facts.fact_id
),

placed as (
    select
        facts.fact_id,
        facts.document_id,
        facts.char_start,
        facts.char_end,
        facts.value_low,
        facts.value_high,
        facts.unit,
        figures.figure_start,
        figures.figure_end,
        row_number() over (
            partition by facts.document_id, facts.char_start, facts.char_end, facts.unit
            order by figures.figure_start asc, facts.fact_id asc
        ) as place
    from core.fact_observation as facts
    inner join figures on facts.fact_id = figures.fact_id
),

parted as (
    select
        totals.fact_id,
        totals.value_high as total,
        parts.value_low,
        substring(
            documents.text, totals.figure_end + 1, parts.figure_start - totals.figure_end
        ) as between_them
    from placed as totals
    inner join placed as parts
        on
            totals.document_id = parts.document_id
            and totals.char_start = parts.char_start
            and totals.char_end = parts.char_end
            and totals.unit = parts.unit
    inner join core.dim_document as documents on totals.document_id = documents.document_id
    where totals.place = 1 and parts.place > 1
)

select
    fact_id,
    total,
    sum(value_low) as parts
from parted
where regexp_matches(between_them, '(?i)\b(?:of which|of whom|of them|of these|among them|including)\b')
group by fact_id, total
having sum(value_low) > total;
