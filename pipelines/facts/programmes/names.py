"""Where a sentence names a programme: by its head, quoted, or in a list after "programmes"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.naming import ACRONYM, SmallHead, items, small_heads
from pipelines.facts.programmes.brackets import short_behind, spelled_out
from pipelines.facts.programmes.placed import firm
from pipelines.facts.programmes.programme import (
    COMPLEMENT,
    HEAD,
    HEADS,
    Programme,
    adjective,
    definite,
    ends_in_head,
    generic,
    keys_of,
    owned_by,
    owners,
    told,
)
from pipelines.facts.reading import View
from pipelines.facts.rules import when
from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.name import Name

_SMALL_WORDS = re.compile(r"(?:\s+[a-z][\w-]*){0,8}")
_JOINING = frozenset({"of", "and", "for", "the", "in", "on", "to"})
_CODE_FOLLOWS = re.compile(
    r"(?!\s(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b)(?:-|\s)[A-Z]{0,3}\d{2,}[\w/-]*\d\b(?<!\s20\d\d)"
)
_QUOTED = re.compile(r"\s[\"“«‘']\w")
_SINGULAR = re.compile(r"\b(?:Programme|Program|Scheme|Initiative|Fellowship|Scholarship)\b")
_COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|some|various)\s(?:new\s|other\s|further\s)?$"
)
_TRAINING = ("Training Programme", "Training Program", "Exchange Programme", "Exchange Program")
_PAIR = re.compile(r"[A-Z][a-z]+[-–][A-Z][a-z]+(?:an|ese|ish|ic|i|ch|sh|ian)")
_LISTS = re.compile(r",\s(?:and\s)?|\sand\s")
_VERSION = re.compile(r"\s(?:\d{1,2}(?:\.\d)?|I{1,3}|IV|VI?)(?=\s)")
# "The U.S.-India initiative on Critical Technology": what it is on belongs to the name.
_ON = re.compile(r"\s(?:on|for)\s(?:the\s)?[A-Z][\w-]+(?:\s(?:(?:and|of|in|for|the|&)\s)*[A-Z][\w-]+)*")
_ALLIED = frozenset(
    {"Alliance", "Partnership", "Partnerships", "Network", "Bridge", "Bridges", "Hub", "Hubs"}
)
_SCHEME = re.compile(r"(?:scheme|initiative|fellowship)\b")
_NO_PROGRAMMES = ("person", "event", "instrument", "government")
_ORDINAL = re.compile(
    r"(?:\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)\s+$"
)
# "… Action II/External Window": what follows a known programme's name and belongs to it.
_PART = re.compile(
    r"\s(?:[IVX]+(?:-?[A-C])?\s)?[A-Z][a-z]+(?:[-–/][A-Z][a-z]+)+|"
    r"\s(?:[A-Z][\w./&-]*\s){0,3}?(?:(?:Key\s)?Actions?|Window|Fellowships?|"
    r"Scholarships?|Strand|Pillar|Phase)\b(?:\s(?:[IVX]+|\d+)\b)?(?:/[A-Z]\w*(?:\s[A-Z]\w*)"
    r"*)?"
)
_NO_NAME = re.compile(rf"(?i:[\d\W]*|.{{1,2}}|(?:\d*\s)?(?:{alternation('programmes', 'degrees')})\.?)")
_DEFINITE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Aa])\s(?:[\w–—'-]+\s){0,4}\Z")
_OPENS_LIST = re.compile(
    rf"(?:(?:\s[a-z]+){{0,3}}?\s*(?:[:–—(]\s|\s-\s|,?\s{alternation('programmes', 'listing')}:?\s|"
    r"\s?\()|\s(?=[A-Z]))\s*(?:the\s)?"
)


@when("programme", "instrument", "event")
def headed(view: View) -> Iterator[Programme]:
    """Capitalised names with a programme's head, and those that the lexicon knows."""
    for name in view.names:
        training = name.kind == "event" and name.acronym and name.name.endswith(_TRAINING)
        if not (name.kind == "programme" or _unsigned(view, name) or training):
            continue
        start, end = name.start, name.end
        if generic(name.name) and not (name.acronym or definite(view, start, end)):
            continue
        if name.name.endswith(" Project") or spelled_out(view, name):
            continue
        if _QUOTED.match(view.reading.text, end, view.end):
            continue  # the name is what stands in the quotation marks
        counted = name.form != "known" and not _SINGULAR.search(name.name)
        if counted and _COUNTED.search(view.reading.text, max(view.start, start - 24), start):
            continue  # "13 new Priority Programmes": of what sort they are
        if _CODE_FOLLOWS.match(view.reading.text, end, view.end):
            continue  # "COST Action CA12345": a project of the programme
        if name.form == "known":
            part = _PART.match(view.reading.text, end, view.end)
            end = part.end() if part else end
        elif not firm(view, name, (_first_part(view, name) or name).start) or not ends_in_head(name.name):
            continue
        first = _first_part(view, name)
        ordinal = _ORDINAL.search(view.reading.text, max(view.start, start - 12), start)
        start = first.start if first else ordinal.start() if ordinal else start
        wording = name.name if (start, end) == (name.start, name.end) else view.slice(start, end)
        acronym = name.acronym or short_behind(view, name)
        if first is not None:
            wording, acronym = f"{first.name} {name.name}", first.acronym
        keys = keys_of(name) if end == name.end else ()
        cut = _before_list(view, name) if end == name.end else None
        if cut is not None:
            end, wording = cut, view.slice(start, cut)
        whose = owners(name) or (owned_by(view, name) if generic(name.name) else ())
        inner = () if cut else told(view, start, end)
        yield Programme(start, end, wording, "programme.named", acronym, keys, inner, whose)


def _unsigned(view: View, name: Name) -> bool:
    """Whether a "… Cooperation Programme" is no signed document here, but what is carried out."""
    told = name.kind == "instrument" and name.head == "programme" and name.name.count(" ") > 1
    return told and not view.words("agreements.concluding")


def _before_list(view: View, name: Name) -> int | None:
    """Where a name ends that runs into a list of countries: "the X Programme | for Peru, Chile and Cuba"."""
    listed = view.between(name.end, min(view.end, name.end + 30), "country")
    if not listed or view.slice(name.end, listed[0].start).strip(" the") not in (",", "and"):
        return None
    runs_in = re.search(r"\s(?:for|with|in|between)\s(?:the\s)?[A-Z][\w\s-]*$", name.name)
    inner = [each for each in name.nested if each.kind == "country" and each.end == name.end]
    return name.start + runs_in.start() if runs_in and inner else None


def _first_part(view: View, name: Name) -> Name | None:
    """What stands before an acronym in brackets in the midst of a name: "Green Futures (GF) Seed Grants"."""
    if name.start < 2 or view.reading.text[name.start - 2 : name.start] != ") ":
        return None
    for other in view.names:
        if other.acronym and other.kind == "phrase" and not other.full and other.end < name.start:
            bracket = ACRONYM.match(view.reading.text, other.end)
            if bracket and bracket.end() == name.start - 1:
                return other
    return None


@when(HEAD, HEADS)
def small(view: View) -> Iterator[Programme]:
    """A head in small letters after a name: "the ACRO programme", "the Body's technical exchange scheme"."""
    for several, label in ((False, HEAD), (True, HEADS)):
        for found in small_heads(view, label, "programmes"):
            if _QUOTED.match(view.reading.text, found.end, view.end):
                continue  # "the MOVE programme “Title”": the name is in the quotation marks
            called = None if several else _behind(view, found)
            if called is not None:
                inner = told(view, found.start, called.end)
                yield Programme(
                    found.head_start,
                    called.end,
                    called.called,
                    "programme.small",
                    called.acronym,
                    (),
                    inner,
                )
            elif found.name is not None:
                yield from _named_small(view, found, several)
            else:
                yield from _with_acronym(view, found)


def _behind(view: View, found: SmallHead) -> Name | None:
    """The name right behind a definite head: "the Franco-Omani programme Falaj"."""
    name = view.name_at(found.end + 1)
    if name is None or name.start != found.end + 1 or name.kind != "phrase" or name.head or name.countries:
        return None
    opens = _DEFINITE.search(view.slice(max(view.start, found.head_start - 60), found.head_start))
    plain = generic(name.name) or adjective(name.name) or name.name.islower()
    return name if opens and not plain else None


def _named_small(view: View, found: SmallHead, several: bool) -> Iterator[Programme]:
    name, text = found.name, view.reading.text
    if name is None or (name.kind == "role" and not name.acronym):
        return
    if name.kind in _NO_PROGRAMMES and not (name.kind == "event" and _SCHEME.match(text, found.head_start)):
        return  # the programme of a congress is its agenda; "the Joint Workshops scheme" is one
    first = next(
        (each for each in view.names if each.start == found.start and each.kind == "programme"), None
    )
    if first is not None and found.start < name.start:
        wording, inner = text[found.start : found.end], told(view, found.start, found.end)
        yield Programme(
            found.start, found.end, wording, "programme.small", first.acronym, (), inner, owners(first)
        )
    elif not several and _of_pair(view, found, name) and (on := _on_what(view, found.end)):
        yield _on(view, found, on.end(), name)
    elif not (several or found.possessive) and _scheme_like(view, found, name):
        yield _named_before(view, found, name, several)
    elif found.possessive or name.kind == "organization":
        yield from _owned(view, found, name, several)
    elif _tells_which(text[found.start : name.end], found, name, several) or (
        name.kind == "programme" and not several and definite(view, name.start, found.end)
    ):
        yield _named_before(view, found, name, several)


def _scheme_like(view: View, found: SmallHead, name: Name) -> bool:
    """Whether what looks like a body is the scheme itself: "the Alliance for Water programme", "the Visiting
    Research Faculty (VRF) scheme"."""
    if name.kind != "organization" or name.form is not None or found.modifiers:
        return False
    words = name.name.split()
    short = name.acronym is not None and view.slice(name.end, name.end + 2) == " ("
    return bool(_ALLIED.intersection((words[0], words[-1]))) or (
        short and _SCHEME.match(view.reading.text, found.head_start) is not None
    )


def _on_what(view: View, head_end: int) -> re.Match[str] | None:
    """What a programme is on: " on Clean Water", " on climate"."""
    text = view.reading.text
    small = COMPLEMENT.match(text, head_end, view.end) if text.startswith(" on ", head_end) else None
    return _ON.match(text, head_end, view.end) or small


def _of_pair(view: View, found: SmallHead, name: Name) -> bool:
    """Whether two countries stand before the head: "the Chile-Peru …", "the Indo-Norwegian …"."""
    pair = name.kind == "country" and found.start < name.start
    return pair or _PAIR.fullmatch(view.slice(found.start, name.end)) is not None


def _named_before(view: View, found: SmallHead, name: Name, several: bool) -> Programme:
    """The programme that the name before a head in small letters tells."""
    text = view.reading.text
    plain = set(found.modifiers) <= word_set("programmes", "apposed") and name.end < found.head_start
    end = name.end if (plain and not several) or name.kind == "programme" else found.end
    numbered = _VERSION.match(text, name.end, view.end) if end == name.end else None
    whole = found.start == name.start and plain and numbered is None
    wording = name.called if whole else text[found.start : numbered.end() if numbered else end]
    behind = None if name.acronym or several else ACRONYM.match(text, found.end, view.end)
    acronym = name.acronym or (behind[1] if behind else None)
    return Programme(
        found.start, found.end, wording, "programme.small", acronym, keys_of(name),
        told(view, found.start, name.end), owners(name),
    )  # fmt: skip


def _on(view: View, found: SmallHead, end: int, name: Name) -> Programme:
    """ "The U.S.-India initiative on Critical Technology": a pair of countries, and what it is on."""
    text = view.reading.text
    short = ACRONYM.match(text, end, view.end)
    inner = told(view, found.start, name.end)
    return Programme(
        found.start, end, text[found.start : end], "programme.small", short[1] if short else None, (), inner
    )


def _tells_which(wording: str, found: SmallHead, name: Name, several: bool) -> bool:
    """Whether what stands before the head names a programme, and does not only say of what sort it is."""
    pair = found.start < name.start and name.kind == "country"
    if (
        (name.kind in ("country", "city") and not (pair and not several))
        or generic(wording)
        or adjective(wording)
    ):
        return False
    capitals = sum(map(str.isupper, wording)) > 1
    return name.kind != "phrase" or not (name.head or (several and not capitals))


def _owned(view: View, found: SmallHead, name: Name, several: bool) -> Iterator[Programme]:
    """ "The Body's exchange programme for …", "the Body technical cooperation programme"."""
    if several or not found.modifiers or name.kind != "organization":
        return
    text = view.reading.text
    complement = COMPLEMENT.match(text, found.end, view.end)
    start = found.modifiers_start if found.possessive else found.start
    if found.possessive and complement is None and len(found.modifiers) < 2:
        return
    end = complement.end() if complement and found.possessive else found.end
    yield Programme(start, end, text[start:end].strip(), "programme.owned")


def _with_acronym(view: View, found: SmallHead) -> Iterator[Programme]:
    """ "A training programme for young leaders (YLTP)": known by its acronym, or all it spells."""
    text = view.reading.text
    rest = _SMALL_WORDS.match(text, found.end, view.end)
    acronym = ACRONYM.match(text, rest.end(), view.end) if rest else None
    if rest and acronym and sum(map(str.isupper, acronym[1])) > 2:
        whole = text[found.modifiers_start : rest.end()]
        initials = [word[0].upper() for word in whole.split() if word not in _JOINING]
        name = whole if initials == list(acronym[1].upper()) else acronym[1]
        yield Programme(found.head_start, acronym.end(), name, "programme.small", acronym[1])


@when(HEAD, HEADS)
def capital(view: View) -> Iterator[Programme]:
    """ "Rural Health for All (RHA) Program": a head by itself behind the acronym of what it names."""
    for name in view.names:
        if name.kind != "phrase" or not (name.head or "").startswith("programme"):
            continue
        other = next((each for each in view.names if each.acronym and each.end < name.start), None)
        bracket = ACRONYM.match(view.reading.text, other.end, name.start) if other else None
        if other and bracket and bracket.end() == name.start - 1 and other.kind in ("phrase", "programme"):
            wording = f"{other.name} {name.name}"
            yield Programme(
                other.start, name.end, wording, "programme.named", other.acronym, (other.name.casefold(),)
            )


@when(HEADS)
def before_heads(view: View) -> Iterator[Programme]:
    """The names of a list before a head of several: "the A, B and C programmes"."""
    for start, _ in view.words(HEADS):
        group: list[Name] = []
        edge = start
        for name in reversed(view.names):
            if name.end > edge:
                continue
            gap = view.slice(name.end, edge)
            if not (gap == " " if not group else _LISTS.fullmatch(gap)):
                break
            if (
                name.kind not in ("phrase", "programme")
                or name.head
                or generic(name.name)
                or adjective(name.name)
            ):
                break
            group.append(name)
            edge = name.start
        for name in group if len(group) > 1 else ():
            wording, keys = name.called, keys_of(name)
            span = (group[-1].start, group[0].start)
            yield Programme(
                name.start, name.end, wording, "programme.listed", name.acronym, keys, (), owners(name), span
            )


@when(HEADS)
def listed(view: View) -> Iterator[Programme]:
    """The capitalised items of a list after "programmes": "the programmes are A, B and C"."""
    for _, end in view.words(HEADS):
        found = _OPENS_LIST.match(view.reading.text, end, view.end)
        if found is None:
            continue
        group = [item for item in items(view, found.end()) if not _other_kind(view, *item)]
        if len(group) < 2 or any(_NO_NAME.fullmatch(view.slice(*item)) for item in group):
            continue
        for start, stop in group:
            if view.reading.text[start] in '"“«':
                continue  # ``in_quotes`` reads it
            if any(
                name.kind == "programme" and name.start <= start and stop <= name.end for name in view.names
            ):
                continue  # a name by itself: ``headed`` reads it
            inner = [name for name in view.between(start, stop) if name.kind == "programme"]
            keys = keys_of(inner[0]) if len(inner) == 1 else ()
            codes, whose = told(view, start, stop), owners(inner[0]) if inner else ()
            wording = view.slice(start, stop)
            acronym = inner[0].acronym if len(inner) == 1 else None
            yield Programme(
                start,
                stop,
                wording,
                "programme.listed",
                acronym,
                keys,
                codes,
                whose,
                (group[0][0], group[-1][1]),
            )


def _other_kind(view: View, start: int, end: int) -> bool:
    """Whether a list's item is a country, a person, a body or an event: no programme."""
    for name in view.names:
        if name.start <= start and name.end >= end:
            return name.kind not in ("programme", "phrase", "project")
    return len(view.between(start, end, "role", "person", "government")) > 0
