"""``datapackage.json``: what an export holds, as Frictionless Data Package v1 describes it.

Specification: https://specs.frictionlessdata.io/data-package/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipelines.exports.dictionary import Column, Entry, words_of

_TYPES = (
    (re.compile(r"DATE"), "date"),
    (re.compile(r"TIMESTAMP.*"), "datetime"),
    (re.compile(r"BOOLEAN"), "boolean"),
    (re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?"), "integer"),
    (re.compile(r"DECIMAL\(.*\)|DOUBLE|FLOAT"), "number"),
    (re.compile(r".*\[\]"), "array"),
    (re.compile(r"(STRUCT|MAP)\(.*\)|JSON"), "object"),
)
_MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonld": "application/ld+json",
    "html": "text/html",
    "md": "text/markdown",
}


def datapackage(
    entries: Mapping[str, Entry], files: Sequence[Mapping[str, Any]], about: Mapping[str, str]
) -> dict[str, Any]:
    """The description of ``files``, each a mapping of path, bytes, sha256 and, for a table, its view's name.

    ``about`` says the snapshot's id and when it was published.
    """
    return {
        "profile": "data-package",
        "name": "cooperation-warehouse",
        "title": "International cooperation in science and technology, read from public prose",
        "version": about["snapshot"],
        "created": about["published"],
        "resources": [_resource(entries, file) for file in files],
    }


def _resource(entries: Mapping[str, Entry], file: Mapping[str, Any]) -> dict[str, Any]:
    path = str(file["path"])
    ending = path.rpartition(".")[2]
    resource: dict[str, Any] = {
        "name": re.sub(r"[^a-z0-9._-]+", "-", path.lower().replace("/", "-")),
        "path": path,
        "type": "file",
        "format": ending,
        "mediatype": _MEDIA[ending],
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
    }
    entry = entries.get(str(file["table"]))
    if entry is None:
        return resource
    resource |= {"title": entry.name, "description": entry.meaning}
    if ending == "parquet":  # which says its own schema
        return resource
    # In CSV a text that a spreadsheet would run has an apostrophe before it, so that it is not run.
    return resource | {"type": "table", "profile": "tabular-data-resource", "schema": table_schema(entry)}


def table_schema(entry: Entry) -> dict[str, Any]:
    """The Frictionless Table Schema of a view or table."""
    schema: dict[str, Any] = {"fields": [_field(column) for column in entry.columns]}
    if entry.key:
        schema["primaryKey"] = list(entry.key)
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": type_of(column.type)}
    limits = "; ".join(words_of(column))
    field["description"] = f"{column.meaning} ({limits})" if limits else column.meaning
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.codes and field["type"] == "string":
        constraints["enum"] = list(column.codes)
    if constraints:
        field["constraints"] = constraints
    return field


def type_of(duckdb_type: str) -> str:
    """The Frictionless type of a DuckDB type; text where there is no nearer one."""
    return next((name for pattern, name in _TYPES if pattern.fullmatch(duckdb_type)), "string")


def sums(files: Iterable[Mapping[str, Any]]) -> str:
    """The lines that ``sha256sum --check`` reads."""
    return "".join(f"{file['sha256']}  {file['path']}\n" for file in files)
