"""``raw/corrections/*.yml``: what people say of facts, read and checked; ``quality.corrections`` applies it.

A file that is wrong stops the run before anything is written: publishing without it would show readers again
what somebody has rejected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from pipelines.documents.plain_yaml import PlainYamlError, line_of, read_plain
from pipelines.documents.refusal import SourceFault, shown
from pipelines.documents.scan import CORRECTIONS, look_at, printable, read_bytes
from pipelines.documents.sidecar import Text, iso_day
from pipelines.errors import ConfigurationError
from schemas.fields import FACT_TABLES, KIND_TABLE, TEXTS
from schemas.parse import UnreadableError, parse
from schemas.rules import Severity

MAX_BYTES = 1024 * 1024
_ENDINGS = (".yml", ".yaml")
_FIXED = frozenset({"fact_id", "document_id", "evidence", "char_start", "char_end", "rule", "mention_ids"})
Action = Literal["reject", "amend", "confirm", "alias"]
Slots = Mapping[str, object]


def settable(kind: str) -> tuple[str, ...]:
    """The columns of a kind of fact that a correction may name; the days of a date follow from its EDTF."""
    fields = FACT_TABLES[KIND_TABLE[kind]].fields
    return tuple(
        one.name for one in fields if one.name not in _FIXED and not one.name.endswith(("_from", "_to"))
    )


class _Entry(BaseModel):
    """One correction as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    action: Action
    reason: Text
    author: Text
    day: Annotated[date, BeforeValidator(iso_day), Field(alias="date")]
    severity: Severity = "warn"
    fact_id: Text | None = None
    document: Text | None = None
    kind: str | None = None
    quote: Text | None = None
    expect: Mapping[str, Any] = {}
    change: Annotated[Mapping[str, Any], Field(alias="set")] = {}
    name: Text | None = None
    means: Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> _Entry:
        of_alias, of_fact = ("name", "means"), ("fact_id", "document", "kind", "quote", "expect", "change")
        wrong = of_fact if self.action == "alias" else of_alias
        idle = [key for key in wrong if getattr(self, key)]
        if idle:
            raise ValueError(f"{self.action} has no {idle[0]!r}")
        if self.action == "alias":
            if not (self.name and self.means):
                raise ValueError("alias needs name and means")
            return self
        if self.kind not in KIND_TABLE:
            raise ValueError(f"kind is one of {', '.join(KIND_TABLE)}")
        if not (self.fact_id or (self.document and self.quote)):
            raise ValueError("a fact is found by fact_id, or by document and quote")
        if bool(self.change) is not (self.action == "amend"):
            raise ValueError("amend needs set, which nothing else has")
        if not set(self.change) <= set(self.expect):
            raise ValueError("amend needs expect: what is read now in each column that is set")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    corrections: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person says, and where it is written (``source_file`` below raw/, 1-based ``line``).

    ``expect`` and ``change`` hold values of columns, of the columns' own types. ``severity`` is what comes of
    a correction that does not fit any more.
    """

    source_file: str
    line: int
    action: Action
    reason: str
    author: str
    day: date
    severity: Severity = "warn"
    relation: str = ""
    fact_id: str | None = None
    document_id: str | None = None
    quote: str | None = None
    expect: Slots = field(default_factory=dict)
    change: Slots = field(default_factory=dict)
    name: str = ""
    means: str = ""


def load_corrections(raw: Path) -> list[Correction]:
    """All corrections below ``raw``, by file and line; none where there is no such folder.

    Raises ConfigurationError with file, line and key of the first fault.
    """
    root = raw.resolve()
    folder = root / CORRECTIONS
    try:
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise ConfigurationError(f"{CORRECTIONS}/: cannot be read: {error.strerror}") from error
    found: list[Correction] = []
    for path in paths:
        if not path.name.startswith("."):
            found += _read(path, root)
    return found


def _read(path: Path, root: Path) -> list[Correction]:
    name = printable(path.relative_to(root).as_posix())
    if not path.name.endswith(_ENDINGS):
        raise _fault(name, None, "", "is not named *.yml; corrections are")
    try:
        content = read_bytes(look_at(path, root), MAX_BYTES)
        values, lines = read_plain(content, lists=True)
        entries = _File.model_validate(values).corrections if values else ()
    except SourceFault as error:
        raise _fault(name, None, "", error.message) from error
    except PlainYamlError as error:
        raise _fault(name, error.line, error.key, error.problem) from error
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
        first = next((one for one in faults if one["type"] == "extra_forbidden"), faults[0])
        where = tuple(str(part) for part in first["loc"])
        problem = "unknown key" if first["type"] == "extra_forbidden" else first["msg"]
        raise _fault(name, line_of(where, lines), ".".join(where), problem) from error
    return [
        _correction(name, lines.get(("corrections", str(number)), 1), entry)
        for number, entry in enumerate(entries)
    ]


def _correction(name: str, line: int, entry: _Entry) -> Correction:
    common = {"source_file": name, "line": line, "action": entry.action, "reason": entry.reason}
    common |= {"author": entry.author, "day": entry.day, "severity": entry.severity}
    if entry.kind is None:
        return Correction(**common, name=entry.name or "", means=entry.means or "")  # type: ignore[arg-type]
    return Correction(
        **common,  # type: ignore[arg-type]
        relation=KIND_TABLE[entry.kind],
        fact_id=entry.fact_id,
        document_id=entry.document,
        quote=entry.quote,
        expect=_slots(name, line, "expect", entry.kind, entry.expect),
        change=_slots(name, line, "set", entry.kind, entry.change),
    )


def _slots(name: str, line: int, key: str, kind: str, given: Mapping[str, Any]) -> dict[str, object]:
    """``given`` in the types of the kind's columns."""
    table, slots = FACT_TABLES[KIND_TABLE[kind]], {}
    for column, value in given.items():
        if column not in settable(kind):
            known = ", ".join(settable(kind))
            raise _fault(name, line, f"{key}.{column}", f"no column of its own; {kind} has {known}")
        wanted = table.field(column).type
        try:
            slots[column] = [] if value is None and wanted == TEXTS else parse(wanted, value)
        except UnreadableError as error:
            raise _fault(name, line, f"{key}.{column}", f"cannot be read as {wanted}: {value!r}") from error
    return slots


def _fault(name: str, line: int | None, key: str, problem: str) -> ConfigurationError:
    place = shown(name) + (f", line {line}" if line else "") + (f", key {shown(key)!r}" if key else "")
    return ConfigurationError(f"{place}: {shown(problem)}")
