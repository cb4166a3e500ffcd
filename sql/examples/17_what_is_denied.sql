-- What is said not to be so?
-- How to read it: the sentence says it in its own words. Such statements are counted nowhere as done.
select
    kind,
    left(evidence, 120) as evidence
from report.facts
where status = 'negated'
order by kind asc, evidence asc;
