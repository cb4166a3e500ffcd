"""One snapshot as a folder of files, written aside and put in its place whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pipelines.errors import ConfigurationError, StorageError
from pipelines.exports.annotations import write_annotations
from pipelines.exports.datapackage import datapackage, sums
from pipelines.exports.dictionary import Entry, dictionary
from pipelines.exports.pages import html_page, markdown_page
from pipelines.exports.tables import write_csv, write_jsonl, write_parquet
from pipelines.exports.workbook import write_workbook
from pipelines.warehouse import Limits, Snapshot, file_hash, open_reader
from schemas.fields import KIND_TABLE

FORMATS = ("parquet", "csv", "jsonl", "xlsx", "annotations")
_TABLES: Mapping[str, Callable[[pa.Table, Path], None]] = {
    "parquet": write_parquet,
    "csv": write_csv,
    "jsonl": write_jsonl,
}
_LIMITS = Limits(memory=2048, seconds=600, result=4096)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of an export: ``path`` within its folder, ``table`` the view it holds, empty for none."""

    path: str
    table: str
    bytes: int
    sha256: str


def export(
    snapshot: Snapshot, to: Path, formats: Sequence[str] = FORMATS, views: Sequence[str] = ()
) -> list[Exported]:
    """Writes ``views`` of the schema ``report`` (all of them where none is named) of ``snapshot`` to ``to``.

    The folder is replaced in one step if an export of ours stands there. Every file's hash stands in
    ``SHA256SUMS`` and in ``datapackage.json``; the same snapshot gives the same bytes. Raises
    ConfigurationError for a view that is not there or a folder that holds something else, StorageError where
    it cannot be written.
    """
    _refuse_foreign(to)
    aside = to.with_name(f".{to.name}.next")
    try:
        with suppress(FileNotFoundError):
            shutil.rmtree(aside)
        aside.mkdir(parents=True)
        with open_reader(snapshot.path, _LIMITS) as connection:
            files = list(_write(connection, snapshot, aside, formats, views))
        with suppress(FileNotFoundError):
            shutil.rmtree(to)
        aside.rename(to)
    except OSError as error:
        raise StorageError(f"{error.filename or to}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return files


def _refuse_foreign(to: Path) -> None:
    if to.exists() and not (to / "datapackage.json").is_file() and (not to.is_dir() or any(to.iterdir())):
        raise ConfigurationError(
            f"{to}: holds something else than an export; name a folder that is not there"
        )


def _write(
    connection: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    folder: Path,
    formats: Sequence[str],
    views: Sequence[str],
) -> Iterator[Exported]:
    entries = dictionary(connection)
    chosen = _chosen(entries, views)
    about = {"snapshot": snapshot.id, "published": snapshot.created.astimezone(UTC).isoformat()}
    made: list[tuple[str, str]] = []
    tables = {name: _table(connection, entry) for name, entry in chosen.items()}
    for form in FORMATS:
        if form not in formats:
            continue
        if form in _TABLES:
            (folder / form).mkdir()
            for name, table in tables.items():
                path = f"{form}/{name}.{form}"
                _TABLES[form](table, folder / path)
                made.append((path, name))
        elif form == "xlsx":
            write_workbook(tables, chosen, about, folder / "cooperation.xlsx")
            made.append(("cooperation.xlsx", ""))
        else:
            more = {name: _table(connection, e) for name, e in _annotated(entries) if name not in tables}
            write_annotations(*_evidence({**tables, **more}), folder / "annotations.jsonld")
            made.append(("annotations.jsonld", ""))
    (folder / "dictionary.md").write_text(markdown_page(entries), encoding="utf-8")
    (folder / "dictionary.html").write_text(html_page(entries, "Data dictionary"), encoding="utf-8")
    files = [_exported(folder, *file) for file in (*made, ("dictionary.md", ""), ("dictionary.html", ""))]
    told: list[dict[str, Any]] = [
        {"path": file.path, "table": file.table, "bytes": file.bytes, "sha256": file.sha256} for file in files
    ]
    package = json.dumps(datapackage(chosen, told, about), ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(package, encoding="utf-8")
    files.append(_exported(folder, "datapackage.json", ""))
    told.append({"path": files[-1].path, "sha256": files[-1].sha256})
    (folder / "SHA256SUMS").write_text(sums(told), encoding="utf-8")
    yield from files


def _chosen(entries: Sequence[Entry], views: Sequence[str]) -> dict[str, Entry]:
    """The entries of ``views`` by name, with or without ``report.`` before it."""
    known = {entry.name: entry for entry in entries if entry.schema == "report"}
    wanted = [view.removeprefix("report.") for view in views] or list(known)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise ConfigurationError(f"there is no view report.{unknown[0]}; there are: {', '.join(known)}")
    return {name: known[name] for name in known if name in wanted}


def _table(connection: duckdb.DuckDBPyConnection, entry: Entry) -> pa.Table:
    """The rows of a view in an order that the rows themselves give, its columns' meanings beside them."""
    table = connection.sql(f"from {entry.full_name} order by all").to_arrow_table()
    fields = [
        field.with_metadata({"description": column.meaning})
        for field, column in zip(table.schema, entry.columns, strict=True)
    ]
    return table.cast(pa.schema(fields, metadata={"description": entry.meaning}))


def _annotated(entries: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """The views of facts and documents, which the annotations are made of, whatever was asked for."""
    names = {"documents", *KIND_TABLE.values()}
    yield from ((each.name, each) for each in entries if each.schema == "report" and each.name in names)


def _evidence(
    tables: Mapping[str, pa.Table],
) -> tuple[Iterator[tuple[str, dict[str, Any]]], dict[str, dict[str, Any]]]:
    """Every fact with its kind, in reading order within it, and the documents by their id."""
    order = [(name, "ascending") for name in ("document_id", "char_start", "fact_id")]
    facts = (
        (kind, fact) for kind, view in KIND_TABLE.items() for fact in tables[view].sort_by(order).to_pylist()
    )
    return facts, {row["document_id"]: row for row in tables["documents"].to_pylist()}


def _exported(folder: Path, path: str, table: str) -> Exported:
    file = folder / path
    return Exported(path, table, file.stat().st_size, file_hash(file))
