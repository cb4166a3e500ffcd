"""The data dictionary: every table, view and column of a warehouse, as its catalogue and ``schemas`` tell.

Meanings and keys are read from the published file (its COMMENTs and constraints), units and codes from
``schemas``, lineage from the files of ``sql/``, an example row from the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from pipelines.warehouse import relations
from schemas.dimensions import TABLES as DIMENSIONS
from schemas.fields import TABLES, Field

SCHEMAS = ("report", "core", "quality")  # in the order that a reader wants them
_COLUMNS = """
    select
        columns.schema_name, columns.table_name, columns.column_name, columns.data_type, columns.is_nullable,
        coalesce(columns.comment, '') as meaning
    from duckdb_columns() as columns
    where columns.database_name = current_database() and list_contains(?, columns.schema_name)
    order by columns.schema_name, columns.table_name, columns.column_index
"""
_RELATIONS = """
    select schema_name || '.' || table_name, coalesce(comment, ''), false from duckdb_tables()
    where database_name = current_database()
    union all
    select schema_name || '.' || view_name, coalesce(comment, ''), true from duckdb_views()
    where database_name = current_database()
"""
_KEYS = """
    select
        schema_name || '.' || table_name, constraint_type, constraint_column_names,
        schema_name || '.' || referenced_table, referenced_column_names
    from duckdb_constraints()
    where database_name = current_database() and constraint_type in ('PRIMARY KEY', 'FOREIGN KEY')
    order by all
"""
_EXAMPLES_OF = 200  # rows among which the one that tells most is the example


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its DuckDB ``type``, what it means, ``unit`` and ``codes`` where it has them.

    ``code_list`` names a list too long to spell out: iso3166, iso4217. ``example`` is a value of the data.
    """

    name: str
    type: str
    meaning: str
    nullable: bool
    unit: str | None
    codes: tuple[str, ...]
    code_list: str | None
    example: object


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: ``columns`` lead to ``to_columns`` of the relation ``to``."""

    columns: tuple[str, ...]
    to: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A table or view: ``meaning`` says its grain, ``reads`` what it is made from (staged tables too)."""

    schema: str
    name: str
    is_view: bool
    meaning: str
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    reads: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        """``schema.name``."""
        return f"{self.schema}.{self.name}"


def dictionary(connection: duckdb.DuckDBPyConnection) -> tuple[Entry, ...]:
    """The entries of all relations of the warehouse that ``connection`` reads, views for people first."""
    about = {name: (meaning, view) for name, meaning, view in connection.execute(_RELATIONS).fetchall()}
    reads = {relation.full_name: relation.reads for relation in relations()}
    found = connection.execute(_COLUMNS, [list(SCHEMAS)]).fetchall()
    columns: dict[str, list[tuple[str, str, bool, str]]] = {}
    for schema, table, *column in found:
        columns.setdefault(f"{schema}.{table}", []).append(tuple(column))
    keys, references = _keys(connection)
    return tuple(
        _entry(connection, name, columns[name], about[name], reads, keys.get(name), references.get(name, []))
        for name in sorted(columns, key=lambda name: (SCHEMAS.index(name.partition(".")[0]), name))
    )


def _entry(
    connection: duckdb.DuckDBPyConnection,
    full_name: str,
    columns: Sequence[tuple[str, str, bool, str]],
    about: tuple[str, bool],
    reads: Mapping[str, frozenset[str]],
    key: tuple[str, ...] | None,
    references: Sequence[Reference],
) -> Entry:
    schema, _, name = full_name.partition(".")
    meaning, is_view = about
    example = _example(connection, full_name, [column for column, *_ in columns])
    described = tuple(
        _column(full_name, column, example.get(column[0]), is_view, reads) for column in columns
    )
    return Entry(
        schema=schema,
        name=name,
        is_view=is_view,
        meaning=meaning,
        key=key or _key_of_view(full_name),
        references=tuple(references),
        reads=tuple(sorted(reads.get(full_name, ()))),
        columns=described,
    )


def _column(
    relation: str,
    column: tuple[str, str, bool, str],
    example: object,
    is_view: bool,
    reads: Mapping[str, frozenset[str]],
) -> Column:
    name, kind, nullable, meaning = column
    field = _field(relation, name, reads)
    if field is not None and field.description != meaning:
        field = None  # a column of the same name that means something else
    return Column(
        name=name,
        type=kind,
        meaning=meaning,
        nullable=nullable and not (is_view and field is not None and not field.nullable),
        unit=field.unit if field else None,
        codes=(field.codes or ()) if field else (),
        code_list=field.code_list if field else None,
        example=example,
    )


def _field(relation: str, column: str, reads: Mapping[str, frozenset[str]]) -> Field | None:
    """The field of ``schemas`` that a column is; None where it is none, or its sources disagree."""
    schema, _, name = relation.partition(".")
    tables = {"staging": TABLES, "report": TABLES, "core": DIMENSIONS}.get(schema, {})
    if name in tables:
        return next((field for field in tables[name].fields if field.name == column), None)
    sources = (_field(source, column, reads) for source in sorted(reads.get(relation, ())))
    found = [field for field in sources if field is not None]
    # A value may be missing in what is made from a column that never is: in an outer join, for one.
    return replace(found[0], nullable=True) if len(set(map(_values, found))) == 1 else None


def _values(field: Field) -> tuple[object, ...]:
    return field.unit, field.codes, field.code_list


def _key_of_view(full_name: str) -> tuple[str, ...]:
    schema, _, name = full_name.partition(".")
    return TABLES[name].key if schema == "report" and name in TABLES else ()


def _keys(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[dict[str, tuple[str, ...]], dict[str, list[Reference]]]:
    keys: dict[str, tuple[str, ...]] = {}
    references: dict[str, list[Reference]] = {}
    for relation, kind, columns, to, to_columns in connection.execute(_KEYS).fetchall():
        if kind == "PRIMARY KEY":
            keys[relation] = tuple(columns)
        else:
            references.setdefault(relation, []).append(Reference(tuple(columns), to, tuple(to_columns)))
    return keys, references


def _example(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: Sequence[str]
) -> dict[str, object]:
    """Of the first rows the one with most values; empty where there is no row."""
    empty = " + ".join(f'("{column}" is null)::integer' for column in columns)
    places = ", ".join(str(place) for place in range(1, len(columns) + 1))
    rows = connection.execute(
        f"from (from {relation} order by all limit {_EXAMPLES_OF}) order by {empty}, {places} limit 1"
    ).fetchall()
    return dict(zip(columns, rows[0], strict=True)) if rows else {}


def words_of(column: Column) -> Iterator[str]:
    """What limits a column's values, in words: unit, codes, whether it may be empty."""
    if column.unit:
        yield column.unit
    if column.codes:
        yield " · ".join(column.codes)
    if column.code_list:
        yield {"iso3166": "ISO 3166-1 alpha-2", "iso4217": "ISO 4217"}[column.code_list]
    if not column.nullable:
        yield "never empty"
