"""Lists of projects, one a line, and records of projects, one label a line ("Partners: …", "Duration: …")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.naming import quoted
from pipelines.facts.place import bodies, states
from pipelines.facts.projects.payers import together
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_BULLET = re.compile(r"\s*(?:[-–—•*·▪‣◦●○]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]")
_LABEL = re.compile(
    r"\s*(?:[-–—•*·]\s+)?(?P<label>[A-Z][\w /]{1,38}?)\s*(?:№|No\.?|#)?\s*:\s*(?P<value>\S.*)", re.DOTALL
)
_CODE = re.compile(
    r"(?:№|#|\bNo\.?|\bID:?)\s*(?P<signed>[A-Z0-9][\w./-]*\w)|\b(?P<bare>[A-Z]{2,8}[-/][\w./-]*"
    r"\d[\w./-]*|\d{3,}-[A-Z][\w-]*|(?=[A-Z0-9]*\d{2})[A-Z]{1,6}\d{3,})"
    r"\b"
)
# Where a title ends on its line: before brackets, a dash with spaces, a semicolon, a label or a year.
_TITLE_ENDS = re.compile(
    r"\s\(|\s[–—-]\s|;|\.\s|,\s(?=(?:19|20)\d\d|funded|financed|supported|"
    r"coordinated|coordinator|partner|together|jointly|in\scooperation|"
    r"with\s[A-Z]|grant\s|contract\s|bilateral\s|No\b)|\s(?:funded|financed|supported)\sby|,?\s(?:19|20)"
    r"\d\d\s?[–/-]|$"
)
_DASH = re.compile(r"\s[–—-]\s")
_PROGRAMME = re.compile(r"(?:funded|financed|supported|sponsored|co-funded)\sby\s(?:the\s)?", re.IGNORECASE)
# A line of a list without bullets: a title in quotation marks, or one with its years in brackets at the end.
_LINE = re.compile(
    r"[\"“«„][^\"”»]{5,160}[\"”»]|[A-Z][A-Z0-9+-]{2,14}:\s[A-Z][^.]{10,160}$|[A-Z][^.]{10,160}\([^)]{0,60}(?:19|20)\d\d\s?[–/-]\s?(?:19|20)?\d\d\)\.?$"
)
_LEAD = re.compile(r"\bprojects?\b", re.IGNORECASE)
_LABELS = ("title", "acronym", "code", "partners", "term", "funder")
# "Projects are funded under the following schemes:"
_OF_SCHEMES = re.compile(
    r"\b(?:following|these)\s(?:\w+\s)?(?:schemes|programmes|programs|funds|calls|instruments)[^:]*:\s*\Z"
)
_MARKS = " .\"“”«»'"
_LONGEST = 9
_SAID = re.compile(
    rf"[,.]?[\"”»]*,?\s(?:[A-Z]\S*\s|(?:he|she|they)\s|the\s[a-z]+\s){{0,3}}"
    rf"{alternation('people', 'reporting')}\b"
)
_LABELS_BELOW = 2
_REMARK = re.compile(r"\s*\([^()]*\)")
_GRANT = re.compile(
    r"\b(?:grant|contract|agreement|project)\s(?:agreement\s)?(?:No\.?|№|#|number)?\s?(?P<code>[A-Z0-9][\w./-]*\d)"
)
_LONGEST_TITLE = 260
_LONGEST_HEADING = 160
_OTHER = alternation("projects", "other")


def records(reading: Reading) -> Iterator[Fact]:
    """The projects of records and lists, in order."""
    views = reading.views
    index, listing = 0, False
    lead = views[0] if views else None
    while index < len(views):
        view = views[index]
        label = _label(view) if ":" in view.text else None
        titled = (
            label is not None and label[0] == "title" and (_LEAD.search(label[2]) or _goes_on(views, index))
        )
        if label is not None and (titled or _code_first(views, index, label)):
            fact, index = _record(views, index, label)
            yield fact
            continue
        opens = not index or views[index - 1].block != view.block
        bare = (view.kind == "heading" or opens) and label is None
        if bare and _labelled_below(views, index) and not _other_field(view):
            fact, index = _record(views, index, ("title", view.text.rstrip("."), ""))
            payer = _of_heading(lead) if listing and lead is not None and not fact.slots["funder"] else None
            yield fact._replace(slots={**fact.slots, "funder": payer}) if payer else fact
            continue
        if view.kind != "item" and not (listing and _LINE.match(view.text)):
            listing = (view.kind == "heading" or "projects.heads" in view.holds) and _leads(view)
            lead = view
        elif listing and label is None:
            before = views[index - 1]
            begins = before.block != view.block or _BULLET.match(view.text) or _NUMBER.fullmatch(before.text)
            fact_or_none = (
                _item(view, lead if lead is not None and lead.kind != "heading" else view) if begins else None
            )
            if fact_or_none is not None:
                yield fact_or_none
        index += 1


def _of_heading(lead: View) -> str | None:
    """The programme whose projects a heading announces: "Erasmus+ projects"."""
    known = [name for name in lead.names if name.kind == "programme"]
    return known[0].name if len(known) == 1 and lead.kind == "heading" else None


def record_title(view: View) -> str | None:
    """The title of the project whose record ``view`` is a field of ("Budget: 250 000 EUR")."""
    views, index = view.reading.views, view.index
    while index > max(0, view.index - _LONGEST) and (_label(views[index]) or _other_field(views[index])):
        label = _label(views[index])
        if label is not None and label[0] == "title":
            return label[1].strip(_MARKS)
        index -= 1
    first = views[index]
    fields = index < view.index and _label(first) is None
    return first.text.strip(_MARKS) if fields and _labelled_below(views, index) else None


def _leads(view: View) -> bool:
    """Whether a heading or an opening ("The projects are:") says that the items below are projects."""
    if view.kind == "heading":
        return _LEAD.search(view.text) is not None and len(view.text) < 90
    return (
        view.text.rstrip().endswith(":")
        and bool(view.words("projects.heads"))
        and _OF_SCHEMES.search(view.text) is None
    )


def _label(view: View) -> tuple[str, str, str] | None:
    """The class of a line's label, its value and the label itself: "Duration: 2018-2020" → ("term", …)."""
    found = _LABEL.match(view.text) if ":" in view.text[:60] else None
    if found is None:
        return None
    words = " ".join(found["label"].lower().split())
    for label in _LABELS:
        if re.fullmatch(alternation("projects", label), words):
            return label, found["value"].strip(), words
    return None


def _other_field(view: View) -> bool:
    """Whether a line is a field of a record that tells nothing of the project's slots: "Leader: Jane Roe"."""
    found = _LABEL.match(view.text) if ":" in view.text[:60] else None
    return found is not None and re.fullmatch(_OTHER, " ".join(found["label"].lower().split())) is not None


def _goes_on(views: list[View], index: int) -> bool:
    """Whether one of the next lines bears another label of a project's record."""
    labels = [_label(view) for view in views[index + 1 : index + 4]]
    return any(label is not None and label[0] != "title" for label in labels)


def _labelled_below(views: list[View], index: int) -> bool:
    """Whether the lines below a title are fields of a project's record, its title not among them."""
    first, following = views[index], views[index + 1 : index + 2]
    if not following or ":" not in following[0].text or len(first.text) > _LONGEST_HEADING:
        return False
    lines = [line for line in views[index + 1 : index + 4] if _label(line) or _other_field(line)]
    labels = [label[0] for line in lines if (label := _label(line)) is not None]
    own = first.kind == "heading" or following[0].block == first.block
    return (
        own
        and len(labels) >= _LABELS_BELOW
        and "title" not in labels
        and ("partners" in labels or len(set(labels)) > 1)
    )


def _code_first(views: list[View], index: int, label: tuple[str, str, str]) -> bool:
    """Whether a record begins here with its number, the title behind it."""
    following = _label(views[index + 1]) if index + 1 < len(views) else None
    return label[0] == "code" and "project" in label[2] and following is not None and following[0] == "title"


def _record(views: list[View], index: int, begins: tuple[str, str, str]) -> tuple[Fact, int]:
    """The record that begins at ``index``, and where it ends."""
    first = views[index]
    slots: dict[str, object] = {
        "code": begins[1].split()[0].strip(",;.") if begins[0] == "code" else None,
        "title": begins[1].strip(_MARKS) if begins[0] == "title" else None,
        "organizations": (),
        "countries": first.states(),
        "funder": None,
        "period": None,
    }
    used: list[Mention] = list(first.dates[:0])
    index += 1
    partners: list[str] = []
    countries: dict[str, None] = dict.fromkeys(first.states())
    for view in views[index : index + _LONGEST]:
        label = _label(view)
        if label is None and _other_field(view):
            index += 1
            continue
        if label is None or (label[0] == "title" and slots["title"]):
            break
        index += 1
        if label[0] == "title":
            slots["title"] = label[1].strip(_MARKS)
        if label[0] == "code":
            slots["code"] = label[1].split()[0].strip(",;.")
        elif label[0] == "acronym":
            slots["title"] = slots["title"] or label[1].strip(_MARKS)
        elif label[0] == "partners":
            partners.extend(bodies(view, view.start, view.end))
            countries.update(dict.fromkeys(view.states()))
        elif label[0] == "term" and view.dates:
            slots["period"] = edtf(view.dates[0])
            used.append(view.dates[0])
        elif label[0] == "funder" and slots["funder"] is None:
            slots["funder"] = _REMARK.sub("", label[1]).strip(" .")
            number = _GRANT.search(label[1])
            slots["code"] = slots["code"] or (number["code"] if number else None)
    slots["organizations"], slots["countries"] = tuple(dict.fromkeys(partners)), tuple(countries)
    return make(
        first, "project", "project.record", slots, (first.start, first.end), used, status="actual"
    ), index


def _item(view: View, lead: View) -> Fact | None:
    """One line of a list of projects; what it leaves open is taken from the sentence that opens the list."""
    bullet = _BULLET.match(view.text)
    at = view.start + (bullet.end() if bullet else 0)
    marks = next(quoted(view), None)
    if view.people and (led := view.text.find(": ", view.people[-1].end - view.start)) > 0:
        at = view.start + led + len(": ")  # "Prof. A (Lima) and Dr. B (Oslo): Title"
    if marks is not None:
        start, end, title = marks
    else:
        ends = _TITLE_ENDS.search(view.text, at - view.start + 3)
        if (
            ends is not None
            and _DASH.fullmatch(ends[0])
            and " " not in view.text[at - view.start : ends.start()]
        ):
            ends = _TITLE_ENDS.search(view.text, ends.end())  # "REEF – Corals of the South; …"
        start, end = at, view.start + (ends.start() if ends else len(view.text))
        end = next((name.start - 2 for name in view.names if _apart(view, name, start, end)), end)
        title = view.slice(start, end).strip(" ,.:")
    if _SAID.match(view.reading.text, end):
        return None  # "“We agreed …,” said …"
    if len(title) < 3 or not (title[0].isupper() or title[0].isdigit()) or len(title) > _LONGEST_TITLE:
        return None
    lines = [view, *_rest(view)]
    funder = next((found for line in lines if (found := _funder(line, end))), None)
    date = next((date for line in lines for date in line.dates if date.start >= end), None)
    partners = [
        body
        for line in lines
        for body in bodies(line, max(end, line.start), line.end)
        if body not in (funder or "")
    ]
    countries = [code for line in lines for code in states(line, max(end, line.start), line.end)]
    code = next((found for found in _CODE.finditer(view.text) if found[0] not in lexicon().programmes), None)
    slots = {
        "code": (code["signed"] or code["bare"]) if code else None,
        "title": title,
        "organizations": tuple(dict.fromkeys(partners)) or bodies(lead, lead.start, min(lead.end, start)),
        "countries": tuple(dict.fromkeys(countries)) or states(lead, lead.start, min(lead.end, start)),
        "funder": funder,
        "period": edtf(date),
    }
    return make(view, "project", "project.item", slots, (start, end), (date,), status="actual")


def _apart(view: View, name: Name, start: int, end: int) -> bool:
    """Whether a name behind a comma is no part of the title: "CORAL, University of Suva", "CORAL II, FP7"."""
    inside = name.kind in ("organization", "programme") and start + 2 < name.start < end
    return inside and view.slice(name.start - 2, name.start) == ", "


def _rest(view: View) -> list[View]:
    """The further sentences of an item."""
    found: list[View] = []
    for each in view.reading.views[view.index + 1 : view.index + 4]:
        if each.block != view.block or _BULLET.match(each.text) or _NUMBER.fullmatch(each.text):
            break
        found.append(each)
    return found


def _funder(view: View, start: int) -> str | None:
    funded = _PROGRAMME.search(view.text)
    at = view.start + funded.end() if funded else view.end
    name = next((each for each in view.names if 0 <= each.start - at < 3), None)
    schemes = [each for each in view.names if each.kind == "programme" and each.start >= start]
    known = [each for each in schemes if each.form == "known"]
    name = name or next(iter(known or schemes), None)
    return together(view, name) if name else None
