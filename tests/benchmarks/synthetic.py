"""Made-up facts in any number, staged as a run stages them: for measuring how a warehouse grows.

    python tests/benchmarks/synthetic.py 1000000 large.duckdb

makes a warehouse of them. The same number gives the same facts: nothing is drawn by chance, all by hashes.
More than BUILT facts are so many built and then repeated, row by row of each table, under other ids: building
holds facts against each other, and takes longer than asking, which is what such a warehouse is for.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.warehouse import CHECK_RESULTS, RunRecord, build
from schemas.fields import KIND_TABLE, TABLES, Field, arrow_schema

FACTS_A_DOCUMENT = 40
BUILT = 50_000
_TIES = re.compile(r", FOREIGN KEY \([^)]*\) REFERENCES [^(]*\([^)]*\)")
_STATES = (
    "NO CL PT GH PE KE FI LA UY NP FJ MT IS OM ZM BD BY DE FR IT PL CZ SK HU LT LV UA KZ UZ IN CN JP KR BR"
)
_SYLLABLES = ["bor", "tel", "mar", "sol", "ven", "kir", "dap", "lum", "rax", "fin", "gor", "pel"]
# Of a hundred facts, so many of each kind.
_SHARES = {"agreement": 20, "event": 14, "funding": 10, "observation": 25, "programme": 12, "institution": 5,
           "membership": 4, "project": 4, "person": 6}  # fmt: skip
_HEAD = f"""
    create macro drawn(i, salt, size) as cast(hash(i, salt) % size as bigint);
    create macro state(i, salt) as string_split('{_STATES}', ' ')[1 + drawn(i, salt, 34)];
    create macro syllable(i, salt) as {_SYLLABLES}[1 + drawn(i, salt, 12)];
    create macro word(i, salt) as syllable(i, salt) || syllable(i, salt || 'b') || syllable(i, salt || 'c');
    create macro words(i, salt) as
        array_to_string([word(i, salt || n) for n in ['1', '2', '3', '4', '5']], ' ');
    create macro title(i, salt, size) as 'Grand ' || words(drawn(i, salt, size), salt);
    create macro year_of(i) as 1995 + drawn(i, 'year', 30);
"""


def _period(name: str, years: int = 1) -> dict[str, str]:
    """A year, or ``years`` of them, as EDTF with its first and last day; one in six has none."""
    first, last = "year_of(i)", f"year_of(i) + {years - 1}"
    edtf = first if years == 1 else f"{first} || '/' || {last}"
    dated = "case when drawn(i, 'undated', 6) > 0 then {} end".format
    return {
        f"{name}_edtf": dated(f"cast({edtf} as varchar)"),
        f"{name}_from": dated(f"make_date(cast({first} as integer), 1, 1)"),
        f"{name}_to": dated(f"make_date(cast({last} as integer), 12, 31)"),
    }


def _figure(name: str, size: int) -> dict[str, str]:
    return {
        f"{name}_low": f"1 + drawn(i, 'figure', {size})",
        f"{name}_high": f"1 + drawn(i, 'figure', {size})",
    }


_MEASURED = "drawn(i, 'measured', 50000)"  # what a figure measures, so that some figures measure the same
_COUNTRIES = {"countries": "list_distinct([state(i, 'one'), state(i, 'two')])"}
_BODIES = {"organizations": "[title(i, 'body', 5000)]"}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "agreement": {"instrument": "['agreement', 'memorandum', 'treaty'][1 + drawn(i, 'form', 3)]",
                  "title": "words(i, 'title')", **_COUNTRIES, **_BODIES, **_period("signed")},
    "event": {"event_kind": "['meeting', 'visit', 'conference', 'training'][1 + drawn(i, 'form', 4)]",
              "name": "words(i, 'name') || year_of(i)", "city": "word(drawn(i, 'city', 300), 'city')",
              "place_country": "state(i, 'place')",
              "people": "[title(i, 'person', 9000), title(i, 'guest', 9000)]",
              **_COUNTRIES, **_BODIES, **_period("date")},
    "funding": {**_figure("amount", 900000),
                "currency": "['EUR', 'USD', 'CHF', 'UAH'][1 + drawn(i, 'coin', 4)]",
                "qualifier": "'exact'", "funder": "title(i, 'funder', 2000)",
                "recipient": "title(i, 'body', 5000)", "programme": "title(i, 'programme', 3000)",
                "purpose": "words(i, 'purpose')", **_COUNTRIES, **_period("period", 3)},
    "observation": {**_figure("value", 900), "qualifier": "'exact'",
                    "unit": f"['projects', 'students', 'seminars', 'grants'][1 + {_MEASURED} % 4]",
                    "measure": f"words({_MEASURED}, 'measure')",
                    "programme": f"title({_MEASURED}, 'scheme', 3000)",
                    "countries": f"[state({_MEASURED}, 'one')]", **_period("period")},
    "programme": {"name": "title(i, 'programme', 3000)", **_COUNTRIES, **_BODIES, **_period("period", 4)},
    "institution": {"name": "title(i, 'body', 5000) || i", "institution_kind": "'centre'", **_COUNTRIES,
                    **_BODIES, **_period("established")},
    "membership": {"member": "state(i, 'member')", "organization": "title(i, 'body', 5000)",
                   **_period("since")},
    "project": {"code": "'B-' || i", "title": "words(i, 'title')", **_COUNTRIES, **_BODIES,
                **_period("period", 2)},
    "person": {"name": "title(i, 'person', 9000)", "role": "word(i, 'role')", "country": "state(i, 'one')"},
}  # fmt: skip
_COMMON = {
    "document_id": "'d' || drawn(i, 'document', {documents})",
    "evidence": "'In a year ' || words(i, 'evidence') || '.'",
    "char_start": "100 * (i % 4000)",
    "char_end": "100 * (i % 4000) + 40",
    "status": "['actual', 'actual', 'actual', 'actual', 'actual', 'actual', 'actual', 'planned', 'proposed',"
    " 'negated'][1 + drawn(i, 'status', 10)]",
    "rule": "'made.up'",
}
_DOCUMENT = {
    "document_id": "'d' || i",
    "source_file": "'d' || i || '.txt'",
    "publisher": "'House ' || i % 50",
    "published_date": "date '2000-01-01' + cast(i % 9000 as integer)",
    "content_sha256": "sha256(cast(i as varchar))",
    "text_sha256": "sha256(cast(i as varchar))",
    "char_count": "1",
    "text": "'x'",
}


def stage(folder: Path, facts: int) -> Path:
    """Writes ``facts`` facts and their documents as the staged files of ``folder``."""
    (folder / "valid").mkdir(parents=True)
    documents = max(5, facts // FACTS_A_DOCUMENT)
    common = {name: said.format(documents=documents) for name, said in _COMMON.items()}
    with duckdb.connect() as db:
        db.execute(_HEAD)
        _write(db, folder, "documents", documents, _DOCUMENT)
        for kind, table in KIND_TABLE.items():
            number = facts * _SHARES[kind] // 100
            own = {"fact_id": f"'{kind}' || i", **common, **COLUMNS[kind]}
            _write(db, folder, table, number, own)
        for table in ("mentions", "corrections", "quarantine"):
            _write(db, folder, table, 0, {})
    pq.write_table(pa.Table.from_pylist([], schema=CHECK_RESULTS), folder / "check_results.parquet")
    return folder


def _write(
    db: duckdb.DuckDBPyConnection, folder: Path, name: str, rows: int, columns: Mapping[str, str]
) -> None:
    table = TABLES[name]
    listed = ", ".join(f"{columns.get(f.name, _nothing(f))} as {f.name}" for f in table.fields)
    made = db.sql(f"select {listed} from range({rows}) as numbers (i)").to_arrow_table()
    where = folder if name == "quarantine" else folder / "valid"
    pq.write_table(made.cast(arrow_schema(table)), where / f"{name}.parquet")


def _nothing(field: Field) -> str:
    return "[]::varchar[]" if pa.types.is_list(field.type) else "null"


def warehouse(target: Path, facts: int) -> Path:
    """A warehouse of ``facts`` facts at ``target``: built as a run does, repeated where many."""
    times = -(-facts // BUILT)
    with tempfile.TemporaryDirectory() as folder:
        run = RunRecord("run", datetime(2026, 11, 1, tzinfo=UTC), "v")
        built = Path(folder) / "built.duckdb"
        build(stage(Path(folder) / "staging", facts // times), built, run)
        if times > 1:
            repeated(built, target, times)
        else:
            shutil.move(built, target)
    return target


def repeated(source: Path, target: Path, times: int) -> Path:
    """The warehouse ``source`` with ``times`` as many facts: each again under ids of its own.

    Dimensions and the quality tables stay as they are; keys within a table are kept, those between are not.
    """
    with duckdb.connect(str(target)) as db:
        db.execute(f"attach '{source}' as source (read_only)")
        for schema in ("core", "quality", "report"):
            db.execute(f"create schema {schema}")
        for schema, name, made in db.execute(
            "select schema_name, table_name, sql from duckdb_tables() where database_name = 'source'"
        ).fetchall():
            db.execute(_TIES.sub("", made))
            again = schema == "core" and not name.startswith(("dim_", "exchange_", "name_"))
            rows = _again(db, name) if again else "*"
            number = f", range({times}) as numbers (n)" if again else ""
            db.execute(f"insert into {schema}.{name} select {rows} from source.{schema}.{name} as t{number}")
        waiting = db.execute(
            "select sql from duckdb_views() where database_name = 'source' and not internal"
        ).fetchall()
        while waiting:  # a view can be made once those it reads are there
            waiting = [view for view in waiting if not _made(db, view[0])]
    return target


def _again(db: duckdb.DuckDBPyConnection, table: str) -> str:
    """The columns of ``table`` for its ``n``-th repetition: other ids, places behind those before."""
    columns = db.execute(
        "select column_name from duckdb_columns() where table_name = ? and"
        " database_name = current_database() order by column_index",
        [table],
    ).fetchall()
    after = f"n * (select count(*) from source.core.{table})"
    other = "if(n = 0, {0}, {0} || '~' || n)".format
    return ", ".join(
        other(f"t.{name}") if name.endswith(("fact_id", "thing_id", "series_id"))
        else f"list_transform(t.{name}, lambda each: {other('each')})" if name.endswith("fact_ids")
        else f"t.{name} + {after}" if name == "place" or (name == "ordinal" and "bridge" not in table)
        else f"t.{name}"
        for (name,) in columns
    )  # fmt: skip


def _made(db: duckdb.DuckDBPyConnection, view: str) -> bool:
    try:
        db.execute(view)
    except duckdb.CatalogException:
        return False
    return True


if __name__ == "__main__":
    warehouse(Path(sys.argv[2]), int(sys.argv[1]))
