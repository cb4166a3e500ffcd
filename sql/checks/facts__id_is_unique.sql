-- severity: fail
-- A fact's id stands once among the facts of all kinds.
select
    fact_id,
    count(*) as times
from report.facts
group by fact_id
having count(*) > 1;
