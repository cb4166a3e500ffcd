-- severity: fail
-- A name is more than white space.
select
    person_key,
    name
from core.dim_person
where not regexp_matches(name, '[^\s\p{Z}]');
