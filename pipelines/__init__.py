"""From public prose on cooperation in science and technology to a DuckDB warehouse."""
