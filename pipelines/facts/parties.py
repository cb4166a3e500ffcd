"""Who takes part: countries and bodies in a stretch of a sentence, and lists of them taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipelines.facts.home import codes
from pipelines.facts.reading import View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation, word_file, word_set
from pipelines.mentions.name import Name
from pipelines.mentions.name_words import is_body_word

_CAPITAL = re.compile(r"\b[A-Z]")
_BEFORE_ACRONYM = ("(", "e.V. (", "e. V. (")
_MEMBERS = re.compile(r"\s(?:countries|member\s+states|member\s+countries|nations)\b")
_LONGEST_LINK = 9
# "with DAAD and CSIR | scientists visit Germany", "with Chile, Agence Sud | reports": neither is a party.
_OF_ANOTHER_CLAUSE = re.compile(rf"\s{alternation('parties', 'people_of', 'tellers')}\b")
_NEAR = 24
_ARTICLE = re.compile(
    r"[\s,;]*(?:(?:and|the|a|an|company|companies|firm|firms|corporation|publisher|with|as well as)\s+)*"
    r"[\"“«]?"
)
_PREPOSITION = re.compile(
    r"\b(?:of|to|with|in|from|for|at|by|under|on|between|among|through|into|against|like|as)\s+"
    r"(?:the\s+|its\s+|a\s+)?$",
    re.IGNORECASE,
)
# "The presidents of the Academy and of the University signed …": the bodies did.
_SPEAKING_FOR = re.compile(
    r"\b(?:consortium|coalition|alliance|group|partnership|governments?|ministers|presidents?|rectors?|directors?|"
    r"heads?|delegations?|missions?|chairm[ae]n|leaders|chiefs|representatives|delegates)\s+(?:of|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# Alternatives that begin with a letter are looked for by it, several times as fast as behind a "\\b".
_GROUPS = re.compile(
    "|".join(
        rf"{group[0]}(?<!\w{group[0]}){re.escape(group[1:])}\b"
        for group in sorted(word_file("groups"), key=len, reverse=True)
    )
)
# What stands between two items of a list, remarks in brackets left out.
_WORDS = re.compile(r"[\w.'-]+|[;:]")
_OF_GROUPS = frozenset(group.split()[0] for group in word_file("groups"))
# What an item of a list says in passing: remarks in brackets, the year it is of.
_REMARKS = re.compile(r"\([^)]*\)|'s\b|(?:\b(?:in|since)\s)?\b(?:1[89]|20)\d\d\b")
# Legal forms that are written in small letters or with points, behind the name.
_LEGAL_FORM = re.compile(
    r"\s(?:d\.\s?o\.\s?o\.|s\.\s?r\.\s?o\.|a\.\s?s\.|e\.\s?V\.|[NB]\.V\.?|S\.[ALR]\.|A/S|GmbH|AS|AB|Oy|Lda\.?|Ltda\.?|Ltd\.?|"
    r"Inc\.?|S\.r\.l\.|SpA|LLC|AG)(?!\w)"
)
# What behind a country in a list of bodies shows that it only says where the last one is.
_PLACED = re.compile(r"\s?(?:[;(.)]|\Z)|,?\s(?:and|as\swell\sas)\s(?:with\s)?the\s|,\s(?:the|with)\s")
_SEMICOLON = re.compile(r";(?=\s(?:and|with|the|as\swell\sas)\s)")
_OF_BODY = re.compile(r"\b(?:of|for|at)\s+(?:the\s+)?([A-Z].*)$", re.DOTALL)
_ALONG = re.compile(r"\b(?:together|along|jointly)\swith\s(?:the\s|its\s)?$")
_AND_THEN = re.compile(r"\band\s(?:(?:also|then|later|thus|has|have|had|is|was)\s){0,2}\Z")
_FINITE = re.compile(r"(?:\s?\([^)]*\))?,?\s(?:also\s)?(?:[a-z-]{3,}(?:s|ed)|is|are|was|were|has|have)\s")
_SEVERAL_BODIES = re.compile(
    r"\s(?:[a-z]+\s){0,2}?(?:academies|governments|ministries|ministers|presidents|universities|institutes|councils|"
    r"agencies|foundations|institutions|societies|sides|parties|delegations|authorities)\b"
)
_FIELDS, _WORDS_OF = word_set("person_names", "subjects") | {"and", "the"}, re.compile(r"[\w-]+")
_CABINET = re.compile(r"minister|secretary of state", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Z-]{2,9}")
_JOINT = re.compile(r"(?:\s?\([^()]{2,40}\))?,?\s(?:and|with)\s(?:the\s|its\s)?")
_IN_PLACE = re.compile(r",?\s(?:in|at|of)\s(?:the\s)?|,\s")
_BESIDE = 2  # names on each side
_OF = ("of", "of the")
_GENITIVE = ("'s ", "’s ")
_NUMBER_WORDS = (
    *("two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, start=2)}
_COUNTED = re.compile(
    rf"\b(?:these|the|all|all the)\s+(?:said\s+)?(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+"
    rf"(?:\w+\s+)?{alternation('parties', 'counted')}\b",
    re.IGNORECASE,
)


class Party(NamedTuple):
    """One party: a state (``code``) or a body (``organization``, with the ``countries`` it belongs to).

    ``international`` marks a body that is known to be of no one country.
    """

    start: int
    end: int
    code: str | None = None
    organization: str | None = None
    countries: tuple[str, ...] = ()
    international: bool = False


def party(view: View, name: Name) -> Party | None:
    """The party that ``name`` is; None for what cannot be one. A definite description is resolved first."""
    if name.kind in ("country", "government", "city"):
        adjective = name.kind == "country" and name.form == "adjective"
        adjective = (
            adjective or view.slice(name.start - 4, name.start).lower() == "non-"
        )  # "non-EU countries"
        if adjective or name.kind == "city" or _possesses(view, name) is not None:
            return None
        return Party(name.start, name.end, name.code)
    if name.kind == "organization" or (
        name.kind == "phrase" and (name.head or "").startswith("organization")
    ):
        meant = view.reading.meant(name)
        if meant is name and name.kind == "phrase":
            return None
        known = meant.form == "known" and not meant.countries
        whose = codes(meant) or () if known else codes(meant) or _owner(view, name)
        return Party(name.start, name.end, None, meant.called, whose, known)
    if name.kind == "role":
        return _of_office(name) or _of_holder(view, name)
    return None


def _possesses(view: View, name: Name) -> Name | None:
    """The body that a country is only said to have: "France's CNRS"."""
    if not view.reading.text.startswith(_GENITIVE, name.end):
        return None
    at = name.end + len("'s ")
    return next((each for each in view.names if each.start == at and each.kind == "organization"), None)


def _owner(view: View, name: Name) -> tuple[str, ...]:
    """The country whose body ``name`` is said to be: "Argentina's National Research Council"."""
    if view.slice(name.start - 3, name.start) not in _GENITIVE:
        return ()
    return next((codes(each)[:1] for each in view.names if each.end == name.start - len("'s ")), ())


def _of_office(name: Name) -> Party | None:
    """The state or body that the holder of an office speaks for: "President of Chile", "Rector of the …
    University".
    """
    states = [inner for inner in name.nested if inner.code and inner.is_state]
    complement = _OF_BODY.search(name.name)
    cabinet = _CABINET.search(name.name) is not None
    body = not cabinet and complement is not None and any(map(is_body_word, complement[1].split()))
    if states and not body:
        return Party(name.start, name.end, states[0].code)
    if complement is None or cabinet or _FIELDS.issuperset(_WORDS_OF.findall(complement[1].lower())):
        return None  # "Commissioner for Innovation, Research and Youth"
    return Party(name.start, name.end, None, complement[1], name.countries)


def _of_holder(view: View, name: Name) -> Party | None:
    """The body whose name stands before an office: "CERN Director-General Ana Souza" speaks for CERN."""
    holder = next((person for person in view.people if person.start <= name.start < person.name.start), None)
    if holder is None or not holder.organization or _CABINET.search(name.name):
        return None
    if not name.name.startswith(holder.organization):
        return None
    body = replace(name, kind="organization", name=holder.organization, head=None, nested=())
    told = (each for each in view.reading.places.get(holder.organization, ()) if each.full)
    meant = next(told, None) or (body if body.name.isupper() else view.reading.meant(body))
    return Party(name.start, name.end, None, meant.called, codes(meant))


def parties(view: View, start: int, end: int) -> list[Party]:
    """The parties named in ``[start, end)``, in order."""
    found: list[Party] = []
    names = view.between(start, end)
    for number, name in enumerate(names):
        if found and view.slice(found[-1].end, name.start).strip() in _BEFORE_ACRONYM:
            continue  # the acronym of the name before it
        near = names[max(0, number - _BESIDE) : number + _BESIDE + 1]
        each = party(view, name) or _acronym_beside(view, name, near)
        if each is not None:
            found.append(each)
    return found


def _acronym_beside(view: View, name: Name, near: Sequence[Name]) -> Party | None:
    """An acronym that nothing explains, beside a body: "AKRA and the University of Oslo signed …"."""
    if name.kind != "phrase" or name.head or _ACRONYM.fullmatch(name.name) is None:
        return None
    for other in near:
        gap = (name.end, other.start) if other.start > name.start else (other.end, name.start)
        if other.kind == "organization" and _JOINT.fullmatch(view.slice(*gap)):
            return Party(name.start, name.end, None, name.called)
    return None


def both(view: View, start: int, end: int) -> tuple[str, ...]:
    """The countries that ``[start, end)`` means without naming them, else nothing.

    "Both sides" are the page's two countries, "these five countries" and "the Members" the last list of so
    many, "the Nordic countries" those of the lexicon.
    """
    if len(view.reading.home) == 2 and view.words("parties.both", start, end):
        return view.reading.home
    if adjectives := _two_of_a_kind(view, start, end):
        return adjectives
    said = view.slice(start, end)
    if any(word in said for word in _OF_GROUPS):
        for group in _GROUPS.finditer(said):
            return word_file("groups")[group[0]]
    counted = _COUNTED.search(said) if view.words("parties.counted") else None
    if counted is None:
        return ()
    number = counted["number"].lower()
    least = int(number) if number.isdigit() else _NUMBERS.get(number, 3)
    return view.reading.listed_before(start + counted.start(), least)


def _two_of_a_kind(view: View, start: int, end: int) -> tuple[str, ...]:
    """The countries of "the French and Peruvian academies": two adjectives before bodies or their heads."""
    said = [name for name in view.between(start, end, "country") if name.form == "adjective" and name.code]
    for one, other in pairwise(said):
        joined = view.slice(one.end, other.start) in (" and ", "-", "–", " and the ")
        if joined and _SEVERAL_BODIES.match(view.reading.text, other.end, view.end):
            return tuple(dict.fromkeys((one.code or "", other.code or "")))
    return ()


def _plain(view: View, name: Name, start: int) -> Party | None:
    """The party that a capitalised phrase without a head is ("Siemens"), where little stands between it and
    ``start``.
    """
    plain = name.kind == "phrase" and not name.head and len(name.name) > 2 and not _is_number(name.name)
    between = _REMARKS.sub("", view.slice(start, name.start))
    if not plain or len(between) > _NEAR or not _ARTICLE.fullmatch(between):
        return None
    form = _LEGAL_FORM.match(view.reading.text, name.end, view.end)
    end = form.end() if form is not None else name.end
    return Party(name.start, end, None, name.full or view.slice(name.start, end))


def _is_number(word: str) -> bool:
    """Whether a word that opens a sentence is a number: "Fifty-two"."""
    return all(part in word_set("numerals") for part in word.lower().split("-"))


def listed(view: View, start: int, end: int, phrases: bool = False) -> list[Party]:
    """The parties of the list that begins right at ``start``: it ends where something else comes between two.

    ``phrases``: a plain capitalised phrase may open the list or stand in it ("a contract with Siemens").
    """
    found: list[Party] = []
    position = start
    for name in view.between(start, end):
        if name.kind == "country" and (
            name.form == "adjective" or _MEMBERS.match(view.reading.text, name.end)
        ):
            continue  # "with EU countries, such as …"
        between = view.slice(position, name.start)
        if found and between.count("(") > between.count(")") and between.lstrip().startswith("("):
            continue  # a remark in brackets on the item before
        if found and found[-1].organization and name.kind == "country" and between.strip() in _OF:
            position = name.end
            continue  # whose the item before it is: "TUBITAK of Turkey"
        if found and name.kind == "city" and _IN_PLACE.fullmatch(between):
            position = name.end
            continue  # where the item before it is
        if found and found[-1].organization and between == ", " and _is_place(view, name):
            placed = found[-1].countries or codes(name)
            found[-1], position = found[-1]._replace(end=name.end, countries=placed), name.end
            continue
        if found and (not linked(between) or _subject_of_its_own(view, name)):
            break
        if found and between == ", " and _where(found[-1], name):
            position = name.end
            continue
        each = party(view, name)
        if each is None and phrases:
            each = _plain(view, name, position)
        if each is not None:
            found.append(each)
        elif found and name.kind not in ("person", "role"):
            break
        position = name.end if found else position
    return found


def _is_place(view: View, name: Name) -> bool:
    """Whether a name behind a body and a comma says where that is: "the Royal Society, London; …"."""
    if name.kind == "city":
        return True
    return name.kind == "country" and _PLACED.match(view.reading.text, name.end, view.end) is not None


def _where(body: Party, name: Name) -> bool:
    """Whether the state behind a body says where that is: "with DAAD, Germany"."""
    return body.organization is not None and name.kind == "country" and name.code in body.countries


def _subject_of_its_own(view: View, name: Name) -> bool:
    """Whether a name behind a list is what a further clause is about: "with Chile, Agence Sud reports"."""
    return _OF_ANOTHER_CLAUSE.match(view.reading.text, name.end) is not None


def linked(text: str) -> bool:
    """Whether only links, brackets' remarks and offices stand between two items of a list."""
    words = _WORDS.findall(_SEMICOLON.sub(" ", _REMARKS.sub("", text)))
    links = word_set("parties", "list_links", "list_words")
    return all(word.lower() in links or word[0].isupper() for word in words) and len(words) <= _LONGEST_LINK


_MET = re.compile(r"\s(?:visited|met(?:\swith)?|hosted|received|welcomed)\s(?:the\s)?\Z")


def subjects(view: View, start: int, before: int, phrases: bool = False, first: bool = False) -> list[Party]:
    """Who does what the verb at ``before`` says: the parties before it that no preposition subordinates.

    "Having no contacts to Chile, Peru signed …" gives Peru; "Chile and Peru signed …" both. ``phrases``:
    where there are none, a plain capitalised phrase opening the sentence is the subject ("Siemens signed …").
    ``first``: the subject of the first verb of several.
    """
    found: list[Party] = []
    position = start
    for each in parties(view, start, before):
        if view.slice(start, each.start).count("(") > view.slice(start, each.start).count(")"):
            continue  # a remark in brackets
        lead = view.slice(max(start, each.start - 24), each.start)
        joined = found and _ALONG.search(lead)
        if _PREPOSITION.search(lead) and not _SPEAKING_FOR.search(lead) and not joined:
            position = each.end
            continue
        between = view.slice(position, each.start)
        if found and not joined and not linked(between):
            if first or (_AND_THEN.search(view.slice(each.end, before)) and _FINITE.match(between)):
                break  # "A hosts B and is a member of C": still A
            if not _MET.search(between):  # "A visited B and signed …": both
                found.clear()  # the subject of an earlier verb
        found.append(each)
        position = each.end
    if not found and phrases:
        opening = view.between(start, before)[:1]
        plain = _plain(view, opening[0], start) if opening else None
        verb = view.words("agreements.concluding", plain.end, plain.end + _NEAR) if plain is not None else []
        return [plain] if plain is not None and verb else []
    return found


def countries_of(found: Iterable[Party]) -> tuple[str, ...]:
    """The countries of all parties, in order, each once."""
    return tuple(
        dict.fromkeys(code for each in found for code in ((each.code,) if each.code else each.countries))
    )


def organizations_of(found: Sequence[Party]) -> tuple[str, ...]:
    """The bodies among the parties, in order, each once."""
    known = lexicon().organizations
    called: dict[str, str] = {}
    for body in (each.organization for each in found if each.organization):
        called.setdefault(known[body].name if body in known else body, body)
    short = {"".join(_CAPITAL.findall(body)) for body in called.values() if " " in body}
    return tuple(body for body in called.values() if body not in short)  # "… Organisation … EMBO"


def with_home(view: View, found: tuple[str, ...]) -> tuple[str, ...]:
    """``found`` with the page's own country first, where the page has one."""
    return tuple(dict.fromkeys((*view.reading.home[:1], *found)))
