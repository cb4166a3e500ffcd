-- severity: fail
-- The bounds of a figure are there, not negative, in order, and open only where the qualifier says so.
select
    fact_id,
    qualifier,
    value_low,
    value_high
from core.fact_observation
where not coalesce(
    case qualifier
        when 'over' then value_high is null and value_low >= 0
        when 'under' then value_low is null and value_high >= 0
        when 'exact' then value_low = value_high and value_low >= 0
        else value_low <= value_high and value_low >= 0
    end,
    false
);
