-- severity: warn
-- The warehouse holds mentions.
select count(*) as mentions
from quality.mention
having count(*) = 0;
