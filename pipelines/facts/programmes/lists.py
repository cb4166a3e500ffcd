"""Programmes named by lines: the items of a list of schemes, a section's heading, a call's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.place import title
from pipelines.facts.programmes.programme import Programme, ends_in_head, generic, keys_of, owners, told
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import alternation
from pipelines.mentions.name import Name

_BULLET = re.compile(r"\s*(?:[•·▪‣◦●○]\s*|[-–—*]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)")
_WORD = r"[A-Z0-9][\w&+./'-]*"
_SMALL = r"(?:of|for|and|in|on|the|to|at|with|over|from|by|without|beyond|&)"
# A line that is a name, and what may follow it: its acronym, the year or country it is offered for, who
# offers it, a remark behind a dash or a bar.
_TITLE = re.compile(
    rf"(?:The\s)?(?P<name>(?!(?:About|Benefits|Details|Overview|How|Why|What)\b){_WORD}(?:\s(?:{_SMALL}\s){{0,2}}{_WORD}){{0,11}}?(?:\sfor\s(?:[\w-]+\s){{1,3}}?[a-z]{{3,}}s)?)"
    rf"(?:\s\((?P<acronym>[A-Z][\w&+./-]{{1,14}})\)"
    rf"(?P<head>(?:\s[a-z]+)?\s{alternation('programmes', 'listed_heads')})?)?"
    r"(?:,?\s\(?(?:19|20)\d\d(?:\s?[–/-]\s?(?:\d\d){1,2})?\)?)?"
    r"(?:\s*(?:$|[;,.*:]+$|\s[–—|-]\s|:\s|\(|,(?:\s[A-Z]\w+){1,2}$|,\s(?:since|from|until|launched|started)\s)|(?P<by>\sby\s(?:the\s)?[A-Z]))"
)
# "Establishment of the X Programme": what is done with it is no part of its name.
_DEED = re.compile(rf"(?i:{alternation('names', 'opening_deeds')})\sof\s(?:the\s|an?\s)?(?=[A-Z])")
_PROGRAMMES = re.compile(rf"\b(?i:{alternation('programmes', 'heads')})\s*:?$")
_COLON = re.compile(r"(?::|\s[–—-])\s(?=[A-Z])")
_SCHEME = re.compile(rf"\s(?:{alternation('programmes', 'listed_heads')})(?:\sfor\s.*)?$")
_OPENING = re.compile(rf"\b(?:{alternation('programmes', 'lists_of')})\b", re.IGNORECASE)
# "Key programmes:" over a list of names; study programmes are none.
_ANNOUNCED = re.compile(
    r"^(?!.*\b(?i:study|degree|master\S*|bachelor\S*|academic|educational|undergraduate|graduate|doctoral|training)\b)"
    r".*\b(?i:programmes|programs|schemes|initiatives)(?:\s(?:are|include|included))?\s*:$"
)
_OTHER = ("organization", "person", "event", "role", "country", "government", "city", "instrument")
_LEAST = 2
_COVERS = 0.6
# What a scheme's description begins with.
_SCHEMES = rf"{alternation('programmes', 'head')}|{alternation('programmes', 'heads')}"
_OFFERED = rf"(?:{_SCHEMES}|grants?|awards?|fund|funding|calls?)"
_OFFERS = re.compile(
    rf"(?:(?:This|These|The|Our)\s(?:\w+\s)?{_OFFERED}\b|"
    r"(?:Offer|Provid|Support|Fund|Enabl|Award)(?:s|es|ing)\b|"
    r"(?:Grants|Awards|Fellowships|Scholarships)\s(?:are|of|will\sbe|worth)\b|"
    r"(?:For|Open|Available|Designed|Aimed|Aims|Up\sto)\b)"
)
_ABOUT = re.compile(
    rf"(?:About|Details\sof|Overview\sof)\s(?:the|this)\s{_OFFERED}\b|"
    rf"(?:{_OFFERED}\s)?(?:[Dd]etails|[Oo]verview)\s*:?$",
    re.IGNORECASE,
)
# The fields that the offer of a scheme has.
_FIELD = re.compile(
    r"(?:(?:Application\s|Submission\s)?Deadline|Closing\sdate|Eligibility|Benefits|Stipend|"
    r"Who\s(?:can|may)\sapply|How\sto\sapply|Duration)\b",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(rf"\b[Tt](?:his|hese)\s(?:[\w-]+\s)?{_OFFERED}\b")
_SPOKEN = re.compile(rf"\b[Tt](?:his|hese|he)\s(?:[\w-]+\s)?(?:{_SCHEMES})\b")
# A description without a verb: "European initiative to support …".
_VERBLESS = re.compile(
    rf"(?:(?:An?|The)\s)?(?:[A-Z][\w&-]*[\s/]+|and\s|of\s|the\s|new\s|joint\s|global\s){{0,8}}(?i:{_SCHEMES})\s"
    r"(?:to|for|that|which|of)\b"
)
# A name that is nobody's else: with a digit or a capital within, "ERA4Life", "ABC-RISE", "InSpace".
_DISTINCT = re.compile(r"[A-Z]\w*(?:\d|[a-z][A-Z]|-[A-Z])[\w-]*\w")
_SHORT_BEFORE = re.compile(r"([A-Z][A-Z0-9+-]{2,14})\s?[:–-]\s(?:The\s)?")  # "SPARK: The Scheme for …"
_CALL = re.compile(r"\b(?:[Cc]alls?|[Aa]pplications?|[Pp]roposals?|[Nn]ominations?)\b")
_ITS = re.compile(
    rf"(?:(?:The|This)\s{alternation('programmes', 'head')}|It)\b|(?:[Ll]aunched|[Ee]stablished|[Cc]reated|"
    r"[Ii]ntroduced|[Ss]tarted|[Ss]et\sup|[Ff]ounded)\s(?:in|by|on)\b"
)
# "Founded in 2010, this company …": not the programme of the heading
_OF_ANOTHER = re.compile(
    r"[A-Z][a-z]+\s(?:up\s)?(?:in|by|on)\s[^,]{4,40},\s(?:this|the)\s(?:[a-z]+\s)?"
    r"(?:company|cent(?:re|er)|institut\w+|university|organi[sz]ation|agency|laboratory|foundation|network|association)\b"
)
_FURTHEST = 40  # lines of a list on either side
_DESCRIBES = 3  # lines below a name that may tell of it


def lines(view: View, among: bool) -> Iterator[Programme]:
    """A line that is a scheme's name and no more: an item, or a heading above its description. ``among``: the
    page is a list of offers."""
    found = _title(view)
    if found is None or _ABOUT.match(view.text):
        return
    wording = found["name"] + (found["head"] or "")  # "Rural Health (RH) Program"
    start = view.start + found.start("name")
    end = start + len(found["name"])
    name = next((name for name in view.names if name.start == start), None)
    item = view.kind == "item"
    if name is not None and not item and name.kind == "programme":
        return  # ``headings`` reads it
    body = _body(view) if item else None
    if generic(wording) and body is None:
        return
    if _told(view, found, name, among):
        whole = name if name is not None and name.end == end else None
        acronym = found["acronym"] or (whole.acronym if whole else None)
        keys, whose = (keys_of(whole), owners(whole)) if whole else ((), ())
        inner = told(view, view.start if _country_of(view) else start, end if item else view.end)
        yield Programme(start, end, wording, "programme.item", acronym, keys, inner, whose, body=body)


def _told(view: View, found: re.Match[str], name: Name | None, among: bool) -> bool:
    """Whether a line's name (``name`` begins it), its list, or the lines below say that it is a scheme's."""
    wording = found["name"] + (found["head"] or "")
    kind = name.kind if name is not None else ""
    whole = name is not None and kind in _OTHER and len(name.name) > _COVERS * len(wording)
    distinct = found["acronym"] or _DISTINCT.fullmatch(found["name"])
    if distinct and not (whole and kind != "event") and _introduced(view):
        return True
    scheme = _is_scheme(wording)
    if not scheme and (whole or kind in ("organization", "event")):
        return False  # a body's, a person's or a place's name
    if view.kind != "item":
        return scheme and (among or bool(found["by"]) or _described(view) or _in_list(view))
    several = " " in found["name"] or found["name"].isupper()
    return several and (scheme or _among_schemes(view) or _by_country(view))


def _title(view: View) -> re.Match[str] | None:
    bullet = _BULLET.match(view.text)
    start = bullet.end() if bullet else 0
    if (labelled := _country_of(view)) is not None:
        start = labelled
    deed = _DEED.match(view.text, start)
    return _TITLE.match(view.text, deed.end() if deed else start)


def _country_of(view: View) -> int | None:
    """Where an item goes on behind the country it begins with: "- Peru: Cooperation in Science (WTZ)"."""
    if view.kind != "item" or not view.names:
        return None
    first, bullet = view.names[0], _BULLET.match(view.text)
    begins = first.start - view.start == (bullet.end() if bullet else 0) and first.kind == "country"
    colon = _COLON.match(view.reading.text, first.end) if begins and first.form != "adjective" else None
    return colon.end() - view.start if colon is not None else None


def _names_scheme(found: re.Match[str] | None) -> bool:
    return found is not None and _is_scheme(found["name"] + (found["head"] or ""))


def _is_scheme(wording: str) -> bool:
    return _SCHEME.search(wording) is not None


def _among_schemes(view: View) -> bool:
    """Whether other lines of the list, or what opens it, say that its lines are schemes."""
    lines = _around(view)
    schemes = sum(1 for line in lines if _names_scheme(_title(line)))
    opening = _before(lines[0])
    said = opening is not None and _OPENING.search(opening.text) is not None and len(opening.text) < 160
    if schemes >= _LEAST or (said and schemes > 0):
        return True
    return opening is not None and len(lines) >= _LEAST and _ANNOUNCED.search(opening.text) is not None


def _by_country(view: View) -> bool:
    """Whether the list gives for each country the programme with it, under a line that says so."""
    if _country_of(view) is None:
        return False
    lines = _around(view)
    opening = _before(lines[0])
    headed = opening is not None and _PROGRAMMES.search(opening.text) is not None
    return headed and all(_country_of(line) is not None for line in lines)


def _in_list(view: View) -> bool:
    """Whether a line without a bullet stands among others that name schemes."""
    return len(_around(view)) > _LEAST and _among_schemes(view)


def _around(view: View) -> Sequence[View]:
    """The lines of the list that ``view`` stands in."""
    views, first, last = view.reading.views, view.index, view.index
    while first > max(0, view.index - _FURTHEST) and views[first - 1].kind == view.kind:
        first -= 1
    while last + 1 < min(len(views), view.index + _FURTHEST) and views[last + 1].kind == view.kind:
        last += 1
    return views[first : last + 1]


def _before(view: View) -> View | None:
    return view.reading.views[view.index - 1] if view.index else None


def _body(view: View) -> Name | None:
    """The body that the heading or line over a list names: whose schemes they are."""
    first = view.index
    views = view.reading.views
    while first > 0 and views[first].kind == "item":
        first -= 1
    lines = [views[first]]
    if first and views[first - 1].kind == "heading":
        lines.append(views[first - 1])
    for line in lines:
        for name in line.names:
            if name.kind == "organization" and name.end - name.start > _COVERS * len(line.text):
                return name
    return None


def offers(reading: Reading) -> bool:
    """Whether the page is a list of offers: three of its headings or more are schemes' names."""
    headed = (_title(view) for view in reading.views if view.kind == "heading")
    return sum(1 for found in headed if _names_scheme(found)) > _LEAST


def description(view: View) -> View:
    """What a line's programme is told in: the sentence below it; of prose, the line itself."""
    below = _below(view)[:1] if view.kind == "heading" or (view.kind == "item" and _described(view)) else ()
    return below[0] if below and below[0].kind == "prose" else view


def headings(view: View, among: bool) -> Iterator[Programme]:
    """A heading that is a programme's name, where the text below goes on about it or the page is a list of
    offers (``among``); a call under one."""
    yield from lines(view, among)
    for name in view.names:
        if name.kind != "programme" or not (name.form == "known" or ends_in_head(name.name)):
            continue
        if generic(name.name):
            continue
        alone = name.end - name.start >= _COVERS * len(view.text)
        told_of = (alone and (among or _in_list(view) or _goes_on(view, name))) or (
            name.end == view.end and _introduced(view)
        )
        labels = (
            name.form == "known" and name.start == view.start and view.slice(name.end, name.end + 2) == ": "
        )
        if told_of or labels or _CALL.search(view.slice(view.start, name.start)):
            short = _SHORT_BEFORE.fullmatch(view.slice(view.start, name.start))
            acronym = name.acronym or (short[1] if short else None)
            yield Programme(
                name.start, name.end, name.called, "programme.titled", acronym, keys_of(name),
                told(view, name.start, name.end), owners(name),
            )  # fmt: skip


def _below(view: View) -> Sequence[View]:
    return view.reading.views[view.index + 1 : view.index + 1 + _DESCRIBES]


def _described(view: View) -> bool:
    """Whether the lines below tell of a scheme: what it offers, its deadline, who may apply."""
    lines = _below(view)
    first = lines[:1]
    begins = [line for line in first if not _OF_ANOTHER.match(line.text)]
    return any(_ITS.match(line.text) or _OFFERS.match(line.text) for line in begins) or any(
        _ABOUT.match(line.text) or _FIELD.match(line.text) or _SPOKEN.search(line.text) for line in lines
    )


def _introduced(view: View) -> bool:
    """Whether the lines below say outright that what the line above them names is a scheme."""
    lines = _below(view)
    if not lines:
        return False
    said = _ABOUT.match(lines[0].text) or _VERBLESS.match(lines[0].text)
    block = [line for line in lines if line.block == lines[0].block]
    return bool(said) or any(_TAKEN_UP.search(line.text) for line in block)


def _goes_on(view: View, name: Name) -> bool:
    """Whether the lines below begin with the name of the scheme, or tell of one."""
    forms = {form for form in (name.name, name.acronym, name.full) if form}
    begins = any(
        line.text.removeprefix("The ").startswith(form) for line in _below(view)[:1] for form in forms
    )
    return begins or _described(view)


def under_heading(view: View) -> Iterator[Programme]:
    """What a line says of the programme that the heading above it names: "Launched in 2014 and …"."""
    if not view.dates:
        return
    bullet = _BULLET.match(view.text)
    start = bullet.end() if bullet else 0
    if _ITS.match(view.text, start) is None or _OF_ANOTHER.match(view.text, start):
        return
    for other in reversed(view.reading.views[max(0, view.index - 4) : view.index]):
        if other.kind != "heading":
            continue
        for name in other.names:
            if name.kind == "programme" and name.end - name.start >= _COVERS * len(other.text):
                at = max(view.start + start - 1, 0)  # as if the name stood before the verb
                inner = told(other, name.start, name.end)
                wording, acronym = name.called, name.acronym
                yield Programme(
                    at, at, wording, "programme.titled", acronym, keys_of(name), inner, owners(name)
                )
                return


def of_body(view: View, found: Programme) -> tuple[str, ...]:
    """The organisation that offers a listed scheme, as the heading over the list names it."""
    return (title(view.reading, found.body),) if found.body is not None else ()
