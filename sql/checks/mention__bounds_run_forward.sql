-- severity: warn
-- A range does not end below where it begins, neither in figures nor in days.
select
    mention_id,
    text,
    value_low,
    value_high,
    date_from,
    date_to
from quality.mention
where value_low > value_high or date_from > date_to;
