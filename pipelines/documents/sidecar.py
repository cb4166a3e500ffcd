"""``NAME.yml`` beside a source: where it is from, whose it is, how many facts are expected of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from pipelines.documents.plain_yaml import PlainYamlError, line_of, read_plain
from pipelines.documents.refusal import Code, SourceFault, shown
from schemas.codes import codes
from schemas.expectations import Expected, known_tables
from schemas.fields import FACT_TABLES

MAX_BYTES = 64 * 1024
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Codecs of Python that turn bytes into text but are no charset.
_NO_CHARSET = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})


def iso_day(value: object) -> object:
    # pydantic alone would read "2022" as seconds since 1970
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("should be a day as YYYY-MM-DD")
    return value


Model = TypeVar("Model", bound=BaseModel)
Text = Annotated[str, Field(min_length=1, max_length=1000)]


class Sidecar(BaseModel):
    """What is known of a source besides its text. Every key may be left out; an unknown one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    publisher: Text | None = None
    title: Text | None = None
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>\"']+$", max_length=2000)] | None = None
    language: str | None = None
    licence: Text | None = None
    published: Annotated[date, BeforeValidator(iso_day)] | None = None
    country: str | None = None
    charset: str | None = None
    expect: Mapping[str, Expected] = {}

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str | None) -> str | None:
        if value is not None and value not in codes("iso639"):
            raise ValueError("is no ISO 639-1 code, such as en")
        return value

    @field_validator("country")
    @classmethod
    def _known_country(cls, value: str | None) -> str | None:
        if value is not None and value not in codes("iso3166"):
            raise ValueError("is no ISO 3166-1 alpha-2 code")
        return value

    @field_validator("charset")
    @classmethod
    def _known_charset(cls, value: str | None) -> str | None:
        return None if value is None else charset_name(value)

    @field_validator("expect")
    @classmethod
    def _known_tables(cls, value: Mapping[str, Expected]) -> Mapping[str, Expected]:
        return known_tables(value, tuple(FACT_TABLES))


class FolderExpect(BaseModel):
    """``_expect.yml`` in a folder: how many facts all sources in it and below should give together."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    expect: Mapping[str, Expected]

    @field_validator("expect")
    @classmethod
    def _known_tables(cls, value: Mapping[str, Expected]) -> Mapping[str, Expected]:
        return known_tables(value, tuple(FACT_TABLES))


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

    Raises SourceFault BAD_SIDECAR with file, line and key.
    """
    return _parsed(Sidecar, content, name)


def parse_folder_expect(content: bytes, name: str) -> FolderExpect:
    """What ``_expect.yml`` says of its folder. Raises SourceFault BAD_SIDECAR with file, line and key."""
    return _parsed(FolderExpect, content, name)


def _parsed(model: type[Model], content: bytes, name: str) -> Model:
    try:
        values, lines = read_plain(content, lists=False)
    except PlainYamlError as error:
        raise _fault(name, error.line, error.key, error.problem) from error
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = tuple(str(part) for part in first["loc"])
        problem = "unknown key" if first["type"] == "extra_forbidden" else first["msg"]
        line = line_of(where, lines)
        raise _fault(name, line, ".".join(where), problem, _value(first["input"])) from error


def _value(value: object) -> str:
    return value if isinstance(value, str) else ""


def _fault(name: str, line: int | None, key: str, problem: str, value: str = "") -> SourceFault:
    place = f"sidecar {shown(name)}" + (f", line {line}" if line else "")
    place += f", key {shown(key)!r}" if key else ""
    found = f" (found {shown(value[:80])!r})" if value else ""
    return SourceFault(Code.BAD_SIDECAR, f"{place}: {shown(problem)}{found}", line, value or key)
