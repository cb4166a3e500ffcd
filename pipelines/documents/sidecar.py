"""``NAME.yml`` beside a source: where it is from, whose it is, how many facts are expected of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import pycountry
import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from pipelines.documents.refusal import Code, SourceFault, shown
from schemas.fields import FACT_TABLES

MAX_BYTES = 64 * 1024
_NOTHING = ("", "~", "null")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Codecs of Python that turn bytes into text but are no charset.
_NO_CHARSET = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})


def _iso_day(value: object) -> object:
    # pydantic alone would read "2022" as seconds since 1970
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("should be a day as YYYY-MM-DD")
    return value


Text = Annotated[str, Field(min_length=1, max_length=1000)]


class Expected(BaseModel):
    """How many facts of one table a source should give, both ends included."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    min: Annotated[int, Field(ge=0)] | None = None
    max: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Expected:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is more than max {self.max}")
        return self


class Sidecar(BaseModel):
    """What is known of a source besides its text. Every key may be left out; an unknown one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    publisher: Text | None = None
    title: Text | None = None
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>\"']+$", max_length=2000)] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    licence: Text | None = None
    published: Annotated[date, BeforeValidator(_iso_day)] | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    charset: str | None = None
    expect: Mapping[str, Expected] = {}

    @field_validator("country")
    @classmethod
    def _known_country(cls, value: str | None) -> str | None:
        if value is not None and value != "EU" and pycountry.countries.get(alpha_2=value) is None:
            raise ValueError("is no ISO 3166-1 alpha-2 code")
        return value

    @field_validator("charset")
    @classmethod
    def _known_charset(cls, value: str | None) -> str | None:
        return None if value is None else charset_name(value)

    @field_validator("expect")
    @classmethod
    def _known_tables(cls, value: Mapping[str, Expected]) -> Mapping[str, Expected]:
        unknown = sorted(set(value) - set(FACT_TABLES))
        if unknown:
            raise ValueError(f"has no table {unknown[0]!r}; known: {', '.join(FACT_TABLES)}")
        return value


def charset_name(value: str) -> str:
    """Python's name of a charset; ValueError where it is none."""
    try:
        name = codecs.lookup(value).name
        "".encode(name)  # LookupError for codecs of bytes to bytes
    except (LookupError, ValueError, UnicodeError) as error:
        raise ValueError("is no charset that Python knows") from error
    if name.replace("_", "-") in _NO_CHARSET:
        raise ValueError("is no charset")
    return name


def parse_sidecar(content: bytes, name: str) -> Sidecar:
    """The sidecar in ``content``; ``name`` is its file, for the message.

    Raises SourceFault BAD_SIDECAR with file, line and key. Scalars are read as text first, so
    ``country: NO`` is Norway and not false. Aliases are refused: none is needed, and a few lines of them make
    gigabytes.
    """
    try:
        text = content.decode("utf-8-sig")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise _fault(name, None, "", "has a YAML alias (`*name`), which no sidecar needs")
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except UnicodeDecodeError as error:
        raise _fault(name, None, "", f"is not UTF-8 at byte {error.start}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise _fault(name, line, "", f"is not valid YAML: {error.problem or error.context}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _fault(name, None, "", f"is not valid YAML: {' '.join(str(error).split())[:200]}") from error
    if node is None:
        return Sidecar()
    if not isinstance(node, yaml.MappingNode):
        raise _fault(name, node.start_mark.line + 1, "", "should be `key: value` lines")
    return _validated(node, name)


def _validated(node: yaml.MappingNode, name: str) -> Sidecar:
    lines: dict[tuple[str, ...], int] = {}
    values = _mapping(node, (), lines, name)
    try:
        return Sidecar.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = tuple(str(part) for part in first["loc"])
        known = next((where[:size] for size in range(len(where), 0, -1) if where[:size] in lines), ())
        key = ".".join(where)
        problem = "unknown key" if first["type"] == "extra_forbidden" else first["msg"]
        raise _fault(name, lines.get(known), key, problem, _value(first["input"])) from error


def _mapping(
    node: yaml.MappingNode, above: tuple[str, ...], lines: dict[tuple[str, ...], int], name: str
) -> dict[str, Any]:
    """The mapping as plain text values, empty ones left out; ``lines`` notes where each key stands."""
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _fault(name, line, "", "has a key that is no plain word")
        key: str = key_node.value
        where = (*above, key)
        if where in lines:
            raise _fault(name, line, ".".join(where), f"stands twice, first in line {lines[where]}")
        lines[where] = line
        if isinstance(value_node, yaml.MappingNode):
            values[key] = _mapping(value_node, where, lines, name)
        elif isinstance(value_node, yaml.ScalarNode):
            empty = value_node.style is None and value_node.value in _NOTHING
            values[key] = None if empty else value_node.value
        else:
            raise _fault(name, line, ".".join(where), "should be one value, not a list")
    return values


def _value(value: object) -> str:
    return value if isinstance(value, str) else ""


def _fault(name: str, line: int | None, key: str, problem: str, value: str = "") -> SourceFault:
    place = f"sidecar {shown(name)}" + (f", line {line}" if line else "")
    place += f", key {shown(key)!r}" if key else ""
    found = f" (found {shown(value[:80])!r})" if value else ""
    return SourceFault(Code.BAD_SIDECAR, f"{place}: {shown(problem)}{found}", line, value or key)
