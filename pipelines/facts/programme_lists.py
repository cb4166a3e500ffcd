"""Programmes named by lines: the items of a list of schemes, a section's heading, a call's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.place import title
from pipelines.facts.programme import Programme, ends_in_head, generic, keys_of, owners, told
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.name import Name

_BULLET = re.compile(r"\s*(?:[-–—•*·▪‣◦●○]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)")
_WORD = r"[A-Z0-9][\w&+./'-]*"
_SMALL = r"(?:of|for|and|in|on|the|to|at|with|over|from|by|without|beyond|&)"
# A line that is a name, and what may follow it: its acronym, a remark behind a dash or a bar.
_TITLE = re.compile(
    rf"(?:The\s)?(?P<name>{_WORD}(?:\s(?:{_SMALL}\s){{0,2}}{_WORD}){{0,11}})"
    rf"(?:\s\((?P<acronym>[A-Z][\w&+./-]{{1,14}})\)(?P<head>\s{alternation('programmes', 'listed_heads')})?)?"
    r"\s*(?:$|[;,.]$|\s[–—|-]\s|:\s|\()"
)
_SCHEME = re.compile(rf"\b(?:{alternation('programmes', 'listed_heads')})$")
_OPENING = re.compile(rf"\b(?:{alternation('programmes', 'lists_of')})\b", re.IGNORECASE)
_OTHER = ("person", "event", "role", "country", "government", "city", "instrument")
_LEAST = 2
_COVERS = 0.6
# What a scheme's description begins with.
_SCHEMES = rf"{alternation('programmes', 'head')}|{alternation('programmes', 'heads')}"
_OFFERS = re.compile(
    rf"(?:(?:This|These|The|Our)\s(?:\w+\s)?(?:{_SCHEMES}|grants?|awards?|fund|funding|calls?)\b|"
    r"(?:Offer|Provid|Support|Fund|Enabl|Award)(?:s|es|ing)\b|"
    r"(?:For|Open|Available|Designed|Aimed|Aims|Up\sto)\b)"
)
_CALL = re.compile(r"\b(?:[Cc]alls?|[Aa]pplications?|[Pp]roposals?|[Nn]ominations?)\b")
_ITS = re.compile(
    rf"(?:(?:The|This)\s{alternation('programmes', 'head')}|It)\b|(?:[Ll]aunched|[Ee]stablished|[Cc]reated|"
    r"[Ii]ntroduced|[Ss]tarted|[Ss]et\sup|[Ff]ounded)\s(?:in|by|on)\b"
)


def items(view: View) -> Iterator[Programme]:
    """A line of a list of schemes: two of its lines or more are named as schemes, or its opening says so."""
    if view.kind != "item":
        return
    found = _title(view)
    if found is None or not (found["head"] or _is_scheme(found["name"]) or _among_schemes(view)):
        return
    wording, body = found["name"], _body(view)
    start = view.start + found.start("name")
    end = start + len(wording)
    name = next((name for name in view.names if name.start == start), None)
    if name is not None and _something_else(name, wording):
        return
    if (generic(wording) and body is None) or (" " not in wording and not wording.isupper()):
        return
    whole = name if name is not None and name.end == end else None
    acronym = found["acronym"] or (whole.acronym if whole else None)
    keys, whose = (keys_of(whole), owners(whole)) if whole else ((), ())
    inner = told(view, start, end)
    wording += found["head"] or ""  # "Rural Health (RH) Program"
    yield Programme(start, end, wording, "programme.item", acronym, keys, inner, whose, body=body)


def _title(view: View) -> re.Match[str] | None:
    bullet = _BULLET.match(view.text)
    return _TITLE.match(view.text, bullet.end() if bullet else 0)


def _is_scheme(wording: str) -> bool:
    return " " in wording and _SCHEME.search(wording) is not None


def _something_else(name: Name, wording: str) -> bool:
    """Whether a line's name is a body's, a person's or a place's: no scheme."""
    if name.kind in ("organization", "event"):
        return not _is_scheme(wording)
    return name.kind in _OTHER and len(name.name) > _COVERS * len(wording)


def _among_schemes(view: View) -> bool:
    """Whether other lines of the list, or what opens it, say that its lines are schemes."""
    lines = _around(view)
    schemes = sum(
        1 for line in lines if (found := _title(line)) and (found["head"] or _is_scheme(found["name"]))
    )
    opening = _before(lines[0])
    said = opening is not None and _OPENING.search(opening.text) is not None and len(opening.text) < 160
    return schemes >= _LEAST or (said and schemes > 0)


def _in_list(view: View) -> bool:
    """Whether a line without a bullet stands among others that name schemes."""
    return len(_around(view)) > _LEAST and _among_schemes(view)


def _around(view: View) -> Sequence[View]:
    """The lines of the list that ``view`` stands in."""
    views, first, last = view.reading.views, view.index, view.index
    while first > 0 and views[first - 1].kind == view.kind:
        first -= 1
    while last + 1 < len(views) and views[last + 1].kind == view.kind:
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


def headings(view: View) -> Iterator[Programme]:
    """A heading that is a programme's name, where the text below goes on about it; a call under one."""
    following = view.reading.views[view.index + 1] if view.index + 1 < len(view.reading.views) else None
    yield from _scheme_lines(view, following)
    for name in view.names:
        if name.kind != "programme" or not (name.form == "known" or ends_in_head(name.name)):
            continue
        if generic(name.name):
            continue
        alone = name.end - name.start >= _COVERS * len(view.text)
        told_of = alone and (_in_list(view) or (following is not None and _goes_on(following, name)))
        if told_of or _CALL.search(view.slice(view.start, name.start)):
            yield Programme(
                name.start, name.end, name.full or name.name, "programme.titled", name.acronym, keys_of(name),
                told(view, name.start, name.end), owners(name),
            )  # fmt: skip


def _scheme_lines(view: View, following: View | None) -> Iterator[Programme]:
    """A line that is a scheme's name and no more, above its description or among others of its sort."""
    found = _title(view)
    if found is None or not (found["head"] or _is_scheme(found["name"])) or generic(found["name"]):
        return
    name = next((name for name in view.names if name.start == view.start + found.start("name")), None)
    if name is not None and (name.kind == "programme" or _something_else(name, found["name"])):
        return
    described = following is not None and (_ITS.match(following.text) or _OFFERS.match(following.text))
    if not (described or _in_list(view)):
        return
    start, wording = view.start + found.start("name"), found["name"] + (found["head"] or "")
    inner = told(view, start, view.end)
    yield Programme(start, start + len(wording), wording, "programme.item", found["acronym"], (), inner)


def _goes_on(view: View, name: Name) -> bool:
    forms = {form for form in (name.name, name.acronym, name.full) if form}
    text = view.text.removeprefix("The ")
    begins = any(text.startswith(form) for form in forms)
    return begins or (_ITS.match(view.text) or _OFFERS.match(view.text)) is not None


def under_heading(view: View) -> Iterator[Programme]:
    """What a line says of the programme that the heading above it names: "Launched in 2014 and …"."""
    if not view.dates:
        return
    bullet = _BULLET.match(view.text)
    start = bullet.end() if bullet else 0
    if _ITS.match(view.text, start) is None:
        return
    for other in reversed(view.reading.views[max(0, view.index - 4) : view.index]):
        if other.kind != "heading":
            continue
        for name in other.names:
            if name.kind == "programme" and name.end - name.start >= _COVERS * len(other.text):
                at = max(view.start + start - 1, 0)  # as if the name stood before the verb
                inner = told(other, name.start, name.end)
                wording, acronym = name.full or name.name, name.acronym
                yield Programme(
                    at, at, wording, "programme.titled", acronym, keys_of(name), inner, owners(name)
                )
                return


def of_body(view: View, found: Programme) -> tuple[str, ...]:
    """The organisation that offers a listed scheme, as the heading over the list names it."""
    return (title(view.reading, found.body),) if found.body is not None else ()
