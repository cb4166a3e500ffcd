-- severity: warn
-- The warehouse holds facts.
select count(*) as facts
from report.facts
having count(*) = 0;
