"""The ledger, the balance of the books and the replay, on two small documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from pipelines.mentions.edtf import bounds
from pipelines.quality import CheckOutcome, ledger, reconcile, replay, validate
from pipelines.quality.rereading import misread
from schemas.candidates import candidate_table
from schemas.fields import DOCUMENTS, FACT_TABLES, FUNDING, MENTIONS, OBSERVATIONS, QUARANTINE, arrow_schema

FIRST = "In 2012 the fund gave 5 million EUR to 12 labs. It was 5 million EUR, said page 7."
SECOND = "Nobody gave 5 million EUR."
Row = dict[str, Any]


def _documents(**texts: str) -> pa.Table:
    rows = [
        {
            "document_id": name, "source_file": f"{name}.txt", "other_files": [], "content_sha256": "0" * 64,
            "text_sha256": "0" * 64, "char_count": len(text), "text": text,
        }
        for name, text in texts.items()
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=arrow_schema(DOCUMENTS))


DOCUMENTS_READ = _documents(first=FIRST, second=SECOND)


def _mention(name: str, words: str, kind: str, *, of: str = "first", after: int = 0, **own: Any) -> Row:
    text = FIRST if of == "first" else SECOND
    start = text.index(words, after)
    row = {field.name: None for field in MENTIONS.fields} | {
        "mention_id": name, "document_id": of, "char_start": start, "char_end": start + len(words),
        "text": words,
        "mention_kind": kind, "disposition": "ignored", "fact_ids": [], "quarantine_ids": [],
    }  # fmt: skip
    return {**row, **own}


def _figure(value: int, unit: str | None) -> Row:
    return {"value_low": Decimal(value), "value_high": Decimal(value), "qualifier": "exact", "unit": unit}


YEAR = {"edtf": "2012", "date_from": date(2012, 1, 1), "date_to": date(2012, 12, 31)}
ALL_MENTIONS = [
    _mention("year", "2012", "date", **YEAR),
    _mention("money", "5 million EUR", "money", **_figure(5_000_000, "EUR")),
    _mention("labs", "12 labs", "count", **_figure(12, "labs")),
    _mention("again", "5 million EUR", "money", after=30, **_figure(5_000_000, "EUR")),
    _mention("page", "7", "count", reason="names", **_figure(7, None)),
    _mention("other", "5 million EUR", "money", of="second", **_figure(5_000_000, "EUR")),
]


def _mentions(rows: list[Row] | None = None) -> pa.Table:
    return pa.Table.from_pylist(ALL_MENTIONS if rows is None else rows, schema=arrow_schema(MENTIONS))


def _fact(fact_id: str, *mentions: str, of: str = "first", **own: Any) -> Row:
    evidence = FIRST[:47] if of == "first" else SECOND
    first, last = bounds("2012")
    return {
        "fact_id": fact_id, "document_id": of, "evidence": evidence, "char_start": 0,
        "char_end": len(evidence),
        "status": "actual", "rule": "r", "qualifier": "exact", "programme": None, "period_edtf": "2012",
        "period_from": first, "period_to": last, "countries": [], "mention_ids": list(mentions), **own,
    }  # fmt: skip


def _funding(**own: Any) -> Row:
    amount = {"amount_low": Decimal(5_000_000), "amount_high": Decimal(5_000_000), "currency": "EUR"}
    who = {"funder": "the fund", "recipient": None, "purpose": None}
    return _fact("paid", "money", "year", **{**amount, **who, **own})


def _observation(**own: Any) -> Row:
    return _fact(
        "counted",
        "labs",
        "year",
        **{**_figure(12, "labs"), **own, "value_high": Decimal(12), "measure": None},
    )


class Books:
    """What validation and the ledger make of some candidates; ``outcomes`` by relation and name."""

    def __init__(self, funding: list[Row], observations: list[Row], mentions: pa.Table | None = None) -> None:
        self.mentions = _mentions() if mentions is None else mentions
        self.candidates = {
            "funding": candidate_table(FUNDING, funding),
            "observations": candidate_table(OBSERVATIONS, observations),
        }
        results = {n: validate(n, table, DOCUMENTS_READ, "v1") for n, table in self.candidates.items()}
        self.valid = {name: result.valid for name, result in results.items()}
        self.quarantine = pa.concat_tables(result.quarantine for result in results.values())
        self.ledger = ledger(self.mentions, self.valid, self.quarantine)

    def rows(self) -> dict[str, Row]:
        return {row["mention_id"]: row for row in self.ledger.to_pylist()}

    def balance(self, **changed: Any) -> dict[tuple[str, str], CheckOutcome]:
        given = {
            "documents": DOCUMENTS_READ, "mentions": self.mentions, "candidates": self.candidates,
            "valid": self.valid, "quarantine": self.quarantine, "ledger": self.ledger,
        }  # fmt: skip
        return _by_name(reconcile(**{**given, **changed}))


def _by_name(outcomes: list[CheckOutcome]) -> dict[tuple[str, str], CheckOutcome]:
    found = {(outcome.relation, outcome.name): outcome for outcome in outcomes}
    assert len(found) == len(outcomes)
    return found


def _failed(outcomes: Mapping[tuple[str, str], CheckOutcome]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {name: outcome.sample for name, outcome in outcomes.items() if not outcome.passed}


@pytest.fixture
def books() -> Books:
    """One fact that holds, one that is held back."""
    return Books([_funding()], [_observation(unit=None)])


def test_each_mention_has_one_disposition(books: Books) -> None:
    said = {name: (row["disposition"], row["reason"]) for name, row in books.rows().items()}
    assert said == {
        "year": ("fact", None),
        "money": ("fact", None),
        "labs": ("quarantined", None),
        "again": ("ignored", "repeats"),  # the same words as "money", in the same document
        "page": ("ignored", "names"),  # the reason it came with
        "other": ("ignored", "unattached"),  # another document, which repeats nothing
    }


def test_mentions_name_facts_and_quarantined_rows(books: Books) -> None:
    rows = books.rows()
    held_back = books.quarantine["quarantine_id"].to_pylist()
    assert rows["money"]["fact_ids"] == ["paid"]
    assert rows["labs"]["quarantine_ids"] == held_back
    # The year belongs to a fact and to a row that was held back: it is a fact, and says both.
    assert (rows["year"]["fact_ids"], rows["year"]["quarantine_ids"]) == (["paid"], held_back)
    assert books.ledger.schema.equals(arrow_schema(MENTIONS))


def test_other_words_repeat_nothing() -> None:
    moved = [
        {**row, "text": "five million EUR"} if row["mention_id"] == "again" else row for row in ALL_MENTIONS
    ]
    assert Books([_funding()], [], _mentions(moved)).rows()["again"]["reason"] == "unattached"


def test_an_ambiguous_mention_keeps_its_reason_whatever_becomes_of_it() -> None:
    unclear = {"value_low": None, "value_high": None, "qualifier": None, "reason": "AMBIGUOUS_NUMBER"}
    rows = [{**row, **unclear} if row["mention_id"] in ("labs", "other") else row for row in ALL_MENTIONS]
    settled = Books([_funding()], [_observation()], _mentions(rows)).rows()
    assert (settled["labs"]["disposition"], settled["labs"]["reason"]) == ("fact", "AMBIGUOUS_NUMBER")
    assert (settled["other"]["disposition"], settled["other"]["reason"]) == ("ignored", "AMBIGUOUS_NUMBER")


def test_a_mention_that_breaks_a_rule_stays_in_the_books_without_its_value() -> None:
    negative = {"value_low": Decimal(-7), "value_high": Decimal(-7)}
    mentions = _mentions(
        [{**row, **negative} if row["mention_id"] == "page" else row for row in ALL_MENTIONS]
    )
    held_back = validate("mentions", mentions, DOCUMENTS_READ, "v1").quarantine
    row = ledger(mentions, {}, held_back).to_pylist()[4]
    assert (row["disposition"], row["value_low"], row["unit"]) == ("quarantined", None, None)
    assert row["quarantine_ids"] == sorted(held_back["quarantine_id"].to_pylist())


def test_a_mention_whose_value_no_column_holds_stays_in_the_books() -> None:
    fine = {"value_low": Decimal("0.00000001"), "value_high": Decimal("0.00000001")}
    rows = [{**row, **fine} if row["mention_id"] == "page" else row for row in ALL_MENTIONS]
    mentions = candidate_table(MENTIONS, rows)
    held_back = validate("mentions", mentions, DOCUMENTS_READ, "v1").quarantine
    assert held_back["check_name"].to_pylist() == ["fits", "fits"]
    settled = ledger(mentions, {}, held_back)
    assert settled.schema.equals(arrow_schema(MENTIONS))
    assert settled["disposition"].to_pylist()[4] == "quarantined"
    assert settled["value_low"].to_pylist()[3:5] == [Decimal(5_000_000), None]


def test_a_document_that_is_held_back_takes_its_facts_and_mentions_along() -> None:
    documents = DOCUMENTS_READ.slice(0, 1)  # "second" broke a rule of documents
    mentions = _mentions()
    held_back = validate("mentions", mentions, documents, "v1").quarantine
    assert held_back["check_name"].to_pylist() == ["document_known"]
    settled = ledger(mentions, {"documents": documents}, held_back)
    assert "other" not in settled["mention_id"].to_pylist()
    balance = _by_name(reconcile(documents, mentions, {}, {}, held_back, settled))
    assert _failed(balance) == {}
    assert _failed(_by_name(replay(documents, {}, settled))) == {}
    lost = _by_name(reconcile(documents, mentions, {}, {}, held_back.slice(0, 0), settled))
    assert _failed(lost) == {("mentions", "mentions_add_up"): ("second: 1 mentions, 0 in the ledger",)}


def test_the_ledger_changes_no_input(books: Books) -> None:
    assert books.mentions.equals(_mentions())


def test_the_books_balance(books: Books) -> None:
    outcomes = books.balance()
    assert _failed(outcomes) == {}
    assert all(outcome.severity == "fail" for outcome in outcomes.values())


def test_a_fact_that_is_lost_is_missed(books: Books) -> None:
    failed = _failed(books.balance(valid={**books.valid, "funding": books.valid["funding"].slice(0, 0)}))
    assert set(failed) == {
        ("funding", "rows_add_up"), ("facts", "some_rows_valid"), ("mentions", "fact_mentions_name_facts"),
    }  # fmt: skip


def test_a_quarantined_row_that_is_lost_is_missed(books: Books) -> None:
    failed = _failed(books.balance(quarantine=books.quarantine.slice(0, 0)))
    assert failed[("observations", "rows_add_up")] == (
        "first: 1 candidates, 0 loaded, 0 quarantined, 0 deduplicated, 0 rejected",
    )
    assert failed[("mentions", "quarantined_mentions_name_rows")] == ("year", "labs")


def test_a_mention_that_is_lost_is_missed(books: Books) -> None:
    failed = _failed(books.balance(ledger=books.ledger.slice(0, 5)))
    assert failed[("mentions", "mentions_add_up")] == ("second: 1 mentions, 0 in the ledger",)
    assert failed[("mentions", "digits_in_mentions")] == ("second:12",)


def test_a_mention_ignored_without_a_reason_does_not_count(books: Books) -> None:
    rows = [{**row, "reason": None} for row in books.ledger.to_pylist()]
    failed = _failed(books.balance(ledger=_mentions(rows)))
    assert set(failed) == {("mentions", "mentions_add_up")}


def test_a_digit_outside_every_mention_is_found(books: Books) -> None:
    documents = _documents(
        first=FIRST, second=SECOND + " ٣ and Ⅷ"
    )  # an Arabic digit; a Roman numeral is none
    failed = _failed(books.balance(documents=documents))
    assert failed == {("mentions", "digits_in_mentions"): ("second:27",)}


def test_a_fact_that_names_a_mention_which_is_not_there_is_found(books: Books) -> None:
    valid = {"funding": candidate_table(FUNDING, [_funding(mention_ids=["nowhere"])])}
    failed = _failed(books.balance(valid=valid, candidates={}))
    assert failed[("funding", "facts_name_mentions")] == ("paid",)


def _replayed(funding: Row, mentions: list[Row] | None = None) -> dict[tuple[str, str], tuple[str, ...]]:
    table = {"funding": candidate_table(FUNDING, [funding])}
    return _failed(_by_name(replay(DOCUMENTS_READ, table, _mentions(mentions))))


def test_what_was_read_can_be_replayed() -> None:
    assert _replayed(_funding()) == {}


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"evidence": FIRST[1:48]}, "evidence_in_text"),
        ({"amount_low": Decimal(4)}, "amount_low_replayed"),
        ({"amount_high": Decimal(6_000_000)}, "amount_low_replayed"),
        ({"currency": "USD"}, "amount_low_replayed"),
        ({"mention_ids": ["labs", "year"]}, "amount_low_replayed"),
        ({"mention_ids": ["money"]}, "period_edtf_replayed"),
        ({"period_edtf": "2011"}, "period_edtf_replayed"),
        ({"period_edtf": "2012/2013"}, "period_edtf_replayed"),
        ({"mention_ids": ["money", "year", "other"]}, "mentions_of_document"),
    ],
)
def test_a_fact_that_cannot_be_replayed_is_found(change: Row, check: str) -> None:
    assert _replayed(_funding(**change)) == {("funding", check): ("paid",)}


@pytest.mark.parametrize("edtf", ["2012", "2012/..", "../2012", None])
def test_a_date_may_be_made_of_those_of_its_mentions(edtf: str | None) -> None:
    assert _replayed(_funding(period_edtf=edtf)) == {}


@pytest.mark.parametrize(
    ("name", "change", "check"),
    [
        ("money", {"text": "6 million EUR"}, "words_in_text"),
        ("labs", {"value_low": Decimal(13), "value_high": Decimal(13)}, "read_again"),
        ("labs", {"qualifier": "about"}, "read_again"),
        ("other", {"unit": "USD"}, "read_again"),
        ("year", {"edtf": "2013"}, "read_again"),
    ],
)
def test_a_mention_that_says_something_else_is_found(name: str, change: Row, check: str) -> None:
    rows = [{**row, **change} if row["mention_id"] == name else row for row in ALL_MENTIONS]
    assert _replayed(_funding(), rows)[("mentions", check)] == (name,)


def test_mentions_that_say_something_else_are_told_by_their_ids() -> None:
    rows = [{**row, "qualifier": "about"} if row["mention_id"] == "labs" else row for row in ALL_MENTIONS]
    assert misread(DOCUMENTS_READ, _mentions(rows)) == {"labs"}
    assert misread(DOCUMENTS_READ.slice(0, 0), _mentions(rows)) == set()


def test_words_that_need_their_context_are_noted() -> None:
    rows = [*ALL_MENTIONS, _mention("who", "Nobody", "count", of="second", **_figure(3, None))]
    outcomes = _by_name(replay(DOCUMENTS_READ, {}, _mentions(rows)))
    assert outcomes[("mentions", "read_alone")].sample == ("who",)
    assert outcomes[("mentions", "read_alone")].severity == "warn"
    assert outcomes[("mentions", "read_again")].passed


def test_nothing_is_in_balance() -> None:
    empty = {name: arrow_schema(table).empty_table() for name, table in FACT_TABLES.items()}
    nothing = arrow_schema(MENTIONS).empty_table()
    quarantine = arrow_schema(QUARANTINE).empty_table()
    outcomes = reconcile(_documents(), nothing, empty, empty, quarantine, ledger(nothing, empty, quarantine))
    outcomes += replay(_documents(), empty, nothing)
    assert {outcome.relation for outcome in outcomes} >= set(FACT_TABLES)
    assert all(outcome.passed for outcome in outcomes)
