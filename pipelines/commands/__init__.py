"""What a person types: one small module a command or group, each with a typer function.

What belongs here: arguments, options, and showing results. What does not: the work itself, which the other
rooms do. Modules import what is heavy (DuckDB, pandas, Dagster) inside their functions, so that ``--help`` is
quick.
"""
