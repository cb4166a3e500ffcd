"""The bodies of a sentence that can be said to be set up or at work: named, or only described."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.home import codes
from pipelines.facts.institutions.body import Body
from pipelines.facts.institutions.described import branches, small
from pipelines.facts.parties import listed
from pipelines.facts.place import canonical, title
from pipelines.facts.reading import Reading, View
from pipelines.facts.rules import Rules, when
from pipelines.lexicon.words import word_file, word_set
from pipelines.mentions.name import Name

SEVERAL = "institutions.nouns_several"
_PRONOUN = re.compile(
    r"(?:(?:[A-Z]\w*\s+in\s[^,]{4,40}|In\s[^,]{4,40}|Since\s[^,]{4,40}|"
    r"Currently|Today|Now|Originally),\s+)?(?P<it>[Ii]t|[Tt]he\s(?P<noun>[a-z]+)"
    r")\s+(?:is|was|has|works|operates|functions|formally|officially|"
    r"came|finally|were|will|opened|started|began|currently|now)\b"
)
_ITS_SEAT = re.compile(
    r"Its\s(?:[a-z]+\s){0,2}?(?=(?:headquarters|seat|secretariat|base\sof\soperations)\s(?:is|are)\b)"
)
LED = re.compile(
    r"(?:(?:First|Jointly|Originally|Officially|Was|Were)\s)?(?:Established|Founded|Created|Set\sup|Launched|"
    r"Opened|Formed|Inaugurated|Organi[sz]ed|established|founded|created|set\sup)\s(?=by|in|on|as|at|under|with|"
    r"through|over|during|following|after|to|from|more|jointly|together|\d)"
)
# Whom a sentence is about that opens with a participle: after a comma or a year, before a verb.
_SUBJECT = re.compile(
    r"(?:,|(?<=\d))\s(?:(?P<it>it)|(?:the|this)\s(?P<noun>[a-z]+)|(?:(?:the|The)\s)?(?P<name>[A-Z])[^,.;]*?"
    r"(?:\s\([^)]*\),?)?)\s(?=(?:is|was|has|had|are|were|will|now|currently|today|also|still|[a-z]+(?:s|ed))\b)"
)


# What is set up, not held, is a body: "the Nordic Research Forum was established".
_LASTING = (" Forum", " Dialogue", " Platform")
_SET_UP = re.compile(
    r"(?:\s\([^)]*\))?,?\s(?:which\s)?(?:was|were|has\sbeen|is)\s(?:[a-z]+ly\s|first\s)?(?:established|founded|set\sup|created|formed)\b"
)
_SCHEME = re.compile(r"(?:\s\([^)]{1,15}\))?\s(?:project|programme|program|scheme|initiative)\b")
_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Aa]nother)\s(?:[a-z-]+\s)?$")
_BETWEEN = re.compile(r"(?:\s\([^)]{1,20}\))?\s(?:between|of)\s(?:the\s)?(?=[A-Z])")
_BRACKETS = re.compile(r"\s?\([^)]*\)")
_IS_A = re.compile(r"(?:\s?\([^)]*\))?,?\s(?:is|was)\s(?:an?|the|one of)\s")
_ARTICLE = 4
_LED_REACH = 260
_BEGINS, _SECTION = 30, 8
_LINES_ABOVE, _COVERS, _SHORT_LINE = 5, 0.6, 40
# What any body can be spoken of by; other nouns must be the body's own ("the committee" is no commission).
_ANY_BODY = frozenset({"organisation", "organization", "body", "institution", "agency"})


@when("organization", "phrase", "event")
def _named(view: View) -> Iterator[Body]:
    for name in view.names:
        if name.kind == "event" and name.name.endswith(_LASTING):
            if _SET_UP.match(view.reading.text, name.end, view.end):
                yield named(view, name, name.start, name.end)._replace(kind="network")
            continue
        if name.kind not in ("organization", "phrase"):
            continue
        if name.form != "known" and _SCHEME.match(view.reading.text, name.end, view.end):
            continue  # "the Centres of Excellence project" is no centre
        if name.kind == "organization":
            short = name.form != "known" and " " in name.name and name.name.count(" ") < 2 and not name.full
            yield named(view, _longer(view, name) if short else name, name.start, name.end)
        elif name.kind == "phrase" and (name.acronym or name.full) and not name.head:
            yield named(view, name, name.start, name.end)
        elif name.kind == "phrase" and (name.head or "").startswith("organization"):
            meant = _definite(view, name)
            if meant is not None:
                yield named(view, meant, name.start, name.end)
        elif "institutions.founding" in view.holds and _lone_acronym(view, name):
            yield named(view, name, name.start, name.end)


def _lone_acronym(view: View, name: Name) -> bool:
    """Whether a name that opens a sentence is in capitals and nowhere said in full: "BSF was founded …"."""
    opens = view.slice(view.start, name.start) in ("", "The ", "the ")
    return opens and name.name.isupper() and len(name.name) > 2 and name.head is None


def _longer(view: View, name: Name) -> Name:
    """The body behind "the Joint Commission": a longer name with its words and its head."""
    if name.nested:
        return name  # "Lima University" is no "Lima Polytechnic University"
    meant = view.reading.meant(name)
    same = meant.kind == "organization" and (meant.head == name.head or meant.name.startswith(name.name))
    return meant if same else name


def _definite(view: View, name: Name) -> Name | None:
    """What "the Centre" stands for: a body whose words include it, named before, else the page's topic."""
    if _INDEFINITE.search(view.slice(max(view.start, name.start - 24), name.start)):
        return None  # "a permanent Council was set up": another one
    meant = view.reading.meant(name)
    if meant is not name:
        return meant if meant.kind == "organization" else None
    topic = view.reading.topic
    if topic is not None and topic.start < name.start and topic.kind == "organization":
        return topic
    return None


def named(view: View, name: Name, start: int, end: int) -> Body:
    """``name`` as a body that ``[start, end)`` speaks of."""
    inner = view.between(name.start, name.end, "country", "government", "city") or list(name.nested)
    states = [each.code for each in inner if each.code and each.kind in ("country", "government", "city")]
    told = tuple(dict.fromkeys(states or codes(name)))
    sides = _BETWEEN.match(view.reading.text, end, view.end) if not told else None
    if sides is not None:  # "the Joint Commission (JC) between Peru and Chile"
        told = tuple(dict.fromkeys(each.code for each in listed(view, sides.end(), view.end) if each.code))
    kind = (name.head or "organization") if name.kind == "organization" else "organization"
    phrase = name.kind != "organization"
    return Body(
        start,
        end,
        title(view.reading, name),
        kind,
        canonical(name),
        told,
        known=name.form == "known",
        phrase=phrase,
    )


def group(name: str) -> tuple[str, ...]:
    """The countries that a name's adjective tells: "Nordic", "Benelux"."""
    words = name.split()
    for group, members in word_file("groups").items():
        if group.split()[0] in words and "Sea" not in words and _says(words, group):
            return members
    return ()


def _says(words: list[str], group: str) -> bool:
    """Whether the words of a group stand in a name: "Nordic countries" in "Nordic Centre"."""
    own = [word for word in group.split() if word[0].isupper() and word != "Group"]
    return set(own) <= set(words)


def _pronoun(view: View) -> Iterator[Body]:
    """ "It was founded …", "The centre formally came into existence …", "Established in 1990, it …"."""
    seat = _ITS_SEAT.match(view.text)
    if seat is not None and (body := subject(view.reading, view)) is not None:
        yield named(view, body, view.start, view.start + seat.end())._replace(subject=True)
    found = _PRONOUN.match(view.text)
    if found is None or (found["noun"] and not _stands_for_body(found["noun"])):
        return
    name = subject(view.reading, view, found["noun"])
    if name is not None:
        at = view.start + found.end("it")
        yield named(view, name, view.start + found.start("it"), at)._replace(subject=True)


# The bodies that a sentence speaks of: by name, by description, as a branch, or by a pronoun.
bodies_of = Rules(_named, small, branches, _pronoun)


def _stands_for_body(noun: str) -> bool:
    return noun in _ANY_BODY or noun in word_set("institutions", "nouns", "nouns_too")


def subject(reading: Reading, view: View, noun: str | None = None) -> Name | None:
    """What "it" or "the centre" means: what the sentence before begins with, the section's or page's body."""
    name = _subject(reading, view)
    if name is None or noun is None or noun in _ANY_BODY:
        return name
    words = name.called.casefold().replace("center", "centre").split()
    return name if noun.replace("center", "centre") in words or name.kind != "organization" else None


def _subject(reading: Reading, view: View) -> Name | None:
    before = view.previous
    apart = before is None and view.index > 0 and reading.views[view.index - 1].kind != "heading"
    if apart:
        before = reading.views[view.index - 1]
    if before is not None:
        first = next(
            (name for name in before.names if name.kind not in ("country", "city", "person", "role")), None
        )
        begins = first is not None and first.start - before.start < _BEGINS
        if first is not None and begins and first.kind == "organization":
            return first
        if begins and not apart:
            return None
    headed = _section(view)
    if headed is not None:
        return headed
    topic = reading.topic if reading.topic is not None else _opening(reading)
    return topic if topic is not None and topic.start < view.start else None


def _opening(reading: Reading) -> Name | None:
    """The body that the text's first sentence says what it is of: "The X Council is a …"."""
    first = next((view for view in reading.views if view.kind == "prose"), None)
    name = first.names[0] if first is not None and first.names else None
    if first is None or name is None or name.kind != "organization" or name.start - first.start > _ARTICLE:
        return None
    return name if _IS_A.match(first.slice(name.end, first.end)) else None


def _section(view: View) -> Name | None:
    """The body that the heading above ``view`` names and little else."""
    for other in reversed(view.reading.views[max(0, view.index - _SECTION) : view.index]):
        if other.kind == "heading":
            return _named_alone(other)
    return None


def _named_alone(view: View) -> Name | None:
    """The body that ``view`` names and little else."""
    for name in view.names:
        covered = (name.end - name.start) / max(1, len(_BRACKETS.sub("", view.text)))
        if name.kind == "organization" and covered >= _COVERS:
            return name
    return None


def led(view: View) -> tuple[Body, tuple[int, int]] | None:
    """ "Established in 1990, the Body …", "Founded in 1990 in Rome": the body, and where that is told."""
    text = view.reading.text
    opening = LED.match(view.text)
    if opening is None:
        return None
    for found in _SUBJECT.finditer(text, view.start + opening.end(), min(view.end, view.start + _LED_REACH)):
        if found["it"] or (found["noun"] and _stands_for_body(found["noun"])):
            name = subject(view.reading, view, found["noun"])
        elif found["name"]:
            name = _founded(view, found.start("name"))
        else:
            continue
        if name is not None:
            first, last = (name.start, name.end) if found["name"] else (view.start, found.end())
            return named(view, name, first, last), (view.start, found.start())
    name = None if _SUBJECT.search(view.text, opening.end()) else above(view)
    if name is None:
        return None
    return named(view, name, view.start, view.start + opening.end()), (view.start, view.end)


def _founded(view: View, start: int) -> Name | None:
    """The body that begins at ``start``; None where something else is named there."""
    name = next((each for each in view.names if each.start == start), None)
    if name is not None and name.kind == "phrase" and (name.head or "").startswith("organization"):
        name = _definite(view, name)
    if name is None or name.kind == "organization" or (name.kind == "phrase" and (name.acronym or name.full)):
        return name
    return None


def above(view: View) -> Name | None:
    """The body that one of the lines right above names and little else: a heading, an entry of a list."""
    for other in reversed(view.reading.views[max(0, view.index - _LINES_ABOVE) : view.index]):
        name = _named_alone(other)
        if name is not None:
            return name
        if other.kind == "prose" and len(other.text) > _SHORT_LINE:
            return None
    return None
