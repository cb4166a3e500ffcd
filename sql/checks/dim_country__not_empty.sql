-- severity: fail
-- The list of countries is there, and the Union in it.
select count(*) as unions
from core.dim_country
where country_code = 'EU'
having count(*) = 0;
