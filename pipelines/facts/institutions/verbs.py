"""Which verb says of a body that it was set up or is at work: grammar between a name and a word."""

from __future__ import annotations

import re

from pipelines.facts.institutions.body import Body
from pipelines.facts.naming import said_before
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention

FOUNDING, WORKING, RUNNING = "institutions.founding", "institutions.working", "institutions.running"
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|be|been|being|jointly|officially|formally|"
    r"finally|first|originally|recently|due|scheduled|expected|planned|set)\s*$|[,(]\s*$"
)
# A participle right after the body is passive where no object follows: "the Centre founded in 2004 by …".
_NO_OBJECT = re.compile(
    r"\s*(?:in|by|at|on|under|with|as|within|near|jointly|for|between|together|from|through|\d|,|\.|$)"
)
# What may follow a body before the verb that is said of it; any other word makes it part of a longer phrase.
_GOES_ON = re.compile(
    r"['\"’”»]?\s*(?:[,(]|$|(?:which|that|was|were|is|are|has|have|had|will|"
    r"shall|would|should|may|can|to|being|in|at|of|for|under|on|with|"
    r"within|near|"
    r"between|officially|formally|finally|jointly|now|also|currently|still|since|until|as|by)\b)"
)
_PARTICIPLE = re.compile(
    r"(?:working|operating|based|located|hosted|headquartered|(?:co-)?chaired|headed|led)\b"
)
_ARISING = "institutions.arising"
# A place or a host may part the body from it: "The X Institute at the University of Y opened its doors".
_PLACED = (
    r"(?:\s(?:at|in|of|for)\s(?:the\s)?[A-Z][\w'’-]*(?:\s(?:(?:of|and|for|the|de|in)\s){0,2}[A-Z][\w'’-]*)*)?"
)
_ALONE = re.compile(
    rf"{_PLACED}(?:,\s[a-z][^,;.]{{0,60}},)?[\s,]*(?:(?:now|later|originally|formally|officially|only|itself)\s)?"
)
# What is told in passing of a body, between commas: "The X, a joint unit of A and B, was created".
_ASIDE = re.compile(
    r"(?:\s\([^)]*\))?,\s(?:an?|the|run|hosted|jointly|located|led|based|linking|part|funded|operated|managed|"
    r"with|headed|supported|modelled|modeled|inspired|named|co-run|financed|housed|(?:co-)?[a-z]+ed\sby)\s"
    r"(?:[^,;.]{3,140},(?=\s(?!and\b))|[^;.]{3,180}?,(?=\s(?:was|were|is|has|will)\b))"
)
_ASIDES = 160
# A second predicate: "… and was founded", "…; it was launched".
_SECOND = re.compile(
    r"(?:\band|[;,]\s(?:and\s)?(?:it|the\s[a-z]+))\s(?:was|has\sbeen|had\sbeen)\s(?:[a-z]+ly\s|first\s)?\Z"
)
_MAIN = re.compile(
    r"\s(?:has|have|had|is|are|was|were|will|held|holds|meets|met|employs|serves|trains|offers)\s"
)
_SETTING_UP = re.compile(r"(?:setting\sup|establishing|creating|launching|founding|building)\b")
_SIGNED = re.compile(r"\b(?:signed|concluded)\b")
_AND_WAS = re.compile(r"\band\s(?:was|were|has|is|had)\b")
_ARTICLE = 8
_TREATY = re.compile(r"\b(?:[Cc]onvention|[Tt]reaty|[Cc]harter|[Ss]tatute)\s\Z")
_SINCE_ITS = re.compile(
    r"\b(?:[Ss]ince|[Ff]ollowing|[Aa]fter|[Ff]rom)\sits\s(?:[a-z]+\s)?"
    r"(inception|creation|establishment|foundation|founding|formation|launch|opening|inauguration)\s(?=in|on|by)"
)
_NEAR = 90
_LEFT = 30
_WITH = re.compile(r"\bwith\b")
_ATTRIBUTE = re.compile(r"\b(?:recently|newly|already|long)\s$")  # "in the recently opened Museum"
# What a preposition makes part of another phrase is not what the verb is said of: "many academies of the X
# Union were created", "a delegation of X was organised".
_INSIDE = re.compile(
    r"\b(?:[a-z]+\s(?:of|by|with|from|for|between|under|at|to|as)|[A-Z]\w+\sat)\s(?:[Tt]he\s|an?\s|its\s)?(?:[\w-]+\s)?$"
)
_THERE = re.compile(r"\b(?:where|whose|in\swhich|at\swhich)\b")
_MAKERS = re.compile(r"\bby\s(?:the\s)?[A-Z][\w .'-]*(?:,|\sand)\s(?:the\s)?\Z")
_PART_OF = re.compile(r"\b[a-z]+\s(?:of|and\sof)\s(?:the\s)?$")


def passive(view: View, body: Body, verb: str) -> tuple[int, int] | None:
    """The verb right after the body: "The Centre … was opened", "The Commission is functioning"."""
    aside = _ASIDE.match(view.reading.text, body.end, view.end)
    if aside is None and _in_aside(view, body):
        return None  # "The X, a joint unit of A and B, was created": said of X
    after = aside.end() - 1 if aside is not None else body.end
    found = view.words(verb, after, min(view.end, after + _NEAR))
    if not found and after > body.end:
        after = body.end
        found = view.words(verb, after, min(view.end, after + _NEAR))
    if not found:
        return None
    span = found[0]
    if verb == FOUNDING and _AND_WAS.search(view.slice(body.end, span[0])):
        return None  # "The laboratory is run by A and B and was created": said of the laboratory
    between = re.sub(r"\([^)]*\)", " ", view.slice(after, span[0]))
    if _THERE.search(between) or _MAKERS.search(
        view.slice(max(view.start, body.start - _LEFT * 2), body.start)
    ):
        return None  # "the X, where a reactor is being built", "satellites built by A and | B are launched"
    if verb == FOUNDING and _only_links(view, body.end, span[0]):
        return (
            span if _AUXILIARY.search(between) else None
        )  # "The X Centre and the Y Institute were founded …"
    if (between.strip() and not _GOES_ON.match(between)) or re.search(r"[;.:]\s", between):
        return None
    inner = view.between(after, span[0], "organization")
    others = [name for name in inner if not _in_brackets(view, after, name.start)]
    if others and not re.match(r"\s*,?\s(?:under|of|at|within)\s", between):
        return None
    return span if (_founds if verb == FOUNDING else _works)(view, body, between, span) else None


def _in_aside(view: View, body: Body) -> bool:
    """Whether the body stands in what is told in passing of the one before it."""
    before = view.between(max(view.start, body.start - _ASIDES), body.start, "organization")
    asides = (_ASIDE.match(view.reading.text, name.end, view.end) for name in before if name.end < body.start)
    return any(aside is not None and aside.end() > body.end for aside in asides)


def _founds(view: View, body: Body, between: str, span: tuple[int, int]) -> bool:
    """Whether the founding verb is said of the body: passive, or a participle without an object."""
    relative = re.match(r"\s*,?\s(?:which|that)\s", between)
    bare = not between.strip() and _NO_OBJECT.match(view.reading.text, span[1])
    rest = between[relative.end() if relative else 0 :]
    if re.search(r"\b(?:which|that)\b|\band\s(?!(?:was|were|is|are|has|have)\b)[a-z]", rest):
        return False
    if _SETTING_UP.match(view.reading.text, span[0]):
        return False  # "the Agency is setting up a station"
    before = view.slice(max(view.start, body.start - _LEFT), body.start)
    if view.words(_ARISING, *span):
        own = relative is not None or not _INSIDE.search(before)
        return own and _ALONE.fullmatch(rest) is not None
    if _AUXILIARY.search(between) and between.strip()[-1:] not in (",", "("):
        return relative is not None or not _INSIDE.search(before)
    if between.strip()[-1:] in (",", "(") and not _NO_OBJECT.match(view.reading.text, span[1]):
        return False  # "INRA, the French institute, founded the laboratory"
    held = _PART_OF.search(before) or (between.strip() and _INSIDE.search(before))
    return bool((_AUXILIARY.search(between) or bare) and not held)


def _works(view: View, body: Body, between: str, span: tuple[int, int]) -> bool:
    """Whether the body itself works; a mere participle ("…, based in X") must follow at once."""
    if re.search(r"\b(?:which|that|where|whose|who|and)\b|\ball\s*$", between):
        return False
    if _PARTICIPLE.match(view.reading.text, span[0]) is None:
        return not _INSIDE.search(view.slice(max(view.start, body.start - _LEFT), body.start))
    part = re.search(r"\bof\s(?:the\s)?$", view.slice(max(view.start, body.start - 8), body.start))
    return not part and not body.known and not between.strip(" ,")


def _only_links(view: View, start: int, end: int) -> bool:
    """Whether further bodies, and nothing else, stand between a body and its verb."""
    if " and " not in view.slice(start, end):
        return False
    rest = view.slice(start, end)
    for name in view.between(start, end):
        rest = rest.replace(view.slice(name.start, name.end), "")
    return (
        re.fullmatch(r"(?:\s|,|and|the|as well as|both|also|were|was|have|been|has|are|is|\(|\))*", rest)
        is not None
    )


def listed_after(view: View, body: Body, verb: str = FOUNDING) -> tuple[int, int] | None:
    """ "Created the X Centre and the Y Network": the verb before the first body of a list."""
    verbs = view.words(verb, max(view.start, body.start - 220), body.start)
    first = (
        next((name for name in view.between(verbs[-1][1], body.start, "organization")), None)
        if verbs
        else None
    )
    if first is None or not said_before(view, verb, first.start):
        return None
    rest = view.slice(first.end, body.start)
    for name in view.between(first.end, body.start):
        rest = rest.replace(view.slice(name.start, name.end), "")
    return (
        verbs[-1]
        if re.fullmatch(r"(?:\s|,|;|and|the|a|an|as well as|\(|\))*", rest) and re.search(r",|;|and", rest)
        else None
    )


def before(view: View, body: Body) -> tuple[int, int] | None:
    """The verb before a body: "opened the X Centre", "the establishment of …", "created the Y and …"."""
    verb = said_before(view, FOUNDING, body.start)
    if verb is None:
        return listed_after(view, body) if body.proper else None
    if _TREATY.search(view.slice(max(view.start, verb[0] - 16), verb[0])):
        return None  # the day of "signed the convention establishing the Agency" is not the Agency's
    if _WITH.search(view.reading.text, verb[1], body.start):
        return None  # "founded jointly with the University of …"
    if body.known and view.reading.text.startswith(" as ", body.end):
        return None  # "established the Agency as the leader"
    return None if _ATTRIBUTE.search(view.slice(max(view.start, verb[0] - 10), verb[0])) else verb


def planned_before(view: View, body: Body) -> bool:
    """ "The development of a joint laboratory": what is being prepared is not there yet."""
    return said_before(view, "institutions.preparing", body.start) is not None


def beyond_predicate(view: View, body: Body, verb: tuple[int, int]) -> list[Mention]:
    """The dates that are not the founding's: those of the main verb, where a participle tells the founding.

    "The Committee set up under the Agreement has met five times, lately in 2018".
    """
    signed = [date for date in view.dates if _SIGNED.search(view.slice(verb[1], max(verb[1], date.start)))]
    if verb[0] < body.end or view.slice(body.end, verb[0]).strip(" ,"):
        return signed
    main = _MAIN.search(view.reading.text, verb[1], view.end)
    return [*signed, *(date for date in view.dates if main is not None and date.start > main.start())]


def told_of_first(view: View, body: Body) -> tuple[int, int] | None:
    """ "The Commission has met five times since its creation in 1993", "The Centre has a hall in Oslo; it was
    founded in 1990": said of the sentence's first body.
    """
    first = next((name for name in view.names if name.kind == "organization"), None)
    if not body.subject and (first is None or first.start != body.start):
        return None
    born = _SINCE_ITS.search(view.text) if " its " in view.text else None
    if born is not None:
        return view.start + born.start(1), view.start + born.end(1)
    if body.start - view.start > _ARTICLE or " was " not in view.text:
        return None
    later = view.words(FOUNDING, body.end, view.end)
    return next((span for span in later if _SECOND.search(view.slice(body.end, span[0]))), None)


def _in_brackets(view: View, start: int, at: int) -> bool:
    before = view.slice(start, at)
    return before.count("(") > before.count(")")


def participle(view: View, start: int) -> tuple[int, int] | None:
    """ "X is an organisation … founded by A and B in 1992": the participle after what it is."""
    for span in view.words(FOUNDING, start, min(view.end, start + 140)):
        if _NO_OBJECT.match(view.reading.text, span[1]) and view.reading.text[span[0] : span[1]].endswith(
            ("ed", "up", "founded", "built")
        ):
            return span
    return None
