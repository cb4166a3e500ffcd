-- Which countries work together most closely?
-- How to read it: agreements, events and programmes that are said to be so, each once; plans and denials are
-- counted apart. The signs are the first and last day that anything dated happened or holds.
select
    name_a,
    name_b,
    agreements,
    events,
    programmes,
    planned,
    denied,
    first_sign,
    last_sign
from report.country_pairs
order by agreements + events + programmes desc, name_a asc, name_b asc
limit 10;
