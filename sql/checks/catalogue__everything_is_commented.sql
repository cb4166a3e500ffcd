-- severity: fail
-- Every table, view and column of the published schemas says what it means.
select
    schema_name,
    table_name,
    null as column_name
from duckdb_tables()
where database_name = current_database() and comment is null and schema_name in ('core', 'quality', 'report')
union all
select
    schema_name,
    view_name as table_name,
    null as column_name
from duckdb_views()
where database_name = current_database() and comment is null and schema_name in ('core', 'quality', 'report')
union all
select
    schema_name,
    table_name,
    column_name
from duckdb_columns()
where database_name = current_database() and comment is null and schema_name in ('core', 'quality', 'report');
