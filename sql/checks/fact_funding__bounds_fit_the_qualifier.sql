-- severity: fail
-- The bounds of a figure are there, not negative, in order, and open only where the qualifier says so.
select
    fact_id,
    qualifier,
    amount_low,
    amount_high
from core.fact_funding
where not coalesce(
    case qualifier
        when 'over' then amount_high is null and amount_low >= 0
        when 'under' then amount_low is null and amount_high >= 0
        when 'exact' then amount_low = amount_high and amount_low >= 0
        else amount_low <= amount_high and amount_low >= 0
    end,
    false
);
