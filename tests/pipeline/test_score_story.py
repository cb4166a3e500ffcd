"""Each run compares itself with labels, keeps the figures, and is held back where it falls under a line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.config import Settings
from pipelines.errors import AuditFailed, ConfigurationError
from pipelines.run import run_pipeline
from pipelines.warehouse import published, query

BY = "reason: I looked it up., author: A. Person, date: 2026-11-20"
ADDRESS = "document: harbour, kind: agreement, quote: signed a Memorandum of Understanding"


def scores(line: Any) -> list[dict[str, Any]]:
    return query(
        published(line.home),
        """select score.kind, score.gold, score.found, score.soft, score.strict
        from quality.score as score inner join quality.run as run using (run_id)
        where kind in ('agreement', 'ALL FACTS') order by run.started_at, kind""",
    ).to_pylist()


def test_people_s_labels_become_the_measure_of_later_runs(line: Any, tmp_path: Any) -> None:
    (line.raw / "corrections").mkdir()
    file = line.raw / "corrections" / "harbour.yml"
    file.write_text(f"corrections:\n  - {{action: confirm, {ADDRESS}, {BY}}}\n", encoding="utf-8")
    line.run()
    assert scores(line) == []

    labels = tmp_path / "labels"
    said = CliRunner().invoke(app, ["review", "--labels", str(labels), "--warehouse", str(line.home)])
    assert said.exit_code == 0, said.output
    label = json.loads((labels / "harbour.json").read_text(encoding="utf-8"))
    (fact,) = label["facts"]
    assert (fact["kind"], fact["instrument"], fact["signed"]) == ("agreement", "memorandum", "2013")
    assert len(fact["quote"].split()) <= 8
    assert fact["quote"] in (line.raw / "harbour.txt").read_text(encoding="utf-8")

    settings = Settings(raw=line.raw, warehouse=line.home, settle_seconds=0, labels=labels, min_strict_f1=0.4)
    run_pipeline(settings)
    agreement = scores(line)[1]
    assert (agreement["kind"], agreement["gold"], agreement["found"]) == ("agreement", 1, 1)
    assert (agreement["soft"], agreement["strict"]) == (1, 1)

    fact["signed"] = "1913"
    (labels / "harbour.json").write_text(json.dumps(label), encoding="utf-8")
    before = published(line.home)
    with pytest.raises(AuditFailed, match="score_over_line") as caught:
        run_pipeline(settings)
    assert caught.value.exit_code == 4
    assert published(line.home) == before

    lenient = settings.model_copy(update={"min_strict_f1": None})
    assert any("score_not_worse" in check for check in run_pipeline(lenient).failed_checks)
    assert [row["strict"] for row in scores(line) if row["kind"] == "agreement"] == [1, 0]

    broken = settings.model_copy(update={"labels": tmp_path / "none"})
    with pytest.raises(ConfigurationError, match="no labels"):
        run_pipeline(broken)


def test_review_lists_first_what_would_change_most(line: Any) -> None:
    (line.raw / "empty.txt").write_text("", encoding="utf-8")
    line.run()
    runner = CliRunner()
    listed = runner.invoke(app, ["review", "--format", "json", "--warehouse", str(line.home)])
    rows = json.loads(listed.stdout)
    assert [row["what"] for row in rows[:2]] == ["source refused", "source refused"]
    assert any("publsher" in row["words"] for row in rows[:2])
    assert [row["rows_changed"] for row in rows] == sorted(
        (row["rows_changed"] for row in rows), reverse=True
    )
    table = runner.invoke(app, ["review", "--limit", "1", "--warehouse", str(line.home)])
    assert "source refused" in table.stdout
    assert len(table.stdout.splitlines()) == 3
    assert f"--limit {len(rows)}" in table.stderr
