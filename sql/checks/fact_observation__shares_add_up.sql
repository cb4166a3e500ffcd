-- severity: warn
-- Shares that one sentence deals out among several ("55%, followed by 9% and 8%") come to a hundred percent
-- at most; one is left for rounding.
select
    document_id,
    char_start,
    sum(coalesce(value_low, value_high)) as share,
    evidence
from core.fact_observation
where
    unit = 'percent'
    and status = 'actual'
    and regexp_matches(
        evidence, '(?i)\b(?:respectively|accordingly|followed by|the rest|the remaining|the others)\b'
    )
group by document_id, char_start, char_end, evidence
having count(*) >= 2 and sum(coalesce(value_low, value_high)) > 101;
