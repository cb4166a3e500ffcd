"""Projects: identified by a code, a quoted title, a name beside the word, or a place in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pipelines.facts.fact import Fact
from pipelines.facts.naming import ACRONYM, SmallHead, items, quoted, small_heads
from pipelines.facts.projects.accounts import completed, fullness, merged
from pipelines.facts.projects.described import described
from pipelines.facts.projects.fact import project
from pipelines.facts.projects.names import project_like
from pipelines.facts.projects.numbers import EUREKA, numbered
from pipelines.facts.projects.payers import HEAD, HEADS
from pipelines.facts.projects.records import records
from pipelines.facts.reading import Reading, View
from pipelines.facts.rules import Rules, holding, needs, when
from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.name import Name

NUMBERED, LATER = "projects.numbered", "projects.later"
_WORDS = needs(HEAD, HEADS, NUMBERED, LATER)
_CODE = r"(?=[A-Za-z/-]{0,12}\d|[A-Z]{1,8}-)[A-Z0-9][A-Za-z0-9]*(?:[./-][A-Za-z0-9]+)*"
_SIGN = r"(?:№|#|No\.?|Nr\.?|no\.|[Nn]umber|code|ID|ref\.)"
_AGREEMENT = r"(?:[Gg]rant\s[Aa]greement|GA|[Cc]ontract)"
# "project #AB-12", "projects No. 12 and No. 13"; a bare code only with letters and digits both.
_CODED = re.compile(
    rf"\b(?:[Pp]rojects?|[Gg]rant(?:\s[Aa]greement)?|[Cc]ontract|(?P<cost>COST\s[Aa]ction))\s*[,(]?\s*(?:{_SIGN}\s*:?\s*(?P<signed>{_CODE}"
    rf")|(?P<bare>[A-Z]{{1,8}}-?\d[\w/.-]*\w|[A-Z]{{2,5}}/\d[\w/.-]*\w|(?!\d{{4}}[-/]\d{{2,4}}\b)"
    r"\d[\w-]*-[\w/-]*\w))"
)
_BEFORE = re.compile(
    rf"\b(?:[Pp]rojects?|COST\s[Aa]ction)\b\s*(?:\(?{_SIGN}?\s*:?\s*(?P<code>{_CODE})\)?)"
    rf"?\s*(?:{alternation('programmes', 'calling')}|on\sthe\stopic(?:\sof)?|"
    rf"'s\s(?:full\s|official\s|working\s)?(?:title|name)\s(?:is|was)|on)?[\s,:–—-]*(?:\([^)]{{1,40}}\)\s*)?$"
)
# "Joint project of the Academy of Lima and the University of Oslo “Title”"
_OF_WHOM = re.compile(r"\bproject\s(?:of|by|between|with)\s(?:the\s)?[A-Z][^\"“”«»‘.;:]{3,160}\s$")
# "The project on wind, DANWIND, will be …"
_ON_WHAT = re.compile(r"\bproject\s(?:on|for|in|with|between|of)\s[^,.;:()]{3,80},\s(?:the\s)?$")
_HEADING = re.compile(
    r"(?:The\s)?(?:[A-Z][\w+]+\s)?[Pp]roject:?\s(?P<title>(?=[\w-]*[A-Z0-9][\w-]*[A-Z0-9])[A-Z][\w-]+(?:(?:\s?:|\s[–—-])\s[A-Z][^.|]{4,140})?)\s*$"
)
# "101099999 — Bees of the North — ERASMUS-EDU-2023": a number, the title, the call.
_NUMBERED = re.compile(
    r"(?P<code>\d{5,9}|[A-Z0-9-]*\d{5,}[\w-]*)\s[—–:-]\s(?P<title>.+?)(?:\s[—–-]\s[A-Z0-9-]{6,})?"
)
_QUOTE_FOLLOWS = re.compile(r"(?:\s(?:[Nn]o\.?\s?|#\s?)?[A-Z]{0,4}-?\d[\w/-]*)?:?\s?[\"“«„]\w")
_IS_PROJECT = re.compile(
    r"(?:\s\([^)]{1,120}\))?(?:,|\s(?:is|was))\s(?:also\s)?(?:an?|the|one\sof\sthe)\s"
    r"(?:(?!(?:of|for|in|by|with|that|which|and|to|the|an?|software|source)\b)[\w+€$.'-]+,?\s){0,8}?projects?\b(?!\s(?:manager|"
    r"partner|coordinator|leader|officer|assistant|proposal|member))"
)
_GENERATION = re.compile(
    rf"{alternation('projects', 'later')}(?:\s[a-z]+){{0,2}},?\s{alternation('programmes', 'calling')}\s"
    r"(?:the\s)?(?=[A-Z])"
)
_NEXT = re.compile(
    r"\b(?:next|following|second|third|fourth|fifth|new|follow-up|follow-on|successor|current|last|final|subsequent)\s$"
)
_BEFORE_BRACKET = re.compile(r"(?:\s[Pp]roject)?\s?[(\[](?:[\w./-]{2,24}[,;]\s)?$")
_SEVERAL = re.compile(r"\b[Pp]rojects(?:(?:\s[a-z]+){0,3}\s*[,:–—(-]*\s*|(?:\s[\w-]+){0,9}:\s)$")
_AFTER = re.compile(
    rf"\s*(?:\([^)]{{1,40}}\)\s*)?(?:{alternation('projects', 'apposed')}\s)?(?:project|subproject)\b"
)
_NAMED_BEFORE = re.compile(
    rf"\b[Pp]roject,?\s(?:(?:(?:is|was)\s)?{alternation('programmes', 'calling')}\s)?(?:the\s)?$"
)
# "Known as TRAIN4ALL (Training for All), the project aims to …".
_KNOWN_AS = re.compile(
    rf"{alternation('programmes', 'calling')}\s(?P<name>[A-Z0-9][\w+-]*)(?:\s\([^)]*\))?,\s"
    r"the\s(?:\w+\s){0,2}?project\b",
    re.IGNORECASE,
)
_ARE = re.compile(r"\s(?:are|were)\s(?:[\w+'’-]+\s){0,5}?projects\b")
# Two nations before the name of a project in capitals say whose it is, not what it is called.
_NATIONS = re.compile(
    r"[A-Z][a-z]+(?:an|ese|ish|ch|ic|i)?[-–][A-Z][a-z]+(?:an|ese|ish|ch|ic|i)\s(?=[A-Z0-9-]{3,}$)"
)
_INDEFINITE = re.compile(r"\b[Aa]n?\s$")
_ENTITLED = re.compile(rf"\b{alternation('programmes', 'calling')}\s$")
_BEGINS = 4
_HAS_CAPITALS = re.compile(r"\b[A-Z0-9]{3,}\b")  # "EARTH-Nordic" is no adjective, nor is "TITANIC"
# "Project A-12, New Vaccines for Cattle, is …".
_APPOSED = re.compile(r",\s([A-Z][^,;:.()]{8,120}),\s(?:is|was|has|funded|financed|implemented|carried)\b")
# "(Ref. 2018-1-XX01)", "(grant no. 12345)" right after a title.
_CODE_AFTER = re.compile(
    rf"(?:\s?[(\[]|,\s(?=(?:number|no\.|No\.?|{_AGREEMENT})\s))(?:[A-Za-z]+\s)?(?:{_AGREEMENT}\s?)?(?:[Rr]ef\.?|{_SIGN}|[Cc]ontract|"
    rf"[Aa]greement)?\s*:?\s*(?P<code>(?=[A-Za-z/-]*\d{{2}})(?!(?:19|20)\d\d\b)[A-Z0-9][\w./-]*(?:\s[A-Z]+/[\w/]+)?\w)"
    r"(?=[)\],;])"
)
_CAPITALS = r"(?=[A-Z0-9][\w.-]*[A-Z0-9])"  # begins a name in capitals
_OPENS_LIST = re.compile(
    rf"(?:,?\s{_CAPITALS}|(?:\s[A-Za-z]+){{0,4}}?\s*(?::\s|\s[–—-]\s|"
    rf",?\s{alternation('programmes', 'listing')}\s|\s?\())\s*(?:the\s)?"
)


def read(reading: Reading) -> Iterator[Fact]:
    """The projects of a document, each code or title once: where most is said of it, its term above all."""
    known: dict[str, int] = {}
    best: list[Fact] = []
    spoken = holding(reading, _WORDS)
    if reading.says("E! "):
        spoken = [
            view
            for view in reading.views
            if not _WORDS.isdisjoint(view.holds) or ("E!" in view.text and EUREKA.search(view.text))
        ]
    for fact in merged(chain(records(reading), (fact for view in spoken for fact in _of(view))), reading):
        keys = {str(key).casefold() for key in (fact.slots["code"], fact.slots["title"]) if key}
        number = next((known[key] for key in keys if key in known), None)
        if number is None:
            number = len(best)
            best.append(fact)
        else:
            fuller, other = sorted((best[number], fact), key=fullness, reverse=True)
            best[number] = completed(fuller, other)
        known.update((key, number) for key in keys if key not in known)
    yield from best


def _of(view: View) -> list[Fact]:
    """The projects of a sentence, the surest way of naming first."""
    found = list(_IDENTIFIED(view))
    if view.kind != "heading":
        found += _TOLD_OF(view)
    seen: list[str] = []
    kept: list[Fact] = []
    for fact in found:
        key = str(fact.slots["title"] or fact.slots["code"]).casefold()
        if not any(key in other for other in seen):
            seen.append(key + " " + str(fact.slots["code"]).casefold())
            kept.append(fact)
    return numbered(view, kept)


def _titled(view: View) -> Iterator[Fact]:
    """ "Project #AB-12 “Title”", with or without code; "the “Title” project"."""
    last: int | None = None
    several = bool(view.words(HEADS))
    for start, end, wording in quoted(view):
        before = _BEFORE.search(view.reading.text, max(view.start, start - 90), start) or _OF_WHOM.search(
            view.reading.text, max(view.start, start - 200), start
        )
        linked = (
            several
            and last is not None
            and start - last <= 30
            and re.fullmatch(
                r"(?:\s*\([^)]*\))?\s*[,;]?\s*(?:and|as well as)?\s*(?:the\s)?", view.slice(last, start)
            )
        )
        opened = several and _SEVERAL.search(view.slice(max(view.start, start - 90), start))
        if before or linked or opened or _AFTER.match(view.reading.text, end, view.end):
            last = end
            at = before.start() if before and "code" in before.groupdict() else start
            code = (before.groupdict().get("code") if before else None) or _code_after(view, end)
            numbered = _NUMBERED.fullmatch(wording)
            if numbered is not None:
                code, wording = numbered["code"], numbered["title"]
            yield project(view, code, wording, (at, end), "project.titled")


def _code_after(view: View, end: int) -> str | None:
    found = _CODE_AFTER.match(view.reading.text, end, view.end)
    return found["code"] if found else None


def _coded(view: View) -> Iterator[Fact]:
    for start, _ in sorted((*view.words(HEAD), *view.words(HEADS), *view.words(NUMBERED))):
        found = _CODED.match(view.reading.text, start, view.end)
        if found is None or (
            found["cost"] and _QUOTE_FOLLOWS.match(view.reading.text, found.end(), view.end)
        ):
            continue
        title = _APPOSED.match(view.reading.text, found.end(), view.end)
        end = title.end(1) if title else found.end()
        code = found["signed"] or found["bare"]
        start, name = _bracketed(view, found.start())
        behind = _behind(view, end) if name is None and title is None else None
        if behind is not None:
            name, end = behind.name, behind.end
        wording = title[1] if title else name or (found[0] if found["cost"] else _subject(view, start))
        yield project(view, code, wording, (start, end), "project.coded")


def _bracketed(view: View, start: int) -> tuple[int, str | None]:
    """ "The INNOVATE project (grant agreement No 1234)": the name before the bracket, and where it begins."""
    before = _BEFORE_BRACKET.search(view.reading.text, max(view.start, start - 60), start)
    if before is None:
        return start, None
    for name in view.names:
        if name.end == before.start() and name.kind in ("phrase", "project", "programme") and not name.head:
            first = next(
                (each for each in view.names if each.end == name.start - 1 and each.form == "known"), None
            )
            if first is not None and first.name.endswith("Project"):
                return first.start, view.slice(first.start, name.end)  # "Reef Project II (grant no. 1234)"
            return name.start, name.called
    return start, None


def _behind(view: View, end: int) -> Name | None:
    """The name right behind a number: "COST Action AB123 GreenRoofs"."""
    fits = ("phrase", "project")
    return next(
        (name for name in view.names if name.start == end + 1 and name.kind in fits and not name.head), None
    )


def _subject(view: View, start: int) -> str | None:
    """The name in capitals that begins the sentence: "SOLARIS, funded … under grant agreement No 123"."""
    first = view.names[0] if view.names else None
    if first is None or first.kind not in ("phrase", "project") or first.start - view.start > _BEGINS:
        return None
    short = first.acronym or first.name
    alone = first.end < start and not first.head and short.isupper() and len(short) > 2
    alone = alone and not view.words(HEAD, first.end, start)
    return first.name if alone else None


def generic(wording: str) -> bool:
    """Whether ``wording`` says only of what sort a project is ("R&D", "Joint", "Horizon 2020", "German")."""
    sorts = word_set("projects", "sorts", "apposed", "head", "heads")
    words = [word for word in re.split(r"[\s/-]+", wording) if word]
    return all(word.lower() in sorts or not word[0].isalnum() for word in words)


def _named(view: View) -> Iterator[Fact]:
    """A capitalised name beside "project": "the … (LOTUS) project", "Project Aurora"."""
    for found in small_heads(view, HEAD, "projects"):
        if found.name is not None and not found.possessive:
            fact = _before_head(view, found, found.name)
            if fact is not None:
                yield fact
    known = _KNOWN_AS.match(view.text)
    if known is not None:
        yield project(view, None, known["name"], (view.start, view.start + known.end()), "project.named")
    for name in view.names:
        own = name.kind == "project" and re.search(r"(?i)project\b", name.name) is not None
        called = (
            name.kind in ("phrase", "programme")
            and not name.head
            and _NAMED_BEFORE.search(view.reading.text, max(view.start, name.start - 30), name.start)
        )
        if view.reading.text.startswith("!", name.end):
            continue  # "Project E! 123"
        if _CODED.match(name.name) or (own and _QUOTE_FOLLOWS.match(view.reading.text, name.end, view.end)):
            continue
        if (own or called) and not generic(name.name) and not (called and len(name.name) < 3):
            end = _whole(view, name) if called else name.end
            yield project(
                view, _code_after(view, end), view.slice(name.start, end), (name.start, end), "project.named"
            )


def _whole(view: View, name: Name) -> int:
    """Where a title ends that goes on in small words: "entitled Bridges to Knowledge"."""
    entitled = _ENTITLED.search(view.reading.text, max(view.start, name.start - 14), name.start)
    first = items(view, name.start)[:1] if entitled else []
    return max(name.end, first[0][1]) if first and first[0][0] == name.start else name.end


@when("phrase", "project")
def _defined(view: View) -> Iterator[Fact]:
    """ "BioVault is an EU-funded project", "SESAME, a project of …": a name that is said to be a project."""
    for name in view.names:
        if name.kind not in ("phrase", "project") or generic(name.name) or len(name.name) < 3:
            continue
        called = _IS_PROJECT.match(view.reading.text, name.end, view.end) or _apposed(view, name)
        if not called:
            continue
        if (name.kind == "phrase" and name.head) or _CODED.match(name.name):
            continue
        yield project(view, None, name.called, (name.start, name.end), "project.is")


def _apposed(view: View, name: Name) -> bool:
    """ "A Danish-Peruvian project on wind, DANWIND, will be …": between commas behind what it is."""
    if not name.name.isupper() or not view.reading.text.startswith(",", name.end):
        return False
    return _ON_WHAT.search(view.reading.text, max(view.start, name.start - 110), name.start) is not None


@when(LATER, HEAD)
def _generations(view: View) -> Iterator[Fact]:
    """ "The second generation, named ABC2, began in 2004", "the next ABC project (AB3)": further projects."""
    text = view.reading.text
    for later, _ in view.words(LATER):
        found = _GENERATION.match(text, later, view.end)
        if found is None:
            continue
        name = next((name for name in view.names if name.start == found.end()), None)
        if name is not None and name.kind in ("phrase", "project", "organization", "programme"):
            yield project(view, None, name.name, (found.start(), name.end), "project.generation")
    for start, end in view.words(HEAD):
        bracket = ACRONYM.match(text, end, view.end)
        before = next((name for name in view.names if name.end == start - 1), None)
        if bracket is None or before is None or before.name.upper().startswith(bracket[1][:3].upper()):
            continue
        if _NEXT.search(text, max(view.start, before.start - 24), before.start):
            yield project(view, None, bracket[1], (before.start, bracket.end()), "project.generation")


def _before_head(view: View, found: SmallHead, name: Name) -> Fact | None:
    apposed = word_set("projects", "apposed")
    if (
        name.kind in ("person", "role", "event", "instrument", "government", "city", "country")
        and found.start == name.start
    ):
        return None
    if any(word not in apposed for word in found.modifiers) or (name.kind == "phrase" and name.head):
        return None
    if name.kind in ("organization", "programme") and not project_like(view, name):
        return None
    if _QUOTE_FOLLOWS.match(view.reading.text, found.end, view.end):
        return None  # "the Tempus CDP project “Title”"
    if _NEXT.search(view.reading.text, max(view.start, found.start - 24), found.start) and ACRONYM.match(
        view.reading.text, found.end, view.end
    ):
        return None  # ``_generations`` reads it
    if _behind(view, found.end) is not None and name.kind != "project":
        return None  # "the LIFE project PINEWOOD": of what sort it is
    end = name.end
    bracket = ACRONYM.match(view.reading.text, end, view.end)
    wording = view.slice(found.start, bracket.end() if bracket else end)
    plain = view.slice(found.start, end)
    adjective = " " not in plain and plain.lower().endswith(
        ("an", "ic", "al", "ish", "ese", "ous", "ed", "ing")
    )
    if _INDEFINITE.search(view.reading.text, max(view.start, found.start - 4), found.start):
        return None  # "an Erasmus+ Capacity Building project": of what sort it is
    if generic(plain) or (adjective and not _HAS_CAPITALS.search(plain)) or len(plain) < 3:
        return None
    wording = wording[nations.end() :] if (nations := _NATIONS.match(wording)) else wording
    return project(
        view,
        _code_after(view, found.end),
        name.full if name.full and found.start == name.start else wording,
        (found.start, found.end),
        "project.named",
    )


@when(HEADS)
def _listed(view: View) -> Iterator[Fact]:
    """Names in a list after "projects": "projects such as A, B and C"; "the A and B projects"."""
    for _, end in view.words(HEADS):
        found = _OPENS_LIST.match(view.reading.text, end, view.end)
        group = items(view, found.end()) if found else _said_to_be(view, end)
        for start, stop in group if len(group) > 1 else []:
            wording = view.slice(start, stop).strip("\"“”«»'")
            inner = next((name for name in view.names if name.start <= start and name.end >= stop), None)
            if (
                not generic(wording)
                and (inner is None or inner.kind in ("phrase", "project"))
                and len(wording) > 2
                and not wording[0].isdigit()
            ):
                yield project(view, None, wording, (start, stop), "project.listed")


def _said_to_be(view: View, end: int) -> list[tuple[int, int]]:
    """The names that a sentence begins with and calls projects: "A, B and C are Erasmus+ projects"."""
    group = items(view, view.start)
    said = _ARE.match(view.reading.text, group[-1][1], view.end) if len(group) > 1 else None
    return group if said is not None and said.end() == end else []


@when(HEAD)
def _in_heading(view: View) -> Iterator[Fact]:
    """A heading that names a project: "Project REEF: Corals of the Islands", "The “Title” project"."""
    found = _HEADING.match(view.text) if view.kind == "heading" else None
    if found is not None and not generic(found["title"]):
        span = (view.start + found.start("title"), view.start + found.end("title"))
        yield project(view, None, found["title"].strip(), span, "project.named")


_IDENTIFIED = Rules(_titled, _coded, _in_heading)
_TOLD_OF = Rules(_generations, _named, _defined, _listed, described)
