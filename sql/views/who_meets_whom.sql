-- Who meets whom? One row two parties, persons or organisations, that take part in one event; an event of
-- three is one of each of the three pairs. What is planned or proposed is counted apart, what is denied not
-- at all. Which countries meet is in report.country_pairs.
create view report.who_meets_whom as
select
    party_a,
    kind_a,
    party_b,
    kind_b,
    events,
    planned,
    event_kinds,
    cities,
    first_day,
    last_day,
    documents,
    fact_ids,
    facts_behind
from core.agg_who_meets_whom
order by place;
