"""Persons, with the office each holds, told by titles, offices and appositions around capitalised phrases.

"Dr. A. Karim, Secretary of the Ministry of …", "President of the Republic of … B. Saidov", "Latvian innovator
Peter …", "…, said Ana Souza". A capitalised phrase with none of these beside it is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation
from pipelines.mentions.name import Name
from pipelines.mentions.runs import UPPER

_NAME = re.compile(rf"(?:(?:[{UPPER}]\.[ -]?)+)?[{UPPER}][\w'.-]+(?: (?:[{UPPER}][\w'.-]*|{alternation('people', 'particles')}))*")
_INITIALED = re.compile(rf"(?:[{UPPER}]\.[ -]?){{1,3}}[{UPPER}][\w'-]+$")
_DESCRIBED = re.compile(rf"(?:\w[\w&-]* ){{0,3}}{alternation('people', 'descriptions')},? $", re.IGNORECASE)
_REPORTS = re.compile(rf"\s+(?:(?:has|have|had|also|then|further) )?{alternation('people', 'reporting')}\b")
_REPORTED = re.compile(rf"\b{alternation('people', 'reporting')} $")
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Person:
    """A person and the office the text gives: ``start`` to ``end`` spans name and office."""

    name: Name
    start: int
    end: int
    role: str | None = None
    organization: str | None = None
    country: str | None = None


@cache
def _titles() -> re.Pattern[str]:
    forms = sorted(map(re.escape, lexicon().titles), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:(?:{'|'.join(forms)})[ ,]+(?:the )?)+$")


@cache
def _leading_titles() -> re.Pattern[str]:
    forms = sorted(map(re.escape, lexicon().titles), key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(forms)}|[A-Z]{{2,4}}) )+(?=[{UPPER}])")


@cache
def _role() -> str:
    """Every office as an alternation, with its modifiers ("First Deputy Minister", "former director")."""
    words = lexicon()
    roles = "|".join(sorted((re.escape(form) for form in words.roles), key=len, reverse=True))
    modifiers = "|".join(sorted((re.escape(form) for form in words.role_modifiers), key=len, reverse=True))
    return rf"(?:(?:{modifiers})[ -])*(?:{roles})"


@cache
def _apposition() -> re.Pattern[str]:
    """An office right after a name: ", the Belarusian Deputy Prime Minister", " (Director of …", ", who heads"."""
    return re.compile(rf"(?:,| \(|,? who is|,? as)? ?(?:the |a |an |its )?((?:[\w'&.-]+ ){{0,4}}?)({_role()})(?!\w)", re.IGNORECASE)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({_role()})(?!\w)", re.IGNORECASE)


def find_people(text: str, names: Sequence[Name]) -> tuple[list[Name], list[Person]]:
    """``names`` with persons told apart from other phrases, and the persons with their offices."""
    found: list[Name] = []
    people: list[Person] = []
    for index, name in enumerate(names):
        if name.kind == "role":
            person = _after_office(text, name)
        elif name.kind in ("phrase", "organization", "event") and name.head is None:
            person = _by_surroundings(text, name, names, index)
        else:
            person = None
        if person is None:
            found.append(name)
            continue
        people.append(person)
        if name.kind == "role" and person.name.start > name.start:
            found.append(replace(name, end=person.name.start, name=text[name.start : person.name.start].strip(" ,")))
        found.append(person.name)
    return found, people


def _is_name(phrase: str) -> bool:
    """Whether ``phrase`` has the shape of a person's name: one to five capitalised words, particles between."""
    if phrase.count(" ") >= _LONGEST or any(character.isdigit() or character in "&/" for character in phrase):
        return False
    return _NAME.fullmatch(phrase) is not None and not phrase.isupper()


def _person(text: str, start: int, end: int) -> Name | None:
    leading = _leading_titles().match(text, start, end)
    start = leading.end() if leading else start
    phrase = text[start:end]
    return Name("person", start, end, phrase) if _is_name(phrase) else None


def _after_office(text: str, name: Name) -> Person | None:
    """The person at the end of an office: "Russian President Vladimir …", "Minister of Health A. Karim"."""
    offices = list(_office().finditer(text, name.start, name.end))
    if not offices:
        return None
    last = offices[-1]
    rest = text[last.end() : name.end]
    if not rest.strip():
        return None
    complement = re.match(r" (?:of|for|to)\b", rest)
    if complement is None:
        start = last.end() + 1
        who = _person(text, start, name.end)
        return None if who is None or rest[0] != " " else _with_office(text, who, name, last.start(), last.end(), name.start)
    initialed = _INITIALED.search(rest)
    states = [inner for inner in name.nested if inner.kind == "country" and inner.start > last.end()]
    if initialed:
        start = last.end() + initialed.start()
    elif states and states[-1].end < name.end and states[-1].form != "adjective":
        start = states[-1].end + 1
    else:
        return None
    who = _person(text, start, name.end)
    return None if who is None else _with_office(text, who, name, last.start(), start - 1, name.start)


def _with_office(text: str, who: Name, name: Name, office: int, office_end: int, start: int) -> Person:
    """``who`` with the office ``text[office:office_end]``, which ``name`` (from ``start``) begins before."""
    role, organization = _split_office(text, office, office_end, name.nested)
    before = text[start:office].strip(" ,")
    inner = [other for other in name.nested if other.code or other.countries]
    country = next((other.code or other.countries[0] for other in inner), None)
    if before and not organization and not any(other.kind == "country" and other.end <= office for other in inner):
        organization = before
    return Person(who, start, who.end, role, organization, country)


def _split_office(text: str, start: int, end: int, nested: Sequence[Name]) -> tuple[str, str | None]:
    """An office and the body it is held in: "Secretary of the Academy …" → ("Secretary", "Academy …")."""
    phrase = text[start:end].strip(" ,")
    found = re.match(rf"({_role()})(?: (of|for|to|at) (?:the )?(.+))?$", phrase, re.IGNORECASE | re.DOTALL)
    if found is None or found[3] is None:
        return phrase, None
    complement_at = start + phrase.index(found[3])
    for inner in nested:
        if inner.start <= complement_at + 4 and inner.kind in ("country", "government"):
            return found[1], None
    body = next((inner for inner in nested if inner.start <= complement_at and inner.kind == "organization"), None)
    if body is not None or _looks_like_body(found[3]):
        return found[1], found[3]
    without_state = next((inner.start for inner in reversed(nested) if inner.kind == "country"), None)
    if without_state is not None and without_state > complement_at:
        phrase = re.sub(r"\s+(?:of|for)(?: the)?$", "", text[start:without_state].strip(" ,"))
    return phrase, None


def _looks_like_body(phrase: str) -> bool:
    words = lexicon().org_heads
    return any(word in words for word in re.findall(r"[\w-]+", phrase)) or phrase.isupper()


def _by_surroundings(text: str, name: Name, names: Sequence[Name], index: int) -> Person | None:
    """The person that title, office, description or verb beside a capitalised phrase make of it."""
    who = _person(text, name.start, name.end)
    if who is None:
        return None
    before = text[max(0, name.start - 60) : name.start]
    titled = _titles().search(before) is not None or who.start > name.start
    several = " " in who.name or "." in who.name
    office = _apposition().match(text, name.end, name.end + 90) if titled or several else None
    if office is not None and (office[0][0] in ",( " and (titled or office[0][0] != " ")):
        return _apposed(text, who, office, names, index)
    if titled:
        return Person(who, name.start, name.end, country=None)
    if not several:
        return None
    described = _DESCRIBED.search(before)
    if described is not None:
        role = described[0].strip(" ,")
        adjective = names[index - 1] if index and names[index - 1].end > name.start - 40 else None
        country = adjective.code if adjective is not None and adjective.kind == "country" else None
        return Person(who, name.start, name.end, _without_article(role), None, country)
    if _REPORTS.match(text, name.end) or _REPORTED.search(before):
        return Person(who, name.start, name.end)
    return None


def _without_article(role: str) -> str:
    return re.sub(r"^(?:the|a|an|by|with|of|and|including|especially) ", "", role, flags=re.IGNORECASE)


def _apposed(text: str, who: Name, office: re.Match[str], names: Sequence[Name], index: int) -> Person:
    """``who`` with the office that follows: its complement is the body or state named right after it."""
    start, end = office.start(2), office.end(2)
    role, organization, country = office[2], None, None
    before = office[1].strip()
    for other in names[index + 1 : index + 6]:
        if other.end <= start and other.kind == "country":
            country = other.code
        elif other.start <= start < other.end:  # the office is a capitalised phrase itself
            end = max(end, other.end)
            role, organization = _split_office(text, start, other.end, other.nested)
            country = country or next((inner.code for inner in other.nested if inner.code), None)
        elif re.fullmatch(r",? ?(?:of|for|at|to|in|with)?(?: the)? ?", text[end : other.start]) and other.start > end:
            if other.kind in ("organization", "phrase") and organization is None:
                organization, end = other.name, other.end
                country = country or (other.countries[0] if other.countries else None)
            elif other.kind in ("country", "government"):
                country, end = country or other.code, other.end
            else:
                break
        elif other.start > end:
            break
    if before and before[0].isupper() and organization is None and country is None:
        organization = before
    return Person(who, who.start, max(end, who.end), role, organization, country)
