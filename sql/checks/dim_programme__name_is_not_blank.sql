-- severity: fail
-- A name is more than white space.
select
    programme_key,
    name
from core.dim_programme
where not regexp_matches(name, '[^\s\p{Z}]');
