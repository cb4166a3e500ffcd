-- Which persons met each other, and when?
-- How to read it: events that took place and name both. What is planned or proposed stands in its own column.
select
    party_a,
    party_b,
    events,
    planned,
    first_day,
    last_day
from report.who_meets_whom
where kind_a = 'person' and kind_b = 'person'
order by events desc, party_a asc, party_b asc;
