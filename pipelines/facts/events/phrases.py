"""Noun phrases that name an event: "the second meeting of the Commission", "an international symposium on …".

The head noun comes from the lexicon; what modifies it and what completes it is read from the words around.
Whether such a phrase says that something takes place is for ``events`` to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.facts.reading import View
from pipelines.facts.rules import when
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_STOP = word_set("nouns", "stop")
_SUBJECTS = word_set("person_names", "subjects")
_TIMING = word_set("events", "timing")
_NUMBERING = word_set("events", "numbering")
_NAMELESS = word_set("events", "nameless")
_VERBS = frozenset(
    word
    for phrase in word_set("events", "holding", "visiting", "awarding", "acting")
    for word in phrase.split()[:1]
) - {"open", "run", "stage", "plan", "schedule", "organization", "organisation", "call", "host"}
_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "one",
        "any",
        "no",
    ]
)
_KNOWN = frozenset({"the", "this", "these", "those", "that", "its", "their", "his", "her"})
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|[IVX]+(?:th)?")
_OF_THE = re.compile(r"\s+(?:of|for)(?:\s+the)?\s+\Z")
_ACRONYM = re.compile(r"\([A-Z][\w&-]{1,8}\)")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}\Z")  # "China-U.S. | Meeting"
_TOKEN = re.compile(r"[^\s]+")
_TITLED = re.compile(
    rf"[ ,]*(?P<said>{alternation('events', 'titled')} )?[“\"«‘](?P<title>[^”\"»]{{3,180}})[”\"»]+"
)
_COMPLETES = re.compile(r" (?:(?:on|of|for|about|in the field of|dedicated to|devoted to)(?: the)?|in) ")
# A head in the singular right before one of these only modifies it: "training programmes".
_COMPOUND = re.compile(
    r" (?:(?:and \w+ )?(?:programmes?|programs?|schemes?|partners?|institutions?|projects?|cent(?:re|"
    r"er)s?|facilities|facility|activities|results|"
    r"materials?|opportunities|opportunity|participants?|organi[sz]ers?|systems?|needs|methods?|"
    r"platforms?|agreements?|grants?|money|committee|series|levels?|centre|rooms?|halls?))\b"
)
_ENDS = _STOP - {"of", "the", "a", "an", "for", "on"}
_JOINING = frozenset({"of", "the", "and", "a", "an", "for", "on", "in", "&"})
_WEEKDAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
    ]
)
_WHOSE = re.compile(
    r"(?:-| (?:winner|winning|winners|laureate|laureates|room|rooms|hall|agenda|programme of|fee|fees))\b"
)
_VERBS_TOO = frozenset({"training", "visit", "fair", "stay", "show", "launch", "call", "challenge", "award"})
_OWNED = re.compile(r"\b(?:the|a|its|their|his|her|this|of) $")
_OBJECT = re.compile(r" (?:the|a|an|its|their|personnel|specialists|staff) ")
_MOST_LEFT, _MOST_RIGHT = 9, 16


class Phrase(NamedTuple):
    """An event's noun phrase.

    ``start`` leaves its determiner out, ``end`` takes its complement in; ``head`` is the span of the head
    (or of the whole capitalised name), ``word`` the head in small letters, ``code`` its kind.
    ``determiner`` is the word before (a figure as "1", a possessive as "'s"), ``holder`` whose event it is,
    ``before`` a date right before.
    """

    start: int
    end: int
    head: tuple[int, int]
    word: str
    code: str
    name: str | None
    determiner: str
    numbered: bool
    proper: bool
    strong: bool
    plural: bool
    holder: Name | None = None
    before: Mention | None = None

    @property
    def bare(self) -> bool:
        """Whether it is the head alone, without modifier and complement."""
        return self.start == self.head[0] and self.end == self.head[1]

    @property
    def definite(self) -> bool:
        """Whether it speaks of an event that is known already ("the meeting", "this forum")."""
        own = self.code == "visit" and self.determiner in ("his", "her", "their")  # "his first visit"
        return self.determiner in _KNOWN and not ((self.numbered and not own) or self.proper)


@when("event_heads", "event_heads.weak")
def phrases(view: View) -> Iterator[Phrase]:
    """The event phrases of a sentence, in order, none overlapping another."""
    spans = sorted(
        {*view.words("event_heads"), *view.words("event_heads.weak")}, key=lambda span: (span[0], -span[1])
    )
    done = view.start
    heads = {start for start, _ in spans}
    for start, end in spans:
        if start < done or (end + 1 in heads and view.slice(end, end + 1) == " "):
            continue  # "a plenary | conference"
        name = view.name_at(start)
        dated = any(
            date.end + 1 == each.start or each.start - date.end in (1, 5)
            for date in view.dates
            for each in (name,)
            if each
        )
        if name is not None and not _open(name, end, dated):
            continue
        head = lexicon().event_heads.get(view.slice(start, end).lower())
        if head is None or _no_noun(view, start, end):
            continue
        if not head.strong and view.slice(start - 1, start) == "-":
            continue  # "a two-day meeting"
        proper = name is not None and (name.kind == "event" or (name.end == end and name.start < start))
        core = (name.start, max(_noun_end(view, name), end)) if name is not None and proper else (start, end)
        phrase = _phrase(view, core, head.word, head.kind, head.strong, head.plural, proper, done)
        if not phrase.strong and any(phrase.head[1] < other < phrase.end for other, _ in spans):
            continue  # "the opening of the forum" is the forum
        done = phrase.end
        yield phrase


def _noun_end(view: View, name: Name) -> int:
    """Where a name ends, without a complement that only begins in it: "Forum | of Peruvian firms"."""
    last = name.nested[-1:]
    if not last or last[0].form != "adjective" or last[0].end != name.end:
        return name.end
    return name.start + len(_OF_THE.sub("", view.slice(name.start, last[0].start)))


def _open(name: Name, end: int, dated: bool) -> bool:
    """Whether a name is an event's, or a capitalised head alone ("the Forum").

    A body can be an event ("the 2017 World Economic Forum"): where a date stands right before its name.
    """
    if name.kind == "event" or (name.kind == "phrase" and (name.head or "").startswith("event")):
        return True
    if name.kind == "phrase" and name.end < end:
        return True  # "Kick-off | meeting"
    return name.end == end and (name.kind in ("role", "phrase") or (name.kind == "organization" and dated))


def _no_noun(view: View, start: int, end: int) -> bool:
    """Whether the word is a verb or part of another noun here: "training personnel", "a visit programme"."""
    after = view.slice(end, end + 24)
    owned = _OWNED.search(view.slice(start - 7, start)) is not None
    if not owned and view.slice(start, end).lower() in _VERBS_TOO and _OBJECT.match(after):
        return True
    if view.slice(start, end)[-1:] != "s" and _COMPOUND.match(after):
        return True
    return _WHOSE.match(after) is not None


def _phrase(
    view: View,
    core: tuple[int, int],
    word: str,
    code: str,
    strong: bool,
    plural: bool,
    proper: bool,
    floor: int,
) -> Phrase:
    start, determiner, numbered, holder, before = _left(view, core[0], floor)
    end, title = _right(view, core[1])
    proper = (
        title is not None
        or (proper and (view.slice(*core).count(" ") > 0 or numbered or start < core[0]))
        or (
            start < core[0]
            and view.slice(start if not numbered else core[0], view.end)[:1].isupper()
            and start > view.start
        )
    )
    whole = view.slice(start, end).strip(" ,")
    bare = start == core[0] and not numbered and not proper
    nameless = bare and title is None and view.slice(*core).lower() in _NAMELESS
    generic = (
        (code == "visit" or (code == "meeting" and determiner in _KNOWN))
        and title is None
        and not numbered
        and not proper
        and whole[:1].islower()
        and " on " not in whole
        and not _named(view, start, core[0])
    )
    name = None if nameless or generic else (title or whole)
    return Phrase(
        start, end, core, word, code, name, determiner, numbered, proper, strong, plural, holder, before
    )


def _named(view: View, start: int, end: int) -> bool:
    """Whether a meeting's modifiers say which one it is: a name or "annual", "kick-off"."""
    return any(word[:1].isupper() for word in view.slice(start, end).split())


def _left(view: View, start: int, floor: int) -> tuple[int, str, bool, Name | None, Mention | None]:
    """Where a phrase begins, its determiner, whether an ordinal is in it, whose it is, and a date right
    before."""
    text = view.reading.text
    begin = position = start
    numbered, determiner = False, ""
    for _ in range(_MOST_LEFT):
        if position <= floor or text[position - 1] not in " \n":
            break
        at = max(text.rfind(" ", floor, position - 1), text.rfind("\n", floor, position - 1)) + 1 or floor
        token, low = text[at : position - 1], text[at : position - 1].lower()
        date = view.mention_at(at)
        if date is not None and date.kind == "date" and date.edtf and date.end == position - 1:
            return begin, determiner, numbered, None, date
        if token.endswith(("'s", "s'")):
            return begin, "'s", numbered, view.name_at(at), None
        if low in _DETERMINERS:
            return begin, low, numbered, None, None
        if low in _NUMBERING or _ORDINAL.fullmatch(token):
            numbered, begin = True, at
        elif (
            low in _TIMING
            or low in _WEEKDAYS
            or token.isdigit()
            or (_participle(low) and _determined(text, at))
        ):
            determiner = determiner or ("1" if token.isdigit() or (low in _TIMING and low.isalpha()) else low)
        elif (low in ("and", "&") and _pairs(view, begin, at)) or _ACRONYM.fullmatch(token):
            pass  # "Science | and | Technology Meeting", "Emerging Technology | (ET) | Dialogue"
        else:
            at = _modifier(view, at, token, low)
            if at < 0:
                break
            begin = at
        position = at
    return begin, determiner, numbered, None, None


def _pairs(view: View, begin: int, at: int) -> bool:
    """Whether an "and" at ``at`` joins two capitalised modifiers ("Science and Technology Meeting")."""
    text = view.reading.text
    before = view.name_at(at - 2)
    first = text[begin : begin + 40].split(" ", 1)[0]
    return (
        before is not None and before.kind == "phrase" and before.head is None
        and first[:1].isupper() and first.lower() not in lexicon().event_heads
    )  # fmt: skip


def _participle(word: str) -> bool:
    """Whether ``word`` looks like a verb's past: "supported"; not "seed", "web-based", "united"."""
    return word.endswith("ed") and not word.endswith("eed") and "-" not in word and word != "united"


def _determined(text: str, at: int) -> bool:
    """Whether a determiner stands right before ``at``: "the anticipated …"."""
    return (
        text[max(0, at - 5) : at].lower().endswith((" the ", " a ", " an "))
        or text[max(0, at - 4) : at] == "The "
    )


def _modifier(view: View, at: int, token: str, low: str) -> int:
    """Where the modifier ``token`` begins (the whole name where it is part of one); -1 where it is none."""
    if token[:1] in ("“", '"', "«", "‘") and len(token) > 1:
        return at + 1
    closed = token[-1:] in ',.;:)!?”"»' and _DOTTED.search(token) is None
    if not token or closed or token[0] in "([":
        return -1
    if (
        low in _STOP
        or low in _VERBS
        or low in ("and", "or", "&", "more", "than")
        or low.endswith("ly")
        or _participle(low)
    ):
        return -1
    name = view.name_at(at)
    if name is None:
        return at if low[0].isalpha() else -1
    return -1 if name.kind in ("person", "role", "city") else max(name.start, view.start)


def _right(view: View, end: int) -> tuple[int, str | None]:
    """Where a phrase ends, its complement included, and the title that the text gives it."""
    text = view.reading.text
    titled = _TITLED.match(text, end, view.end)
    if titled is not None:
        return titled.end(), titled["title"].strip(" ,.") if titled["said"] else None
    link = _COMPLETES.match(text, end, view.end)
    if link is None or (link[0] == " in " and not _subject(text, link.end())):
        return end, None
    stop = min(
        [view.end, *(each.start for each in view.mentions if each.start >= end and each.kind == "date")]
    )
    position, last = link.end(), end
    for _ in range(_MOST_RIGHT):
        name = view.name_at(position)
        if name is not None and name.end <= stop:
            position = last = name.end
        else:
            token = _TOKEN.match(text, position, stop)
            if token is None or not _continues(view, text, token):
                break
            position += len(token[0].rstrip(',.;:)?!”"'))
            last = last if token[0].lower() in _JOINING else position
        titled = _TITLED.match(text, last, view.end)
        if titled is not None and position == last:
            return titled.end(), titled["title"] if titled["said"] else None
        if name is not None and text[position : position + 1] == "-" and view.name_at(position + 1):
            position += 1  # "the Polish-| German agreement"
            continue
        if text[position : position + 1] not in (" ", "\n"):
            break
        while text[position : position + 1] in (" ", "\n"):
            position += 1
    return last, None


def _subject(text: str, position: int) -> bool:
    """Whether a field of work stands at ``position``: "science", "Education"."""
    word = _TOKEN.match(text, position)
    return word is not None and word[0].lower().rstrip(",.") in _SUBJECTS


def _between_states(view: View, position: int) -> bool:
    """Whether a dash joins two countries: "of the Chile – Peru Commission"."""
    pair = view.name_at(position - 2), view.name_at(position + 2)
    return all(map(_stately, pair))


def _stately(name: Name | None) -> bool:
    return name is not None and any(each.kind == "country" for each in (name, *name.nested[:1]))


def _continues(view: View, text: str, token: re.Match[str]) -> bool:
    """Whether a token goes on with the complement."""
    low = token[0].lower().rstrip(",.;:")
    if low in ("–", "—"):
        return _between_states(view, token.start())
    if low == "in":  # "a seminar on cooperation in | science", not "in | Riga"
        return _subject(text, token.end() + 1)
    if low in ("of", "the", "a", "an", "for", "on"):
        following = _TOKEN.match(text, token.end() + 1)
        return following is None or following[0].lower().rstrip(",.") not in _WEEKDAYS
    if low in ("and", "&"):
        following = _TOKEN.match(text, token.end() + 1)
        return following is not None and following[0].lower() not in _STOP | _VERBS | _DETERMINERS
    if low.isdigit():  # "Horizon Europe Cluster | 5"
        before = text[text.rfind(" ", 0, token.start() - 1) + 1 : token.start()]
        return len(low) < 3 and before[:1].isupper() and view.mention_at(token.start()) is None
    if low in ("more", "over", "about"):
        return False
    return low not in _ENDS and low not in _VERBS and token[0][0] not in '(“"«' and not _participle(low)
