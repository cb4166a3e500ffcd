"""Bytes to text: charset, line ends, mojibake. What cannot be read faithfully is refused with its place."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

import chardet
import ftfy
from ftfy.badness import is_bad

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
_ESCAPED = re.compile("[\udc80-\udcff]")  # undecodable bytes after errors="surrogateescape"
_HIGH = re.compile(r"[^\x00-\x7f]")
_REPAIRS = ftfy.TextFixerConfig(
    unescape_html=False, remove_terminal_escapes=False, fix_encoding=True, restore_byte_a0=True,
    replace_lossy_sequences=False, decode_inconsistent_utf8=True, fix_c1_controls=False, fix_latin_ligatures=False,
    fix_character_width=False, uncurl_quotes=False, fix_line_breaks=False, fix_surrogates=False,
    remove_control_chars=False, normalization=None, explain=False,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A source's text as it is stored, and the charset it was read in."""

    text: str
    charset: str


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of ``content``: no byte-order mark, LF line ends, mojibake repaired, all else as it came.

    A byte-order mark goes first, then valid UTF-8, then the declared charset where it gives plausible text, then
    chardet's guess where it does. Raises SourceFault BINARY_SOURCE or BAD_ENCODING with a byte offset.
    """
    text, charset = _decode(content, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(repair_mojibake(text), charset)


def _decode(content: bytes, declared: str | None) -> tuple[str, str]:
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _whole(_strict(content[len(mark) :], charset, len(mark))), charset
    _refuse_signature(content)
    wide = _wide_charset(content)
    if wide is not None:
        return _whole(_strict(content, wide)), wide
    if declared is not None and not _is_ascii_based(declared):
        return _whole(_strict(content, declared)), declared
    try:
        return _whole(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        return _legacy(content, declared, error)


def _strict(content: bytes, charset: str, skipped: int = 0) -> str:
    try:
        text = content.decode(charset)
        text.encode("utf-8")  # a lone surrogate could not be stored
    except UnicodeDecodeError as error:
        raise _bad_encoding(charset, skipped + error.start, content[error.start : error.start + 4]) from error
    except UnicodeError as error:
        raise SourceFault(Code.BAD_ENCODING, f"is not valid {charset}: {error}", value=charset) from error
    return text


def _bad_encoding(charset: str, place: int, found: bytes, hint: str = "") -> SourceFault:
    value = " ".join(f"0x{byte:02x}" for byte in found)
    return SourceFault(
        Code.BAD_ENCODING, f"is not valid {charset} at byte {place} ({value}){hint}", place, value
    )


def _whole(text: str) -> str:
    """``text``, or BINARY_SOURCE where too much of it is what no text has."""
    sample = text[:_SAMPLE]
    odd = [at for at, char in enumerate(sample) if _is_odd(char)]
    if odd and len(odd) > _BINARY_SHARE * len(sample):
        place = len(text[: odd[0]].encode("utf-8"))
        raise _binary(
            f"{len(odd)} of its first {len(sample)} characters are none of a text", place, sample[odd[0]]
        )
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


def _is_ascii_based(charset: str) -> bool:
    """Whether plain ASCII bytes mean themselves there; else valid UTF-8 says nothing against it."""
    probe = "".join(map(chr, range(32, 127)))
    try:
        return probe.encode("ascii").decode(charset) == probe
    except UnicodeError:
        return False


def _legacy(content: bytes, declared: str | None, invalid: UnicodeDecodeError) -> tuple[str, str]:
    controls = _CONTROLS.search(content[:_SAMPLE].decode("latin-1"))
    if controls is not None:
        share = len(_CONTROLS.findall(content[:_SAMPLE].decode("latin-1"))) / min(len(content), _SAMPLE)
        if share > _LEGACY_BINARY_SHARE or b"\0" in content:
            raise _binary("neither UTF-8 nor free of control bytes", controls.start(), controls.group())
    damaged = _bad_encoding("utf-8", invalid.start, content[invalid.start : invalid.start + 4])
    if _is_damaged_utf8(content):
        raise damaged
    for charset in filter(None, (declared, _guess(content))):
        try:
            text = _strict(content, charset)
        except SourceFault:
            continue
        if _doubt(text) is None:
            return text, charset
    hint = f", and neither is {declared} plausible" if declared else "; say its `charset` in the sidecar"
    raise _bad_encoding("utf-8", invalid.start, content[invalid.start : invalid.start + 4], hint)


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether it was UTF-8 once: at least as many good multi-byte characters as bad bytes."""
    text = content.decode("utf-8", "surrogateescape")
    bad = len(_ESCAPED.findall(text))
    return len(_HIGH.findall(text)) - bad >= bad


def _guess(content: bytes) -> str | None:
    if sum(byte > 127 for byte in content[:_SAMPLE]) < _MIN_EVIDENCE:
        return None
    guess = chardet.detect(content)
    return guess["encoding"] if guess["confidence"] >= _MIN_CONFIDENCE else None


_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"[A-Za-zÀ-ɏ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ɏ]|[A-Za-zÀ-ɏ][Ͱ-Ͽ]{2}|[Ͱ-Ͽ]{2}[A-Za-zÀ-ɏ]")
_SWAPPED = re.compile(r"^[^\W\d_A-Z](?=.*[^\W\d_a-z])")


def _doubt(text: str) -> str | None:
    """Why ``text`` looks read in the wrong charset; None where it does not.

    The marks of it: C1 controls, words of two scripts, Latin words mostly of accented letters, and words whose
    capitals are the wrong way round (KOI8 read as Windows-1251).
    """
    if re.search(r"[\x80-\x9f]", text):
        return "control characters"
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if _HIGH.search(word)]
    if not words:
        return None
    if sum(_MIXED.search(word) is not None for word in words) > 0.1 * len(words):
        return "words of two scripts"
    if sum(_is_accents_only(word) for word in words) > 0.3 * len(words):
        return "words of accented letters only"
    long = [word for word in words if len(word) > 3]
    if long and sum(word[0].islower() and word[1:].isupper() for word in long) > 0.3 * len(long):
        return "capitals the wrong way round"
    return None


def _is_accents_only(word: str) -> bool:
    """Whether a Latin-script word has more accented letters than plain ones, beyond what languages have."""
    accents = sum("\u00c0" <= char <= "\u024f" for char in word)
    if len(word) == 1:
        return char_is_rare(word)
    return accents > 0.6 * len(word)


def char_is_rare(char: str) -> bool:
    """Whether no language writes this Latin letter as a word of its own."""
    return char in "ÿþðÿÞÐßµ×÷"


def repair_mojibake(text: str) -> str:
    """``text`` with UTF-8 that was once read as something else repaired; lines without it as they are."""
    if text.isascii():
        return text
    lines = text.split("\n")
    return "\n".join(ftfy.fix_encoding(line, _REPAIRS) if is_bad(line) else line for line in lines)
