-- severity: warn
-- A share is no more than a hundred percent, unless it tells of growth, of a plan, or of one figure set
-- against another.
select
    fact_id,
    value_low,
    value_high,
    evidence
from core.fact_observation
where
    unit = 'percent'
    and coalesce(value_low, value_high) > 100
    and not regexp_matches(
        concat_ws(' ', measure, evidence),
        '(?i)\b(?:grow|grew|increas|ris|rose|up by|rais|exceed|more than|higher|plan|target|fulfil|execut'
        || '|utili[sz]|compared)'
    );
