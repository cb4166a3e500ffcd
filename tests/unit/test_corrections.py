"""What people say of facts: read strictly, applied visibly, and no more once it does not fit."""

from __future__ import annotations

import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipelines.documents.corrections import Correction, load_corrections
from pipelines.errors import ConfigurationError
from pipelines.quality.books import reconcile
from pipelines.quality.corrections import Corrected, correct, rejected
from pipelines.quality.dispositions import ledger
from schemas.candidates import candidate_table
from schemas.fields import FACT_TABLES, MENTIONS, QUARANTINE, arrow_schema

TEXT = "In 2012 Norway and Chile signed a treaty with NASB. In 2013 they paid 5 EUR."
SIGNED, PAID = TEXT[:51], TEXT[52:]
DOCUMENTS = pa.table({"document_id": ["d"], "text": [TEXT]})
SAID = {"reason": "It was in May.", "author": "A. Person", "date": "2026-11-20"}


def fact(fact_id: str, evidence: str, **own: Any) -> dict[str, Any]:
    start = TEXT.index(evidence)
    common = {"fact_id": fact_id, "document_id": "d", "evidence": evidence, "char_start": start}
    common |= {"char_end": start + len(evidence), "status": "actual", "rule": "r", "mention_ids": []}
    return common | {"countries": [], "organizations": []} | own


AGREEMENT = fact(
    "f1", SIGNED, instrument="treaty", countries=["NO", "CL"], organizations=["NASB"], signed_edtf="2012",
    signed_from=date(2012, 1, 1), signed_to=date(2012, 12, 31), mention_ids=["m1"],
)  # fmt: skip
FUNDING = {
    key: value
    for key, value in fact(
        "f2",
        PAID,
        amount_low=Decimal(5),
        amount_high=Decimal(5),
        currency="EUR",
        qualifier="exact",
        funder="NASB",
    ).items()
    if key != "organizations"
}


def valid(*agreements: dict[str, Any]) -> dict[str, pa.Table]:
    tables = {name: arrow_schema(table).empty_table() for name, table in FACT_TABLES.items()}
    rows = {"agreements": agreements or (AGREEMENT,), "funding": (FUNDING,)}
    return tables | {name: candidate_table(FACT_TABLES[name], of) for name, of in rows.items()}


def says(action: Any, **more: Any) -> Correction:
    given = {"relation": "agreements", "document_id": "d", "quote": "signed a treaty", **more}
    if action == "alias":
        given = more
    return Correction(
        "corrections/x.yml", 3, action, "It was in May.", "A. Person", date(2026, 11, 20), **given
    )


def applied(*corrections: Correction, tables: dict[str, pa.Table] | None = None) -> Corrected:
    return correct(tables or valid(), corrections, DOCUMENTS, "v1")


def outcome(found: Corrected, number: int = 0) -> str:
    return str(found.audit["outcome"][number].as_py())


def test_without_corrections_the_facts_are_the_same() -> None:
    found = applied()
    assert found.tables == valid()
    assert found.audit.num_rows == 0
    assert all(each.passed for each in found.outcomes)


def test_a_rejected_fact_is_taken_out_and_kept_with_its_reason() -> None:
    found = applied(says("reject"))
    assert found.tables["agreements"].num_rows == 0
    assert found.tables["funding"] == valid()["funding"]
    (row,) = found.audit.to_pylist()
    assert (row["fact_id"], row["outcome"], row["evidence"]) == ("f1", "applied", SIGNED)
    assert (row["reason"], row["author"], row["corrected_on"]) == (
        "It was in May.",
        "A. Person",
        date(2026, 11, 20),
    )
    (taken_out,) = rejected(found.audit)
    assert (taken_out["fact_id"], taken_out["relation"]) == ("f1", "agreements")


def test_an_amended_fact_keeps_its_id_and_says_what_was_changed() -> None:
    change = {"signed_edtf": "2012-05", "countries": ["NO", "CL", "PE"]}
    expect = {"signed_edtf": "2012", "countries": ["CL", "NO"]}
    found = applied(says("amend", expect=expect, change=change))
    (row,) = found.tables["agreements"].to_pylist()
    assert (row["fact_id"], row["signed_edtf"]) == ("f1", "2012-05")
    assert (row["signed_from"], row["signed_to"]) == (date(2012, 5, 1), date(2012, 5, 31))
    changes = found.audit["changes"][0].as_py()
    assert "signed_edtf: 2012 → 2012-05" in changes
    assert "signed_from: 2012-01-01 → 2012-05-01" in changes


def test_a_confirmed_fact_stays_as_it_is() -> None:
    found = applied(says("confirm", expect={"instrument": "treaty"}))
    assert found.tables == valid()
    assert (outcome(found), found.audit["changes"][0].as_py()) == ("applied", None)


def test_a_name_and_its_other_name_become_one_wherever_it_stands() -> None:
    found = applied(says("alias", name="NASB", means="National Academy"))
    assert found.tables["agreements"]["organizations"].to_pylist() == [["National Academy"]]
    assert found.tables["funding"]["funder"].to_pylist() == ["National Academy"]
    assert sorted(found.audit["fact_id"].to_pylist()) == ["f1", "f2"]
    assert outcome(applied(says("alias", name="NAS", means="National Academy"))) == "gone"


def test_a_fact_is_found_by_its_id_and_by_its_words_once_the_id_has_changed() -> None:
    by_id = {"document_id": None, "quote": None}
    assert outcome(applied(says("reject", fact_id="f1", **by_id))) == "applied"
    assert outcome(applied(says("reject", fact_id="other", **by_id))) == "gone"
    assert outcome(applied(says("reject", fact_id="other"))) == "applied"
    assert outcome(applied(says("reject", quote="signed  a\ntreaty"))) == "applied"
    assert outcome(applied(says("reject", quote="joined a treaty"))) == "gone"
    assert outcome(applied(says("reject", document_id="e"))) == "gone"


@pytest.mark.parametrize("severity", ["warn", "fail"])
def test_what_was_expected_and_is_mended_applies_no_more(severity: Any) -> None:
    mended = AGREEMENT | {
        "signed_edtf": "2012-05",
        "signed_from": date(2012, 5, 1),
        "signed_to": date(2012, 5, 31),
    }
    change = says(
        "amend", expect={"signed_edtf": "2012"}, change={"signed_edtf": "2012-05"}, severity=severity
    )
    found = applied(change, tables=valid(mended))
    assert found.tables == valid(mended)
    assert outcome(found) == "lapsed"
    assert "read by now" in found.audit["message"][0].as_py()
    (failed,) = [each for each in found.outcomes if not each.passed]
    assert failed.severity == severity
    assert "corrections/x.yml line 3" in failed.sample[0]


def test_a_fact_that_is_read_otherwise_is_neither_rejected_nor_confirmed() -> None:
    for action in ("reject", "confirm"):
        found = applied(says(action, expect={"instrument": "memorandum"}))
        assert found.tables == valid()
        assert outcome(found) == "lapsed"
        assert found.audit["message"][0].as_py() == "instrument is treaty, expected memorandum"


def test_of_several_facts_none_is_chosen_by_chance() -> None:
    two = valid(AGREEMENT, AGREEMENT | {"fact_id": "f3", "countries": ["NO", "PE"]})
    assert outcome(applied(says("reject"), tables=two)) == "ambiguous"
    found = applied(says("reject", expect={"countries": ["PE", "NO"]}), tables=two)
    assert found.tables["agreements"]["fact_id"].to_pylist() == ["f1"]


def test_an_amended_row_keeps_every_rule_or_is_not_amended() -> None:
    found = applied(says("amend", expect={"countries": ["NO", "CL"]}, change={"countries": ["ZZ"]}))
    assert found.tables == valid()
    assert outcome(found) == "invalid"
    assert "code on countries" in found.audit["message"][0].as_py()
    assert not all(each.passed for each in found.outcomes)


def test_corrections_follow_one_another() -> None:
    change = says("amend", expect={"signed_edtf": "2012"}, change={"signed_edtf": "2012-05"})
    found = applied(
        change, says("confirm", expect={"signed_edtf": "2012-05"}), says("reject"), says("confirm")
    )
    assert found.audit["outcome"].to_pylist() == ["applied", "applied", "applied", "gone"]
    assert len(set(found.audit["correction_id"].to_pylist())) == 4


def test_the_books_balance_with_what_was_rejected_and_not_without() -> None:
    before, found = valid(), applied(says("reject"))
    mention = {"mention_id": "m1", "document_id": "d", "char_start": 3, "char_end": 7, "text": "2012"}
    mention |= {
        "mention_kind": "date",
        "edtf": "2012",
        "disposition": "ignored",
        "fact_ids": [],
        "quarantine_ids": [],
    }
    mentions = candidate_table(MENTIONS, [mention])
    nothing = arrow_schema(QUARANTINE).empty_table()
    book = ledger(mentions, found.tables, nothing, rejected(found.audit))
    assert (book["disposition"][0].as_py(), book["reason"][0].as_py()) == ("ignored", "rejected")
    given = (DOCUMENTS, mentions, before, found.tables, nothing, book)
    balance = {(each.name, each.relation): each.passed for each in reconcile(*given, rejected(found.audit))}
    assert balance["rows_add_up", "agreements"]
    lost = {(each.name, each.relation): each.passed for each in reconcile(*given)}
    assert not lost["rows_add_up", "agreements"]


def write(raw: Path, text: str) -> Path:
    (raw / "corrections").mkdir(exist_ok=True)
    (raw / "corrections" / "x.yml").write_text(text, encoding="utf-8")
    return raw


WHOLE = """\
corrections:
  - action: amend
    document: d
    kind: agreement
    quote: signed a treaty
    expect: {signed_edtf: 2012, countries: [CL, NO]}
    set: {signed_edtf: 2012-05}
    reason: It was in May.
    author: A. Person
    date: 2026-11-20
    severity: fail
  - {action: alias, name: NASB, means: National Academy, reason: r, author: a, date: 2026-11-20}
"""


def test_a_file_is_read_in_the_columns_own_types(tmp_path: Path) -> None:
    amend, alias = load_corrections(write(tmp_path, WHOLE))
    assert (amend.source_file, amend.line, amend.action) == ("corrections/x.yml", 2, "amend")
    assert (amend.reason, amend.author) == ("It was in May.", "A. Person")
    assert (amend.day, amend.severity) == (date(2026, 11, 20), "fail")
    assert (amend.relation, amend.document_id, amend.quote) == ("agreements", "d", "signed a treaty")
    assert amend.expect == {"signed_edtf": "2012", "countries": ["CL", "NO"]}
    assert amend.change == {"signed_edtf": "2012-05"}
    assert (alias.line, alias.name, alias.means) == (12, "NASB", "National Academy")


def test_no_folder_and_an_empty_file_say_nothing(tmp_path: Path) -> None:
    assert load_corrections(tmp_path) == []
    assert load_corrections(write(tmp_path, "# none yet\n")) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("kind: agreement", "knid: agreement", 4, "knid"),
        ("kind: agreement", "kind: treaty", 2, "kind is one of"),
        ("action: amend", "action: mend", 2, "action"),
        ("date: 2026-11-20\n    sev", "date: 20.11.2026\n    sev", 10, "YYYY-MM-DD"),
        ("    author: A. Person\n", "", 2, "author"),
        ("    reason: It was in May.\n", "", 2, "reason"),
        ("    quote: signed a treaty\n", "", 2, "found by fact_id"),
        ("set: {signed_edtf", "set: {signed_from", 2, "needs expect"),
        ("expect: {signed_edtf: 2012, c", "expect: {c", 2, "needs expect"),
        ("countries: [CL, NO]", "county: [CL]", 2, "expect.county"),
        ("countries: [CL, NO]", "countries: CL", 2, "expect.countries"),
        ("    set: {signed_edtf: 2012-05}\n", "", 2, "amend needs set"),
        ("means: National Academy", "quote: National Academy", 12, "alias"),
        ("corrections:", "correction:", 1, "correction"),
        ("quote: signed", "quote: [signed", 6, "not valid YAML"),
    ],
)
def test_a_slip_is_told_with_file_and_line(old: str, new: str, line: int, said: str, tmp_path: Path) -> None:
    assert old in WHOLE
    with pytest.raises(ConfigurationError) as caught:
        load_corrections(write(tmp_path, WHOLE.replace(old, new)))
    assert caught.value.exit_code == 2
    assert f"corrections/x.yml, line {line}" in str(caught.value)
    assert said in str(caught.value)


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    folder = write(tmp_path, WHOLE) / "corrections"
    os.mkfifo(folder / "pipe.yml")
    with pytest.raises(ConfigurationError, match="named pipe"):
        load_corrections(tmp_path)
    (folder / "pipe.yml").unlink()
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"notes\.txt"):
        load_corrections(tmp_path)


def test_the_example_of_the_readme_is_right(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (example,) = [
        block for block in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL) if "corrections:" in block
    ]
    assert [each.action for each in load_corrections(write(tmp_path, example))] == ["amend", "alias"]
