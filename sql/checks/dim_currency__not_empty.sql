-- severity: fail
-- The list of currencies is there, and the euro in it.
select count(*) as euros
from core.dim_currency
where currency = 'EUR'
having count(*) = 0;
