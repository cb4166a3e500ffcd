"""Bytes to text: every charset a source may come in, and nothing changed that was right."""

from __future__ import annotations

import codecs

import pytest

from pipelines.documents.decode import decode, repair_mojibake
from pipelines.documents.refusal import Code, SourceFault

RUSSIAN = "Соглашение о сотрудничестве в области науки подписано в Минске в 2012 году.\nКомиссия работает."
FRENCH = "L’accord a été signé à Genève en 2012.\nLes chercheurs français étaient déjà présents."
POLISH = "Umowa o współpracy naukowej została podpisana w Łodzi.\nŚrodki są większe niż rok wcześniej."
ENGLISH = "The “joint” plan – the ministry’s – was signed in 2012.\nIt’s worth £5 million."
CHINESE = "中华人民共和国政府与白俄罗斯政府签署了科学技术合作协定。双方将联合开展研究项目。"


def fault(content: bytes, declared: str | None = None) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        decode(content, declared)
    return caught.value


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (RUSSIAN, "cp866"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (CHINESE, "gb18030"),
        (CHINESE, "big5"),
        (RUSSIAN, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        ("The plan was signed in 2012 and the Commission met twice. " * 3, "utf-16-le"),
        (RUSSIAN, "utf-8"),
    ],
)
def test_a_text_without_mark_or_sidecar_is_read_in_its_charset(text: str, charset: str) -> None:
    text = text.encode(charset, "ignore").decode(charset)
    assert decode(text.encode(charset)).text == text


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, charset: str) -> None:
    assert decode(mark + FRENCH.encode(charset), "cp1251").text == FRENCH


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-8-sig"])
def test_line_ends_become_lf(end: str, charset: str) -> None:
    assert decode(f"one{end}{end}two{end}Genève".encode(charset)).text == "one\n\ntwo\nGenève"


@pytest.mark.parametrize(
    ("text", "real", "declared"),
    [
        (FRENCH, "utf-8", "cp1252"),
        (RUSSIAN, "utf-8", "koi8-r"),
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "cp1251", "cp1252"),
        (RUSSIAN, "cp1251", "koi8-r"),
        (RUSSIAN, "koi8-r", "cp1251"),
        (FRENCH, "cp1252", "cp1251"),
        (RUSSIAN, "utf-16-le", "cp1251"),
        (ENGLISH, "cp1252", "latin-1"),
    ],
)
def test_a_wrongly_declared_charset_makes_no_mojibake(text: str, real: str, declared: str) -> None:
    assert decode(text.encode(real), declared).text == text


def test_the_declared_charset_decides_where_the_bytes_alone_do_not() -> None:
    content = "Café Zürich".encode("cp1252")
    assert fault(content).code is Code.BAD_ENCODING
    assert decode(content, "cp1252").text == "Café Zürich"
    assert decode("日本語の文章".encode("iso2022_jp"), "iso2022_jp").text == "日本語の文章"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"signed \xff\xfe in 2012", 7),
        ("Genève ".encode() + b"\xff" + " and Zürich".encode(), 8),
        ("Genève, Zü".encode()[:-1], 10),
        (b"\xef\xbb\xbfabc\xff", 6),
        (b"\xff\xfea\x00b", 4),
        (b"lone surrogate \xed\xa0\x80 here", 15),
    ],
)
def test_what_no_charset_explains_is_refused_with_its_byte(content: bytes, place: int) -> None:
    found = fault(content)
    assert (found.code, found.place) == (Code.BAD_ENCODING, place)
    assert f"byte {place}" in found.message


def test_damaged_utf8_is_not_taken_for_the_declared_charset() -> None:
    found = fault(("São Paulo and Köln met. " * 3).encode() + b"\xff", "cp1252")
    assert (found.code, found.place) == (Code.BAD_ENCODING, len(("São Paulo and Köln met. " * 3).encode()))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%plain ascii follows\n",
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"PK\x03\x04" + bytes(40),
        bytes(range(256)) * 4,
        bytes(500),
        b"\x01\x02\x03\x04" * 100,
        b"text then \xe9\x00\xe8\x00\x01\x02",
    ],
)
def test_binary_is_refused_as_such(content: bytes) -> None:
    found = fault(content)
    assert found.code is Code.BINARY_SOURCE
    assert found.place is not None
    assert fault(content, "latin-1").code is Code.BINARY_SOURCE


@pytest.mark.parametrize(
    "text",
    [
        "NUL \0 in a line of text",
        "bidi \u202eabc\u202c and zero-width\u200b\u200d\u2060 and \ufeff inside",
        "“curly” ‘quotes’ – dash, nbsp\xa0here, thin\u2009space, soft\xadhyphen",
        "ﬁnal ﬂow, ｆｕｌｌ width １２, ½, №, Å Å",
        "Café and Cafe\u0301: NFC and NFD",
        "&amp; stays, \x1b[1m stays, \x85 and \u2028 stay",
        "Université d’Évry, São Tomé, Łódź, Đà Nẵng, İzmir, Þórshöfn",
        "ÎLE-DE-FRANCE, À PROPOS, ÉTÉ",
    ],
)
def test_what_is_right_stays_as_it_is(text: str) -> None:
    assert decode(text.encode()).text == text


def test_mojibake_is_repaired_and_only_its_lines() -> None:
    right = "Le café “Łódź” – 20\xa0€"
    for wrong_charset in ("cp1252", "latin-1"):
        broken = "Académie des sciences à Genève".encode().decode(wrong_charset)
        assert repair_mojibake(f"{right}\n{broken}\n{right}") == (
            f"{right}\nAcadémie des sciences à Genève\n{right}"
        )
    lost = "Il est à Genève, voilà tout".encode().decode("cp1252").replace("\xa0", " ")
    assert repair_mojibake(lost) == "Il est à Genève, voilà tout"
    assert repair_mojibake("voilÃ  tout") == "voilà tout"
    assert repair_mojibake("the People’s Republic".encode().decode("cp1252")) == "the People’s Republic"
