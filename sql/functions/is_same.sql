-- Whether two values are equal, or both are missing.
create temporary macro is_same(one, other) as
coalesce(one = other, one is null and other is null);
