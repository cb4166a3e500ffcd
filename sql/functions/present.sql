-- The list without its nulls.
create temporary macro present(given) as
[entry for entry in given if entry is not null];
