"""Every column of the staged tables, once: name, Arrow type, unit, meaning, codes and bounds.

What belongs here: the shape of a row. The pandera models (``schemas.facts`` and its neighbours), the Parquet
files between the Dagster assets, the DuckDB comments and the data dictionary are all made from these tables.
What does not: how a row is read (``pipelines``) or how it is stored (``sql``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
DAY = pa.date32()
OFFSET = pa.int32()
FIGURE = pa.decimal128(38, 6)  # six places hold a ratio, 32 digits hold any sum of money

STATUS = ("actual", "planned", "proposed", "negated")
QUALIFIER = ("exact", "range", "over", "under", "about")
INSTRUMENT = (
    "agreement", "memorandum", "protocol", "treaty", "contract", "declaration", "programme", "decree",
)  # fmt: skip
EVENT_KIND = ("meeting", "visit", "conference", "competition", "training", "award", "other")
INSTITUTION_KIND = (
    "centre", "laboratory", "commission", "network", "organization", "university", "fund", "other",
)  # fmt: skip
MENTION_KIND = ("money", "percent", "count", "ratio", "duration", "date", "identifier", "other")
CORRECTION_ACTION = ("reject", "amend", "confirm", "alias")
CORRECTION_OUTCOME = ("applied", "gone", "lapsed", "ambiguous", "invalid")
DISPOSITION = ("fact", "quarantined", "ignored")


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``codes`` closes the set of values; ``low`` and ``high`` are inclusive bounds."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True
    unit: str | None = None
    codes: tuple[str, ...] | None = None
    code_list: str | None = None  # a code list too long to spell out: "iso3166", "iso4217"
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A staged table: what one row is (``grain``), what tells rows apart (``key``), its columns in order."""

    name: str
    grain: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field called ``name``; KeyError where the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no column {name!r}")


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of ``table``, nullability and descriptions included."""
    return pa.schema(
        [
            pa.field(column.name, column.type, column.nullable, metadata={"description": column.description})
            for column in table.fields
        ]
    )


def _period(prefix: str, meaning: str) -> tuple[Field, Field, Field]:
    return (
        Field(f"{prefix}_edtf", TEXT, f"{meaning}, as EDTF (ISO 8601-2)"),
        Field(f"{prefix}_from", DAY, f"first day covered by {prefix}_edtf; null where that side is open"),
        Field(f"{prefix}_to", DAY, f"last day covered by {prefix}_edtf; null where that side is open"),
    )


def _countries(meaning: str) -> Field:
    described = meaning + " (ISO 3166-1 alpha-2, EU for the Union)"
    return Field("countries", TEXTS, described, False, code_list="iso3166")


_ORGANIZATIONS = "names of organisations as the text gives them: "
_POINTS = "code points"
_SPAN = (
    Field("char_start", OFFSET, "where it starts in the stored text", False, _POINTS, low=Decimal(0)),
    Field("char_end", OFFSET, "where it ends in the stored text, half-open", False, _POINTS, low=Decimal(0)),
)
_COMMON = (
    Field("fact_id", TEXT, "stable id: the same text and the same code give the same id", False),
    Field("document_id", TEXT, "the source file's path below raw/, without its ending", False),
    Field("evidence", TEXT, "the exact text the fact stands on, verbatim", False),
    *_SPAN,
    Field("status", TEXT, "whether it happened, is planned, proposed, or negated", False, codes=STATUS),
    Field("rule", TEXT, "name of the extraction rule that made the fact", False),
)
# Staged only: which mentions of the ledger the fact used. The public views leave it out.
_MENTIONS = (Field("mention_ids", TEXTS, "mentions (figures, dates) that the fact was read from", False),)
_QUALIFIER = Field("qualifier", TEXT, "how the figure was said", False, codes=QUALIFIER)


def _figure(name: str, meaning: str, unit: str) -> Field:
    return Field(name, FIGURE, meaning, unit=unit, low=Decimal(0))


def _fact(name: str, grain: str, *fields: Field) -> Table:
    return Table(name, grain, ("fact_id",), (*_COMMON, *fields, *_MENTIONS))


DOCUMENTS = Table(
    "documents",
    "one row a source text",
    ("document_id",),
    (
        Field("document_id", TEXT, "the source file's path below raw/, without its ending", False),
        Field("source_file", TEXT, "the source file's path below raw/", False),
        Field("other_files", TEXTS, "further files below raw/ with the same bytes", False),
        Field("title", TEXT, "the text's title, from its sidecar or its first line"),
        Field("publisher", TEXT, "who published the text, from its sidecar"),
        Field("url", TEXT, "where the text was published, from its sidecar"),
        Field("published_date", DAY, "the day of publication, from the sidecar or the text's dateline"),
        Field("language", TEXT, "ISO 639-1 code of the text's language"),
        Field("content_sha256", TEXT, "SHA-256 of the file's bytes, hexadecimal", False),
        Field("text_sha256", TEXT, "SHA-256 of the stored text in UTF-8, hexadecimal", False),
        Field("char_count", OFFSET, "length of the stored text", False, "code points", low=Decimal(1)),
        Field("text", TEXT, "the stored text, decoded and repaired; offsets count its code points", False),
    ),
)

MENTIONS = Table(
    "mentions",
    "one row a figure or date that a text mentions",
    ("mention_id",),
    (
        Field("mention_id", TEXT, "stable id: a hash of the document, the span and the kind", False),
        Field("document_id", TEXT, "the document that mentions it", False),
        *_SPAN,
        Field("text", TEXT, "the words of the mention, verbatim", False),
        Field("mention_kind", TEXT, "what kind of figure or date it is", False, codes=MENTION_KIND),
        _figure("value_low", "lower bound of the figure; null where open or ambiguous", "see unit"),
        _figure("value_high", "upper bound of the figure; null where open or ambiguous", "see unit"),
        Field("qualifier", TEXT, "how the figure was said", codes=QUALIFIER),
        Field("unit", TEXT, "currency code, `percent`, `ratio`, a unit of time, or the plural noun counted"),
        Field("edtf", TEXT, "the date as EDTF; null for figures and where ambiguous"),
        Field("date_from", DAY, "first day covered by edtf"),
        Field("date_to", DAY, "last day covered by edtf"),
        Field("disposition", TEXT, "what became of the mention", False, codes=DISPOSITION),
        Field("fact_ids", TEXTS, "facts that were read from it", False),
        Field("quarantine_ids", TEXTS, "quarantined rows that were read from it", False),
        Field("reason", TEXT, "why it is no fact (furniture, names, repeats, unattached, …) or has no value"),
    ),
)

AGREEMENTS = _fact(
    "agreements", "one row a statement of a formal instrument between parties",
    Field("instrument", TEXT, "the form of the instrument", codes=INSTRUMENT),
    Field("title", TEXT, "the instrument's title as the text gives it"),
    _countries("the parties' countries, those of party organisations included"),
    Field("organizations", TEXTS, _ORGANIZATIONS + "parties that are no state", False),
    *_period("signed", "when it was signed or concluded"),
    *_period("valid", "the term it is in force for"),
)  # fmt: skip

EVENTS = _fact(
    "events", "one row a statement of something that took place, or will, at a time",
    Field("event_kind", TEXT, "what kind of event it is", False, codes=EVENT_KIND),
    Field("name", TEXT, "the event's name as the text gives it"),
    *_period("date", "when it takes place"),
    Field("city", TEXT, "the city it takes place in"),
    Field("place_country", TEXT, "the country it takes place in (ISO 3166-1 alpha-2)", code_list="iso3166"),
    _countries("countries taking part"),
    Field("organizations", TEXTS, _ORGANIZATIONS + "taking part or organising", False),
    Field("people", TEXTS, "names of the people taking part", False),
)  # fmt: skip

FUNDING = _fact(
    "funding", "one row a statement of an amount of money given, spent or promised",
    _figure("amount_low", "lower bound of the amount; null for an open side", "currency"),
    _figure("amount_high", "upper bound of the amount; null for an open side", "currency"),
    Field("currency", TEXT, "ISO 4217 code", False, code_list="iso4217"),
    _QUALIFIER,
    Field("funder", TEXT, "who gives, as the text names it"),
    Field("recipient", TEXT, "who receives, as the text names it"),
    Field("programme", TEXT, "the programme it is given under"),
    Field("purpose", TEXT, "what it is given for, in words of the text"),
    *_period("period", "the time the amount is for"),
    _countries("the giver's and the receiver's countries"),
)  # fmt: skip

OBSERVATIONS = _fact(
    "observations", "one row a statement of any other figure on cooperation",
    _figure("value_low", "lower bound of the figure; null for an open side", "see unit"),
    _figure("value_high", "upper bound of the figure; null for an open side", "see unit"),
    _QUALIFIER,
    Field("unit", TEXT, "`percent`, `ratio`, a unit of time, or the plural noun counted", False),
    Field("measure", TEXT, "what is measured, in a few words of the text"),
    Field("programme", TEXT, "the programme it is said of"),
    *_period("period", "the time the figure is for"),
    _countries("the countries it is said of"),
)  # fmt: skip

PROGRAMMES = _fact(
    "programmes", "one row a statement that a programme, scheme or initiative exists, runs or is joined",
    Field("name", TEXT, "the programme's name as the text gives it"),
    Field("acronym", TEXT, "its acronym where the text gives one"),
    *_period("period", "the time it runs"),
    _countries("the countries it is said of"),
    Field("organizations", TEXTS, _ORGANIZATIONS + "running it", False),
)  # fmt: skip

INSTITUTIONS = _fact(
    "institutions", "one row a statement of a body set up, opened or at work for the cooperation",
    Field("name", TEXT, "the body's name as the text gives it"),
    Field("institution_kind", TEXT, "what kind of body it is", False, codes=INSTITUTION_KIND),
    *_period("established", "when it was set up"),
    _countries("where it is and whose it is"),
    Field("organizations", TEXTS, _ORGANIZATIONS + "founders and hosts", False),
)  # fmt: skip

MEMBERSHIPS = _fact(
    "memberships", "one row a statement of who belongs to, joins, leaves or takes part in what",
    Field("member", TEXT, "an alpha-2 code where the member is a state, else the organisation's name", False),
    Field("organization", TEXT, "what it belongs to, as the text names it", False),
    *_period("since", "since when, or for what time"),
)  # fmt: skip

PROJECTS = _fact(
    "projects", "one row a statement of an identified project",
    Field("code", TEXT, "the project's code, as in B-1872"),
    Field("title", TEXT, "the project's title as the text gives it"),
    Field("organizations", TEXTS, _ORGANIZATIONS + "carrying it out", False),
    _countries("countries taking part"),
    Field("funder", TEXT, "who pays for it, as the text names it"),
    *_period("period", "the time it runs"),
)  # fmt: skip

PEOPLE = _fact(
    "people", "one row a statement of a person's role",
    Field("name", TEXT, "the person's name, no title before it", False),
    Field("role", TEXT, "the office or role, as the text names it"),
    Field("organization", TEXT, "the body the role is held in"),
    Field("country", TEXT, "the person's country (ISO 3166-1 alpha-2)", code_list="iso3166"),
)  # fmt: skip

QUARANTINE = Table(
    "quarantine",
    "one row a failed check of a row or source that was held back",
    ("quarantine_id",),
    (
        Field("quarantine_id", TEXT, "stable id: a hash of the row held back and the check it failed", False),
        Field("relation", TEXT, "the table it was meant for; `sources` for a file that was refused", False),
        Field("document_id", TEXT, "the document it is from"),
        Field("char_start", OFFSET, "where the evidence starts in the stored text", unit=_POINTS),
        Field("char_end", OFFSET, "where the evidence ends in the stored text, half-open", unit=_POINTS),
        Field("evidence", TEXT, "the exact text the row stands on"),
        Field("check_name", TEXT, "the check that failed", False),
        Field("column_name", TEXT, "the column that failed"),
        Field("value", TEXT, "the offending value, as text"),
        Field("rule", TEXT, "the extraction rule that made the row"),
        Field("rule_version", TEXT, "version of the extraction's code and lexicon"),
        Field("row_json", TEXT, "the whole row as JSON", False),
    ),
)

CORRECTIONS = Table(
    "corrections",
    "one row a correction by a person and a fact it was applied to, or one that could not be applied",
    ("correction_id",),
    (
        Field("correction_id", TEXT, "a hash of the correction, the fact, its place among all", False),
        Field("source_file", TEXT, "the file below raw/ that says it", False),
        Field("line", OFFSET, "the line of that file where it begins", False, low=Decimal(1)),
        Field("action", TEXT, "what it does to the fact", False, codes=CORRECTION_ACTION),
        Field("outcome", TEXT, "what came of it; all but applied: the fact is as it was read", False,
              codes=CORRECTION_OUTCOME),
        Field("relation", TEXT, "the table of the fact"),
        Field("document_id", TEXT, "the document of the fact"),
        Field("fact_id", TEXT, "the fact; null where none was found"),
        Field("evidence", TEXT, "the exact text the fact stands on; else the words it was looked for by"),
        Field("changes", TEXT, "what is said instead of what was read, column by column; null for none"),
        Field("reason", TEXT, "why, as its author says", False),
        Field("author", TEXT, "who says so", False),
        Field("corrected_on", DAY, "the day it was said", False),
        Field("message", TEXT, "why it could not be applied; null where it was"),
        Field("row_json", TEXT, "the fact as it was read, as JSON; null where none was found"),
    ),
)  # fmt: skip

FACT_TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        AGREEMENTS, EVENTS, FUNDING, OBSERVATIONS, PROGRAMMES, INSTITUTIONS, MEMBERSHIPS, PROJECTS, PEOPLE,
    )
}  # fmt: skip
TABLES: Mapping[str, Table] = {
    **{table.name: table for table in (DOCUMENTS, MENTIONS, QUARANTINE, CORRECTIONS)},
    **FACT_TABLES,
}
# A fact's kind, as the contract names it, to the table that holds it.
KIND_TABLE: Mapping[str, str] = {
    "agreement": "agreements",
    "event": "events",
    "funding": "funding",
    "observation": "observations",
    "programme": "programmes",
    "institution": "institutions",
    "membership": "memberships",
    "project": "projects",
    "person": "people",
}
