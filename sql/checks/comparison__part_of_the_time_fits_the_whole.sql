-- severity: warn
-- What is counted for a part of the time is no more than what one text counts for the whole of it.
with nested as (
    select
        comparison.fact_id,
        comparison.other_fact_id,
        one.figure_said,
        one.term_edtf,
        other.figure_said as other_figure_said,
        other.term_edtf as other_term_edtf,
        one.term_start >= other.term_start and one.term_end <= other.term_end as is_part,
        one.value_low > other.value_high as is_more,
        other.term_start >= one.term_start and other.term_end <= one.term_end as is_whole,
        other.value_low > one.value_high as is_less
    from core.comparison as comparison
    inner join core.statement as one on comparison.fact_id = one.fact_id
    inner join core.statement as other on comparison.other_fact_id = other.fact_id
    where
        comparison.rule = 'other_period'
        and one.document_id = other.document_id
        and not regexp_matches(one.figure_said, ' (?:percent|ratio)$')
)

select
    fact_id,
    figure_said,
    term_edtf,
    other_fact_id,
    other_figure_said,
    other_term_edtf
from nested
where (is_part and is_more) or (is_whole and is_less);
