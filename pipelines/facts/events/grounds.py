"""By what an event's noun phrase is said to take place: a verb, an ordinal, a date, whom it is with."""

from __future__ import annotations

import re

from pipelines.facts.events.phrases import Phrase
from pipelines.facts.events.settings import behind_relative, place_of
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

_HAPPENS_WITHIN = 150
_HELD_WITHIN = 60
_GIVEN_WITHIN = 80
_STILL_NAMED = re.compile(r"(?: (?:for|of|in) [^,.;]{2,50})?(?: (?:19|20)\d\d)? ")  # a prize's field and year
_WITH = re.compile(r" (?:with|between|of) (?:the )?")
# What may stand between a bare "the meeting" and a date of its own.
_DATED = re.compile(
    r",?(?: which)?(?: (?:was|were|is|will be|has been|to be))?(?: (?:held|organi[sz]ed|hosted|convened|"
    r"took place|takes place|will take place|scheduled|planned))?"
    r"(?: (?:on|in|from|for|of|between|during))?(?: the)?(?: \w+day,?)? ?\(?"
)
_PLACES = ("city", "country", "organization", "phrase")
_PLACED = re.compile(r" (?:in|at|near) (?:the )?|, | \(|: ")
_SENT = re.compile(r"\b(?:for|to undergo|to take part in|on) (?:a |an |the )?(?:[\w-]+ ){0,3}$")
# Bodies bear these names as often as events do.
_BODIES_TOO = ("general assembly", "forum", "dialogue", "congress", "plenary", "session", "assembly")
# Somebody else is the verb's subject: "During the visit, the rector opened …".
_SUBJECT = re.compile(r"[^,]*, (?:the |a |his |her |their |[A-Z])[^,]*")
_CALLS = ("call", "tender", "selection", "challenge", "call for proposals", "call for applications")
_OCCASION = re.compile(
    r"\b(?:dedicated|devoted|timed|occasion|honou?r|mark(?:s|ed|ing)?|"
    r"commemorat\w+|celebrat(?:ions?|ing))\b[^,.;]*$"
)
_HABIT = re.compile(r"[^,.;]{0,40}\b(?:regularly|annually|every|each year|periodically|alternately)\b")
_EVERY_YEAR = re.compile(r"(?:Each|Every) (?:\w+ )?(?:year|month|spring|summer|autumn|winter)\b|Annually\b")
_LISTS = re.compile(r"\b(?:including|such as) an? $")
_TAKING_PLACE = re.compile(
    r"\b(?:at|during|through|to|after|before|since|within) (?:the |an |a )?$", re.IGNORECASE
)
_PAST_VERB = re.compile(
    r"ed\b|\b(?:held|ran|took|underwent|met|spoke|won)\b"
)  # what is done every year is no event
# What an event did: "drew 200 experts", "discussed", "met".
_ACTS = re.compile(rf",? (?:also |then |jointly )?{alternation('events', 'acting')}\b")
_PARTED = re.compile(r"[;]|, (?:and|but)")
_POINT = re.compile(r"[.;:,]")
# What parts an event from the verb behind it, and a verb from the event behind it.
_OTHER_VERB = re.compile(r"[.;:]|\b(?:that|who|where|agreed|discussed|signed|said|noted)\b")
_OTHER_SUBJECT = re.compile(r" and (?:the )?[A-Z]")
_OTHER_OBJECT = re.compile(r"[.;]|, (?!and|or)|\b(?:with|in|on|that|which|who|to|from|by|for)\b")
_GATHERED = re.compile(
    r"\b(?:conven|gather|assembl|meet|met)\w*\s(?:(?:here|there|together|again|today)\s)?(?:for|at)\s(?:the|an?)\s\Z"
)
_DURING = re.compile(
    r"\b(?:[Dd]uring|In|[Ii]n the course of|[Aa]t the (?:end|beginning|conclusion) of|[Aa]s part of|"
    r"[Ww]ithin the (?:scope|framework|course) of|[Aa]t|[Tt]owards the end of) "
    r"(?:the|this|his|her|their|its) (?:\w+ )?$"
)
_PAST_TENSE = re.compile(r"\b(?:\w{2,}ed|was|were|had|held|met|spoke|took|gave|made)\b")
_TALKS, _TITLE = ("talks", "negotiations", "discussions", "consultations", "negotiation", "discussion"), 60
_ON = re.compile(r"\s(?:on|about|over|for|towards)\s(?:an?|the|its|their|several|two|new)\s")
_MET = re.compile(r"\b(?:held|took place|met)\b")
_TOWARDS = re.compile(r" (?:of|by|to|at)\b")


def ground(view: View, phrase: Phrase, others: list[int]) -> str | None:
    """The rule by which a phrase says that an event takes place; None where it does not."""
    if phrase.code == "award":
        return _awarded(view, phrase)
    happens, held = _happens(view, phrase), _held(view, phrase, others)
    if phrase.word == "signing ceremony" or (not held and _of_an_instrument(view, phrase)):
        return None  # the agreement that is signed, or that "talks on a memorandum" propose
    date = phrase.before or own_date(view, phrase)
    if phrase.word == "anniversary" and _observed(view, phrase, bool(date or happens or held)):
        return None
    if _habitual(view, phrase, bool(date or held)):
        return None
    if phrase.word in _CALLS:
        return "event.held" if held or happens else None
    if phrase.proper and phrase.strong:
        lead = view.slice(max(view.start, phrase.start - 16), phrase.start)
        said = bool(
            happens or held or phrase.numbered or phrase.before or _TAKING_PLACE.search(lead)
            or _acts(view, phrase)
        )  # fmt: skip
        if not said and phrase.word not in _BODIES_TOO:
            said = bool(date or place_of(view, phrase.start, phrase.end, others).names)
        return "event.named" if said else None
    if date and phrase.strong and view.slice(phrase.end, phrase.end + 2) == ": ":
        return "event.held"  # "Kick-off meeting: Riga, 3 May 2015"
    if phrase.code in ("meeting", "visit") and _with(view, phrase):
        return "event.with"
    if phrase.code == "training" and _sent(view, phrase):
        return "event.sent"
    if _takes_place(view, phrase, happens, held, date) or _acts(view, phrase):
        return "event.held"
    return "event.during" if _meanwhile(view, phrase) else _listed(view, phrase)


def _of_an_instrument(view: View, phrase: Phrase) -> bool:
    """Whether talks are said to be on an instrument, and not that they were held."""
    if phrase.word not in _TALKS or not _ON.match(view.reading.text, phrase.head[1], view.end):
        return False
    named = view.words("instruments", phrase.head[1], min(view.end, phrase.head[1] + _TITLE))
    return bool(named) and _MET.search(view.slice(phrase.head[1], view.end)) is None


def _habitual(view: View, phrase: Phrase, told: bool) -> bool:
    """Whether events are said to be held again and again, none in particular."""
    if phrase.plural and not told and _HABIT.match(view.reading.text, phrase.end, view.end):
        return True
    return not view.dates and _EVERY_YEAR.match(view.text) is not None


def _takes_place(view: View, phrase: Phrase, happens: bool, held: str, date: Mention | None) -> bool:
    """Whether verb, ordinal or date say of a phrase in small letters that it takes place."""
    if phrase.definite and not date and not happens and (phrase.bare or not held):
        return False
    if phrase.word == "event" and phrase.bare:
        return False
    if phrase.word == "training" and phrase.bare and not (phrase.determiner or held):
        return phrase.start == view.start and bool(date)  # "education, training and youth"
    if not phrase.strong and not phrase.proper:
        return bool(date and (happens or held or phrase.numbered))
    if not phrase.strong and not (date or happens or phrase.numbered or phrase.before):
        return False
    if happens or phrase.numbered or (date and (phrase.determiner or phrase.proper or held)):
        return True
    quoted = view.slice(phrase.start - 1, phrase.start) in ("«", "“", '"')
    return bool(held and (phrase.determiner or quoted or (phrase.plural and _PAST_VERB.search(held))))


def _observed(view: View, phrase: Phrase, told: bool) -> bool:
    """Whether an anniversary is only why something else took place, or nothing is told of it."""
    return not told or _OCCASION.search(view.slice(max(0, phrase.start - 60), phrase.start)) is not None


def _acts(view: View, phrase: Phrase) -> bool:
    """Whether a verb in the past right behind says what the event did: "a seminar discussed …"."""
    told = phrase.strong and not phrase.definite and (phrase.determiner or phrase.numbered or phrase.proper)
    return bool(told) and _ACTS.match(view.reading.text, phrase.end, view.end) is not None


def _meanwhile(view: View, phrase: Phrase) -> bool:
    """Whether something is said to have been done "during the visit", "in the course of the meeting"."""
    if not (phrase.definite and phrase.strong and phrase.code in ("meeting", "visit", "conference")):
        return False
    lead = view.slice(max(view.start, phrase.start - 50), phrase.start)
    return (
        not phrase.plural
        and _DURING.search(lead) is not None
        and _PAST_TENSE.search(view.reading.text, view.start, view.end) is not None
    )


def _listed(view: View, phrase: Phrase) -> str | None:
    """An event in a list of what is agreed: "…, including an international conference"."""
    lead = view.slice(max(view.start, phrase.start - 16), phrase.start)
    return "event.listed" if phrase.strong and _LISTS.search(lead) else None


def _sent(view: View, phrase: Phrase) -> bool:
    """Whether somebody is sent somewhere for it: "were sent to Japan for training"."""
    lead = view.slice(max(view.start, phrase.start - 110), phrase.start)
    verbs = view.words("events.sending", max(view.start, phrase.start - 110), phrase.start)
    return (
        bool(verbs) and _SENT.search(lead) is not None and bool(view.between(verbs[-1][1] - 1, phrase.start))
    )


def own_date(view: View, phrase: Phrase) -> Mention | None:
    """A date that stands right behind the phrase or its verb."""
    for date in view.dates:
        gap = view.slice(phrase.end, date.start) if 0 <= date.start - phrase.end < _HELD_WITHIN else None
        if gap is None or "/.." in (date.edtf or ""):
            continue
        gap = view.slice(_behind_place(view, phrase.end), date.start)
        if _DATED.fullmatch(gap) or not (phrase.bare or _PARTED.search(gap)):
            return date
    return None


def _behind_place(view: View, end: int) -> int:
    """Where the place that stands right behind ``end`` ends ("… | in Riga, Latvia"); else ``end``."""
    for name in view.names:
        if name.start > end and name.kind in _PLACES and _PLACED.fullmatch(view.slice(end, name.start)):
            end = name.end
    return end


def _happens(view: View, phrase: Phrase) -> bool:
    """Whether the verb behind the phrase says that it takes place."""
    end = behind_relative(view, phrase.end)
    for start, _ in view.words("events.happening", end, min(view.end, end + _HAPPENS_WITHIN)):
        between = view.slice(end, start)
        if "," in between and (not phrase.strong or _SUBJECT.fullmatch(between)):
            continue
        if not phrase.strong and _OTHER_SUBJECT.search(between) is not None:
            continue  # "the challenges, and the University held …"
        if _OTHER_VERB.search(between) is None:
            return True
    return False


def _held(view: View, phrase: Phrase, others: list[int]) -> str:
    """The verb right before the phrase (or the list it is in) by which somebody holds it or takes part; else
    ""."""
    first = min(
        [phrase.start, *(other for other in others if phrase.start - _HELD_WITHIN < other < phrase.start)]
    )
    verbs = view.words("events.holding", max(view.start, first - _HELD_WITHIN), first)
    if verbs and _OTHER_OBJECT.search(view.slice(verbs[-1][1], first)) is None:
        return view.slice(*verbs[-1]).lower()
    gathered = _GATHERED.search(view.slice(max(view.start, first - _HELD_WITHIN), first))
    return gathered[0].lower() if gathered is not None else ""


def _with(view: View, phrase: Phrase) -> bool:
    """Whether persons, bodies or places right behind say who meets whom, or who visits what."""
    link = (_WITH if phrase.code == "meeting" else _TOWARDS).match(view.slice(phrase.end, phrase.end + 20))
    placed = _behind_place(view, phrase.end) if link is None and phrase.code == "meeting" else phrase.end
    if placed > phrase.end:
        link = _WITH.match(view.slice(placed, placed + 20))  # "talks in Seoul with …"
    if phrase.holder is not None and phrase.code == "visit" and not phrase.definite:
        return True
    if link is None or not (phrase.strong or phrase.determiner or phrase.plural):
        return False  # "after much discussion with …"
    names = view.between(placed, min(view.end, placed + 60))
    kinds = ["person", "role", "organization", "government", "country", "city"]
    if phrase.code == "visit":
        kinds.append("phrase")  # "a study visit to the Geological Survey"
    if not names or names[0].kind not in kinds or _POINT.search(view.slice(placed, names[0].start)):
        return False
    return phrase.code == "visit" or (
        names[0].kind != "city" and not view.slice(phrase.end, names[0].start).strip().startswith("of")
    )


def _awarded(view: View, phrase: Phrase) -> str | None:
    """An award counts where it is given: a verb before it, or a date of its own behind a name of its own."""
    verbs = view.words("events.awarding", max(view.start, phrase.start - 50), phrase.start)
    if (
        verbs
        and phrase.proper
        and not phrase.plural
        and re.search(r"[.;,]|\b(?:for|in)\b", view.slice(verbs[-1][1], phrase.start)) is None
    ):
        return "event.awarded"
    given = view.words("events.given", phrase.end, min(view.end, phrase.end + _GIVEN_WITHIN))
    if (
        given
        and phrase.proper
        and not phrase.plural
        and _STILL_NAMED.fullmatch(view.slice(phrase.end, given[0][0]))
    ):
        return "event.awarded"
    if phrase.word.endswith("ceremony") and (_happens(view, phrase) or own_date(view, phrase)):
        return "event.held"
    return None
