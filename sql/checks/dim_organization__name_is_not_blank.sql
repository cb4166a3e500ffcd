-- severity: fail
-- A name is more than white space.
select
    organization_key,
    name
from core.dim_organization
where not regexp_matches(name, '[^\s\p{Z}]');
