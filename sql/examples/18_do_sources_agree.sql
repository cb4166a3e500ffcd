-- Do statements about the same thing agree?
-- How to read it: a conflict is worth a look at both sentences; rounding, another date and another scope are
-- not conflicts; restated is one text saying the same again. What independent documents share is in
-- report.corroborations.
select
    verdict,
    kind,
    respect,
    value,
    other_value,
    count(*) as pairs
from report.contradictions
group by all
order by all;
