"""Exports hold what the snapshot holds, in every format, byte for byte the same each time."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.errors import ConfigurationError
from pipelines.exports import FORMATS, export
from pipelines.warehouse import Snapshot, audit, publish

TEXT = "=HYPERLINK(0) Belarus and China signed 2 agreements in 2012. <script>alert(1)</script>"
AGREEMENT = {
    "fact_id": "a1", "evidence": TEXT[:13], "char_start": 0, "char_end": 13, "title": TEXT[:13],
    "countries": ["BY", "CN"], "signed_edtf": "2012", "signed_from": date(2012, 1, 1),
    "signed_to": date(2012, 12, 31),
}  # fmt: skip
FIGURE = {
    "fact_id": "o1", "evidence": TEXT[14:], "char_start": 14, "char_end": len(TEXT), "value_low": "2",
    "value_high": "2.5", "unit": "agreements", "measure": "agreements",
}  # fmt: skip
TABLES = {
    "documents": [{"document_id": "a", "text": TEXT, "url": "https://example.org/a", "title": "=1+1"}],
    "agreements": [AGREEMENT],
    "observations": [FIGURE],
}


@pytest.fixture
def snapshot(make: Callable[..., Path]) -> Snapshot:
    """A build of ``TABLES``, as a snapshot."""
    path = make(TABLES)
    return Snapshot("s1", path, datetime(2026, 11, 1, tzinfo=UTC), "run-1", "", "", {}, True)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_format_holds_the_same_rows(snapshot: Snapshot, tmp_path: Path) -> None:
    export(snapshot, tmp_path / "out")
    parquet = pq.read_table(tmp_path / "out/parquet/agreements.parquet")
    (line,) = (tmp_path / "out/jsonl/agreements.jsonl").read_text().splitlines()
    with (tmp_path / "out/csv/agreements.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    book = openpyxl.load_workbook(tmp_path / "out/cooperation.xlsx")
    head, cells = book["agreements"].iter_rows(values_only=True)
    sheet = dict(zip(head, cells, strict=True))
    assert parquet.to_pylist() == [{**json.loads(line), "signed_from": date(2012, 1, 1),
                                    "signed_to": date(2012, 12, 31)}]  # fmt: skip
    assert (row["countries"], sheet["countries"], json.loads(line)["countries"]) == (
        '["BY", "CN"]', "[BY, CN]", ["BY", "CN"],
    )  # fmt: skip
    assert (row["signed_from"], sheet["signed_from"]) == ("2012-01-01", datetime(2012, 1, 1))
    assert b"verbatim" in parquet.schema.field("evidence").metadata[b"description"]


def test_a_spreadsheet_runs_nothing(snapshot: Snapshot, tmp_path: Path) -> None:
    export(snapshot, tmp_path / "out", ["csv", "xlsx"])
    with (tmp_path / "out/csv/agreements.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == "'" + TEXT[:13]
    book = openpyxl.load_workbook(tmp_path / "out/cooperation.xlsx")
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert TEXT[:13] in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_annotations_point_at_their_words(snapshot: Snapshot, tmp_path: Path) -> None:
    export(snapshot, tmp_path / "out", ["annotations"])
    page = json.loads((tmp_path / "out/annotations.jsonld").read_text())
    assert [item["id"] for item in page["items"]] == ["urn:cooperation:fact:a1", "urn:cooperation:fact:o1"]
    for item in page["items"]:
        quote, position = item["target"]["selector"]
        assert quote["exact"] == TEXT[position["start"] : position["end"]]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert TEXT.startswith(around, max(0, position["start"] - 32))
        assert json.loads(item["body"]["value"])["evidence"] == quote["exact"]
    assert page["items"][0]["target"]["source"]["via"] == "https://example.org/a"


def test_the_same_snapshot_gives_the_same_bytes(snapshot: Snapshot, tmp_path: Path) -> None:
    export(snapshot, tmp_path / "one")
    export(snapshot, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(files(tmp_path / "one")) > 3 * 15


def test_every_file_is_described_and_hashed(snapshot: Snapshot, tmp_path: Path) -> None:
    export(snapshot, tmp_path / "out")
    made = files(tmp_path / "out")
    package = json.loads(made["datapackage.json"])
    described = {resource["path"]: resource for resource in package["resources"]}
    assert described.keys() == made.keys() - {"datapackage.json", "SHA256SUMS"}
    summed = dict(reversed(line.split("  ")) for line in made["SHA256SUMS"].decode().splitlines())
    assert summed.keys() == made.keys() - {"SHA256SUMS"}
    for path, resource in described.items():
        digest = hashlib.sha256(made[path]).hexdigest()
        assert (resource["hash"], summed[path]) == (f"sha256:{digest}", digest)
        assert resource["bytes"] == len(made[path])
    schema = described["csv/agreements.csv"]["schema"]
    types = {field["name"]: field["type"] for field in schema["fields"]}
    assert types | {"countries": "array", "signed_from": "date", "char_start": "integer"} == types
    assert schema["primaryKey"] == ["fact_id"]
    status = next(field for field in schema["fields"] if field["name"] == "status")
    assert status["constraints"] == {"required": True, "enum": ["actual", "planned", "proposed", "negated"]}


def test_only_what_was_asked_for_is_written(snapshot: Snapshot, tmp_path: Path) -> None:
    export(snapshot, tmp_path / "out", ["csv"], ["report.agreements", "facts"])
    assert {path for path in files(tmp_path / "out") if path.startswith(("csv", "parquet", "coop"))} == {
        "csv/agreements.csv", "csv/facts.csv",
    }  # fmt: skip


def test_an_unknown_view_is_named(snapshot: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"report\.nothing; there are: agreement"):
        export(snapshot, tmp_path / "out", FORMATS, ["nothing"])
    assert list(tmp_path.glob("*out*")) == []


def test_another_export_is_replaced_and_nothing_else(snapshot: Snapshot, tmp_path: Path) -> None:
    export(snapshot, tmp_path / "out", ["csv"])
    export(snapshot, tmp_path / "out", ["jsonl"], ["facts"])
    assert not (tmp_path / "out/csv").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")
    with pytest.raises(ConfigurationError, match="mine: holds something else"):
        export(snapshot, tmp_path / "mine")
    assert (tmp_path / "mine/thesis.txt").read_text() == "years of work"


def test_an_export_that_breaks_off_leaves_the_one_before(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(snapshot, tmp_path / "out", ["csv"])
    before = files(tmp_path / "out")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "cooperation.xlsx")

    monkeypatch.setattr("pipelines.exports.folder.write_workbook", full)
    with pytest.raises(Exception, match="No space left"):
        export(snapshot, tmp_path / "out")
    assert files(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == ["out"]


def test_the_dictionary_tells_units_codes_keys_and_lineage(snapshot: Snapshot, tmp_path: Path) -> None:
    export(snapshot, tmp_path / "out", ["csv"])
    markdown = (tmp_path / "out/dictionary.md").read_text()
    section = markdown.partition("## report.funding\n")[2].partition("\n## ")[0]
    assert "key `fact_id`; made from `core.fact_funding`, `core.funding_euro`" in section
    assert "| `currency` | VARCHAR | ISO 4217" in section
    assert "exact · range · over · under · about" in section
    page = (tmp_path / "out/dictionary.html").read_text()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page, "an example is shown, harmless"


def test_the_command_exports_what_is_published(make: Callable[..., Path], tmp_path: Path) -> None:
    home = tmp_path / "warehouse"
    home.mkdir()
    build = make({"documents": [{"document_id": "a", "text": "Belarus signed."}], "agreements": [{}]})
    audit(build)
    publish(build, home, created=datetime(2026, 11, 1, tzinfo=UTC), keep=3)
    asked = ["export", "--warehouse", str(home)]
    ended = CliRunner().invoke(app, [*asked, "--format", "csv", "--view", "facts"])
    assert ended.exit_code == 0, ended.output
    (folder,) = (home / "exports").iterdir()
    assert "csv/facts.csv" in ended.stdout
    assert (folder / "csv/facts.csv").is_file()
    missing = CliRunner().invoke(app, [*asked, "--snapshot", "none"])
    assert missing.exit_code == 2
    nothing = CliRunner().invoke(app, ["export", "--warehouse", str(tmp_path)])
    assert nothing.exit_code == 2


def test_a_map_is_an_object(snapshot: Snapshot, tmp_path: Path) -> None:
    export(snapshot, tmp_path / "out", ["csv", "jsonl"], ["country_pairs"])
    (line,) = (tmp_path / "out/jsonl/country_pairs.jsonl").read_text().splitlines()
    with (tmp_path / "out/csv/country_pairs.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert json.loads(line)["facts_behind"] == json.loads(row["facts_behind"]) == {"agreements": ["a1"]}
