"""Rules on documents: what is stored is what was hashed and counted."""

from __future__ import annotations

import hashlib
from datetime import date

from schemas.codes import codes
from schemas.fields import DOCUMENTS
from schemas.rules import Context, Rule, is_sha256, rules_of


def _counted(_: Context, count: int | None, text: str | None) -> bool:
    return count is None or text is None or count == len(text)


def _hashed(_: Context, digest: str | None, text: str | None) -> bool:
    return digest is None or text is None or digest == hashlib.sha256(text.encode()).hexdigest()


def _language(_: Context, language: str | None) -> bool:
    return language is None or language in codes("iso639")


def _web_address(_: Context, url: str | None) -> bool:
    return url is None or url.startswith(("https://", "http://"))


def _past(context: Context, day: date | None) -> bool:
    return day is None or context.today is None or day <= context.today


def _named_after_file(_: Context, document_id: str | None, source_file: str | None) -> bool:
    return document_id is None or source_file is None or source_file.startswith(document_id)


RULES: tuple[Rule, ...] = (
    *rules_of(DOCUMENTS),
    Rule("sha256", ("content_sha256",), "content_sha256 is a SHA-256", is_sha256),
    Rule("text_hash", ("text_sha256", "text"), "text_sha256 is the hash of the stored text", _hashed),
    Rule("text_length", ("char_count", "text"), "char_count is the length of the stored text", _counted),
    Rule(
        "named_after_file",
        ("document_id", "source_file"),
        "document_id begins source_file",
        _named_after_file,
    ),
    Rule("language_code", ("language",), "language is of ISO 639-1", _language),
    Rule("web_address", ("url",), "url is a web address", _web_address),
    Rule("not_in_future", ("published_date",), "published_date is not after the run's day", _past, "warn"),
)
