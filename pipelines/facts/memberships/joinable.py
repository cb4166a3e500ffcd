"""What one can belong to: bodies, programmes, networks and the like, and what a text calls them."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.facts.reading import View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.name import Name

BODIES = ("organization", "programme")
_SECTION = 8  # sentences below a heading
_LINES = 3  # how far back the last body named is looked for
_HYPHENED = re.compile(r"-\w")
_THING = re.compile(rf"\s+((?:[a-z-]+\s+){{0,2}}?{alternation('memberships', 'joined_things')})\b")
_SCHEME = re.compile(r"\s((?:[a-z]+\s){0,3}?(?:programmes?|programs?|schemes?|initiatives?|projects?))\b")
_ONCE = re.compile(
    r"\b(?:inaugural|first|second|third|fourth|fifth|annual|next|last|latest|\d+(?:st|nd|rd|th))\s\Z"
)
_OF_TREATY = re.compile(r"\w+\s(?:on|for|of|concerning|establishing|relating|against|between)\b")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&+-]{2,}$")
_SMALL_THING = re.compile(
    r"\b(?:the|this|its|our|their|project)\s+(?:\w+\s+){0,2}?"
    rf"{alternation('memberships', 'joined_things')}\b",
    re.IGNORECASE,
)
_PREPOSITION = "under|through|within|of|for|in|at|by|with|from|on|to|and|or|but|that|which|who|where|when"
# What may stand between "is a member of" and the first body: "the work of the", "several networks, such as".
_LEAD = re.compile(
    rf"""(?:\s+(?:the|a|an|its|their)?\s*(?:work|activities|boards?|councils?|bodies|governing\s+bodies|pre-stage\s+to\s+membership|pillar\s+\w+|Pillar\s+\w+|
    assembly|framework|family|number|range|group|list|international|Agreement|agreement|Convention|convention|Statute|Treaty|treaty)\s+(?:of|on|establishing|within|for))?
    (?:\s+(?!(?:{_PREPOSITION})\b)[\w'&+/-]+){{0,6}}?
    (?:,?\s+(?:such\s+as|as|like|including|namely|for\s+example)|\s*[:–—-])?
    (?:\s+(?:the|a|an|both))?\s*["“«(]*\Z""",
    re.VERBOSE,
)
_UNDERTAKING = re.compile(
    r"\s(?:project|consortium|network|alliance|partnership|collaboration)\b", re.IGNORECASE
)
_ATTRIBUTE = re.compile(rf"\s{alternation('memberships', 'no_bodies')}\b")
_COINED = re.compile(r"(?=.*[A-Z].*[A-Z])\S+")  # "BioLink", "POLARNET"
_APPOSED = re.compile(r",\s(?:the|a|an)\s")
_CLOSE = 12  # letters between "the X project" and the verb
_REMARKS = re.compile(r"\([^()]*\)|,?\s(?:since|in|from)\s\d{4}")
_ITEM_ENDS = re.compile(r"\s?(?:[.;,(]|(?:and|as well as)\s|\Z)|\s(?:since|in)\s\d{4}")
_LINK = re.compile(r'[\s,;"”»)]*(?:(?:and|or|as well as|also|both|in|of|to|[Tt]he|its|an?|with)[\s,"“«]*)*\Z')


_FORMED = re.compile(r"\b(?:formed|founded|established|created|launched|set\sup)\s(?:the|a|an)\s(?=[A-Z])")
_ITS = re.compile(r"[;,]\s(?:and\s)?(?:its|their)\s")
_WHOSE = re.compile(r"(?:\s\([^()]*\))?,?\swhose\s(?:\w+\s){0,2}\Z")


def title(view: View, name: Name) -> str:
    """What the body ``name`` is called: its full name where the text or the lexicon has one."""
    meant = view.reading.meant(name)
    return meant.called


def joinable(view: View, name: Name, listed: bool = False) -> str | None:
    """The title of what ``name`` is if one can belong to it; None for anything else.

    A plain phrase counts where the text defines its acronym, calls it a network, or, ``listed`` beside
    other bodies, where it is an acronym.
    """
    if name.kind in BODIES:
        return title(view, name)
    if name.code == "EU" and name.form != "adjective":
        scheme = _SCHEME.match(view.reading.text, name.end, view.end)
        if scheme is not None:
            return f"{name.name} {scheme[1]}"  # "the EU framework programmes"
        return lexicon().country_names["EU"]
    if name.kind == "instrument" and listed:
        return treaty(view, name)
    if name.kind == "event":  # "Forum", "Dialogue": a standing body where one belongs to it
        lasting = name.name.split()[-1].lower() in word_set("memberships", "joined_things")
        once = _ONCE.search(view.slice(max(view.start, name.start - 16), name.start))
        return name.name if lasting and not once else None
    if name.kind not in ("phrase", "project"):
        return None
    if (name.head or "").startswith("organization"):
        meant = view.reading.meant(name)
        return None if meant is name else title(view, name)
    thing = _THING.match(view.reading.text, name.end, view.end)
    if thing is not None:
        return f"{name.name} {thing[1]}"
    if name.name.split()[-1].lower() in word_set("memberships", "joined_things") and " " in name.name:
        return name.name
    if name.acronym or name.full or (listed and _ACRONYM.match(name.name)):
        return title(view, name)
    return None


def project_of(view: View, start: int | None = None) -> str | None:
    """The project, consortium or network that a line (or what of it stands before ``start``, at once) names:
    "The X project", "X consortium", "X (Long Name …)"; None where it names none.
    """
    text, last = view.reading.text, view.end if start is None else start
    for name in reversed(view.names):
        if name.kind not in ("phrase", "project", "programme", "organization") or name.end > last:
            continue
        thing = _UNDERTAKING.match(text, name.end, last)
        if start is not None and (thing is None or thing.end() < start - _CLOSE):
            return None
        alone = start is None and (name.start, name.end) == (view.start, view.end)
        if thing is not None and thing[0].strip().lower() != "project":
            return f"{title(view, name)}{thing[0]}"
        if thing is not None or name.kind == "project" or (start is None and name.full):
            return title(view, name)
        if alone and _COINED.fullmatch(name.name):
            return name.name
    return None


def undertaking_before(view: View, before: int) -> str | None:
    """The project or network that the sentence names last before: "the X project is led by A, and the
    consortium | includes B"."""
    for name in reversed(view.names):
        told = name.kind == "project" or _UNDERTAKING.match(view.reading.text, name.end, before)
        if told and name.end < before and name.kind not in ("person", "role", "country"):
            return title(view, name)
    return None


def treaty(view: View, name: Name) -> str | None:
    """The full name of the treaty that ``name`` is or means ("the Convention"); None where none is given."""
    if " " in name.name:
        return name.name
    named = [
        each
        for each in view.reading.bodies
        if each.kind == "instrument"
        and name.name in each.name
        and (_OF_TREATY.match(each.name) or each.name.endswith(f" {name.name}"))
    ]
    before = [each for each in named if each.start < name.start]
    return (before[-1:] or named[:1] or [name])[0].name if named else None


def joined(view: View, start: int, end: int | None = None) -> list[tuple[Name, str]]:
    """The bodies of the list that begins at ``start``, with their titles; a body's own acronym is passed
    over.
    """
    text, last = view.reading.text, view.end if end is None else end
    found: list[tuple[Name, str]] = []
    position = start
    for name in _names(view, start, last):
        between = text[position : name.start]
        if found and between.strip() == "(":
            continue  # the acronym of the one before it
        if found and between.count("(") > between.count(")"):
            continue  # a remark
        if found and _APPOSED.fullmatch(between) and _spells(name.name, found[-1][0].name):
            found[-1] = (replace(found[-1][0], end=name.end), found[-1][1])
            position = name.end
            continue  # "joined PRIMA, the Partnership for … Area"
        if _ATTRIBUTE.match(text, name.end, last):
            continue  # "join ERC teams"
        if text.startswith("'s", name.end) or _HYPHENED.match(text, name.end):
            continue  # "the Union's programme", "the EU-funded network"
        called = joinable(view, name, listed=True)
        fits = _LINK if found else _LEAD
        if called is None or not fits.match(_without_remarks(between)):
            unknown = name.kind == "phrase" and called is None and fits.match(between) is not None
            if unknown and found and _whole(view, name, last):
                found += _apart(name)  # beside bodies: "a member of the X Group, the Ring and ABC"
                position = name.end
                continue
            if (found and not unknown) or name.kind not in ("phrase", "instrument", "country"):
                break
            position = name.end if found else position  # "A, the Commonwealth, B": an item that tells nothing
            continue
        found.append((name, called))
        position = (
            max(name.end, name.start + len(called)) if text.startswith(called, name.start) else name.end
        )
    return found


def _whole(view: View, name: Name, end: int) -> bool:
    """Whether an item of a list is the name alone: the next item, a remark or the end follows."""
    return name.head is None and _ITEM_ENDS.match(view.reading.text, name.end, end) is not None


def _apart(name: Name) -> list[tuple[Name, str]]:
    """A name, or the two of "Guild and ENLIGHT", where the second is an acronym."""
    first, joint, second = name.name.rpartition(" and ")
    if not joint or not _ACRONYM.match(second):
        return [(name, name.called)]
    return [
        (replace(name, end=name.start + len(first), name=first), first),
        (replace(name, start=name.end - len(second), name=second), second),
    ]


def _spells(name: str, acronym: str) -> bool:
    """Whether the capitals of ``name`` are ``acronym``."""
    return acronym.isupper() and "".join(letter for letter in name if letter.isupper()) == acronym


def _names(view: View, start: int, end: int) -> list[Name]:
    """The names in ``[start, end)``, those inside an office's name that reaches over ``start`` included."""
    inner = [
        each
        for name in view.names
        if name.start < start < name.end
        for each in name.nested
        if each.start >= start
    ]
    return [*inner, *view.between(start, end)]


def _without_remarks(text: str) -> str:
    """``text`` without what stands in brackets or between commas with a date ("…, since 1996, …")."""
    return _REMARKS.sub("", text)


def owner(view: View, before: int, after: tuple[int, int] | None = None) -> str | None:
    """Whose members are spoken of at ``before``: the body right before it, else the page's subject, else
    the last one.

    ``after``: the span of a following "of the …"; the body named there comes first.
    """
    if after is not None:
        named = joined(view, after[0] - 1, after[1])
        if named:
            return named[0][1]
        plain = next((name for name in view.between(*after, "phrase") if not name.head), None)
        whole = plain is not None and not view.slice(plain.end, after[1]).strip()
        if plain is not None and whole and not view.slice(after[0], plain.start).strip("the "):
            return plain.called  # what has members is a body: "member states of Interlab"
    whose = _WHOSE.search(view.slice(view.start, before))
    if whose is not None:
        at_end = [name for name in view.names if name.end == view.start + whose.start()]
        if at_end and at_end[-1].kind != "country":
            return title(view, at_end[-1])  # "SESAME, whose members are …"
    near = _whose_are(view, before) or _right_before(view, before) or _just_formed(view)
    if near is not None:
        return near
    told = _headed(view) or _of_page(view)
    if told is not None:
        return told
    at: View | None = view
    for _ in range(_LINES):
        for name in reversed(at.between(at.start, min(before, at.end))) if at else ():
            called = joinable(at, name) if at and name.code != "EU" else None
            if called:
                return called
        at = at.previous if at else None
    return _only_after(view)


def _whose_are(view: View, before: int) -> str | None:
    """Whose members those of "its" at ``before`` are: "SESAME was opened in …; its members are …"."""
    opening = view.names[0] if view.names else None
    if opening is None or opening.end > before or view.slice(view.start, opening.start).strip("The "):
        return None
    its = _ITS.search(view.slice(max(view.start, before - _CLOSE), before + _CLOSE))
    return joinable(view, opening, True) if its is not None else None


def _just_formed(view: View) -> str | None:
    """What the sentence before says that somebody formed: "A and B founded the Ring. C joined in 2013."."""
    before = view.previous
    made = _FORMED.search(before.text) if before is not None else None
    if before is None or made is None:
        return None
    name = before.name_at(before.start + made.end())
    return joinable(before, name, True) if name is not None and name.kind == "organization" else None


def _right_before(view: View, before: int) -> str | None:
    """The body right before: "the Ring's | members"."""
    near = view.between(max(view.start, before - 90), before)
    names = [name for name in near if joinable(view, name, True)]
    apart = not names or _without_remarks(view.slice(names[-1].end, before)).strip(" '’s")
    return None if apart else joinable(view, names[-1], True)


def _of_page(view: View) -> str | None:
    """What the page is about: its topic, else the body that its title names."""
    topic = view.reading.topic
    return _titled(view) if topic is None else topic.called


def _headed(view: View) -> str | None:
    """The one body that the heading above speaks of the members of: "Estonia's membership of CERN"."""
    for above in reversed(view.reading.views[max(1, view.index - _SECTION) : view.index]):
        if above.kind == "heading":
            named = [name for name in above.names if name.kind in BODIES]
            return title(above, named[0]) if len(named) == 1 and "ember" in above.text else None
    return None


def _titled(view: View) -> str | None:
    """The body that the page's title is: the only name of the first line that one can belong to."""
    first = view.reading.views[0]
    called = [name for name in first.names if name.kind in BODIES] if first.kind == "heading" else []
    return title(first, called[0]) if len(called) == 1 else None


def _only_after(view: View) -> str | None:
    """The body that the sentence after ``view`` begins with, where none was named before."""
    following = view.reading.views[view.index + 1 : view.index + 2]
    for name in following[0].names[:1] if following else ():
        if name.kind == "organization" and not following[0].text[: name.start - following[0].start].strip(
            "The "
        ):
            return joinable(following[0], name)
    return None


def speaks_of_body(text: str) -> bool:
    """Whether ``text`` means a network, consortium or the like by a definite description ("the
    consortium").
    """
    return _SMALL_THING.search(text) is not None
