"""Bytes to text: charset, line ends, mojibake. What cannot be read faithfully is refused with its place."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import chardet
import ftfy

from pipelines.documents.refusal import Code, SourceFault

# UTF-32's little-endian mark begins with UTF-16's, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\x7fELF", b"\x1f\x8b", b"{\\rtf", b"GIF8", b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0", b"\xfd7zXZ", b"7z\xbc\xaf", b"SQLite format 3\x00",
)  # fmt: skip
_SAMPLE = 50_000  # characters looked at where a share is wanted, not a proof
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE = 0.3  # of characters that no text has
_LEGACY_BINARY_SHARE = 0.01  # a legacy charset has none, damaged or not
_MIN_CONFIDENCE = (
    0.1  # chardet's own, which is low for Latin scripts: `_doubt` and the evidence below guard it
)
_MIN_EVIDENCE = 3  # bytes above 127: from fewer, every Latin charset looks the same
_C1 = re.compile(r"[\x80-\x9f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = "A-Za-z\u00c0-\u024f"
_OTHER_SCRIPT = "\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff"  # Greek, Cyrillic, Hebrew, Arabic
_MIXED = re.compile(f"[{_LATIN}][{_OTHER_SCRIPT}]|[{_OTHER_SCRIPT}][{_LATIN}]")
_NEVER_ALONE = frozenset("ÿþðÞÐß")  # Latin letters that no language writes as a word
# Charsets that hide other letters in ASCII bytes, so that being valid UTF-8 says nothing.
_SEVEN_BIT = ("iso2022", "hz", "utf-7")
# The bytes of one character make two or more, all beyond ASCII, but for a no-break space that became a space;
# this spares most lines ftfy's own, slower look.
_MAY_BE_MOJIBAKE = re.compile(r"[^\x00-\x7f]{2}|[ÂÃ] ")
_REPAIRS = ftfy.TextFixerConfig(
    replace_lossy_sequences=False,
    fix_c1_controls=False,
    uncurl_quotes=False,
    normalization=None,
    explain=False,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A source's text as it is stored, and the charset it was read in."""

    text: str
    charset: str


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of ``content``: no byte-order mark, LF line ends, mojibake repaired, all else as it came.

    A byte-order mark goes first, then valid UTF-8, then the declared charset where it gives plausible text,
    then chardet's guess where it does. Raises SourceFault BINARY_SOURCE or BAD_ENCODING with a byte offset.
    """
    text, charset = _decode(content, declared)
    text = _refuse_binary(text).replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(repair_mojibake(text), charset)


def _decode(content: bytes, declared: str | None) -> tuple[str, str]:
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], charset, len(mark)), charset
    _refuse_signature(content)
    wide = _wide_charset(content)
    if wide is not None:
        return _strict(content, wide), wide
    if declared is not None and content.isascii() and declared.startswith(_SEVEN_BIT):
        return _strict(content, declared), declared
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _legacy(content, declared, _bad_encoding("utf-8", error.start, content))


def _strict(content: bytes, charset: str, skipped: int = 0) -> str:
    try:
        text = content.decode(charset)
        text.encode("utf-8")  # a lone surrogate could not be stored
    except UnicodeDecodeError as error:
        raise _bad_encoding(charset, error.start, content, skipped) from error
    except UnicodeError as error:
        raise SourceFault(Code.BAD_ENCODING, f"is not valid {charset}: {error}", value=charset) from error
    return text


def _bad_encoding(charset: str, at: int, content: bytes, skipped: int = 0) -> SourceFault:
    place = skipped + at
    value = content[at : at + 4].hex(" ")
    return SourceFault(Code.BAD_ENCODING, f"is not valid {charset} at byte {place} ({value})", place, value)


def _refuse_binary(text: str) -> str:
    """``text``, or BINARY_SOURCE where too much of it is what no text has."""
    sample = text[:_SAMPLE]
    odd = {char for char in set(sample) if _is_odd(char)}
    if odd and sum(map(sample.count, odd)) > _BINARY_SHARE * len(sample):
        first = min(map(sample.index, odd))
        place = len(sample[:first].encode("utf-8"))
        raise _binary("most of it is controls or characters that are none", place, sample[first])
    return text


def _is_odd(char: str) -> bool:
    if char < "\x80":
        return _CONTROLS.match(char) is not None
    return unicodedata.category(char) in ("Cc", "Cn", "Co")


def _refuse_signature(content: bytes) -> None:
    for signature in _SIGNATURES:
        if content.startswith(signature):
            raise _binary("begins like a file of another format", 0, signature.decode("latin-1"))


def _binary(why: str, place: int, found: str) -> SourceFault:
    value = found.encode("unicode_escape").decode("ascii")
    return SourceFault(Code.BINARY_SOURCE, f"is no text: {why} ({value} at byte {place})", place, value)


def _wide_charset(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, which would pass for UTF-8 full of NULs."""
    if b"\0" not in content[:_SAMPLE]:
        return None
    guess = chardet.detect(content)
    charset = (guess["encoding"] or "").lower()
    return charset if charset.startswith(("utf-16", "utf-32")) else None


def _legacy(content: bytes, declared: str | None, invalid: SourceFault) -> tuple[str, str]:
    """Text in a charset older than UTF-8; ``invalid`` is raised where there is no plausible one."""
    _refuse_controls(content)
    if _is_damaged_utf8(content):
        raise invalid
    for charset in filter(None, (declared, _guess(content))):
        try:
            text = _strict(content, charset)
        except SourceFault:
            continue
        if _doubt(text) is None:
            return text, charset
    tried = f", and {declared} gives no words" if declared else "; say its `charset` in the sidecar"
    raise SourceFault(invalid.code, invalid.message + tried, invalid.place, invalid.value)


def _refuse_controls(content: bytes) -> None:
    sample = content[:_SAMPLE].decode("latin-1")
    controls = _CONTROLS.findall(sample)
    if controls and (b"\0" in content or len(controls) > _LEGACY_BINARY_SHARE * len(sample)):
        raise _binary("neither UTF-8 nor free of control bytes", sample.index(controls[0]), controls[0])


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether it was UTF-8 once: at least as many good multi-byte characters as bad bytes."""
    good = content.decode("utf-8", "ignore")
    high = len(good) - len(good.encode("ascii", "ignore"))
    return high >= len(content) - len(good.encode("utf-8"))


def _guess(content: bytes) -> str | None:
    if sum(byte > 127 for byte in content[:_SAMPLE]) < _MIN_EVIDENCE:
        return None
    guess = chardet.detect(content)
    return guess["encoding"] if guess["confidence"] >= _MIN_CONFIDENCE else None


def _doubt(text: str) -> str | None:
    """Why ``text`` looks read in the wrong charset; None where it does not.

    The marks of it: C1 controls, words of two scripts, Latin words mostly of accented letters, and words
    whose capitals are the wrong way round (KOI8-R read as Windows-1251).
    """
    if _C1.search(text):
        return "control characters"
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii()]
    if _share(words, _has_two_scripts) > 0.1:
        return "words of two scripts"
    if _share(words, _is_all_accents) > 0.3:
        return "words of accented letters only"
    if _share([word for word in words if not word.islower() and not word.isupper()], _is_swapped) > 0.5:
        return "capitals the wrong way round"
    return None


def _share(words: list[str], mark: Callable[[str], bool]) -> float:
    return sum(map(mark, words)) / len(words) if words else 0.0


def _has_two_scripts(word: str) -> bool:
    return _MIXED.search(word) is not None


def _is_all_accents(word: str) -> bool:
    accents = sum("\u00c0" <= char <= "\u024f" for char in word)
    return accents > 0.6 * len(word) if len(word) > 1 else word in _NEVER_ALONE


def _is_swapped(word: str) -> bool:
    return word[0].islower() and word[1:].isupper()


def repair_mojibake(text: str) -> str:
    """``text`` with UTF-8 that was once read as something else repaired; lines without it as they are."""
    lines = text.split("\n")
    return "\n".join(map(_repair_line, lines)) if any(map(_MAY_BE_MOJIBAKE.search, lines)) else text


def _repair_line(line: str) -> str:
    if _MAY_BE_MOJIBAKE.search(line):
        # of ftfy only this: all else of a text is as its publisher wrote it
        return ftfy.fix_encoding(line, _REPAIRS)
    return line
