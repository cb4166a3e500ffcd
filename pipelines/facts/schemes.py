"""The programmes, projects and networks that a page speaks of, by what it says they are.

A name is one where the text says so once ("ABC is a network of …", "the ABC project"); from then on its
figures are the scheme's where it is the subject ("ABC involves 23 institutes"), or "the programme" stands
for it. What a scheme's own facts are is for ``programmes`` and ``projects`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.facts.programmes.programme import generic
from pipelines.facts.reading import Reading, View, once
from pipelines.facts.rules import holding, needs
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_KINDS = ("programme", "project")
_NEEDED = needs(*_KINDS, "programmes.defining")
_CAPITAL = re.compile(r"[A-Z\d]")
_HEAD = rf"(?:{alternation('programmes', 'defining')})"
_IN_BRACKETS = r"(?:\s\([^()]{1,120}\))?"
_ASIDE = r"(?:,\s[^,.;]{2,80},)?"
_IS = re.compile(
    rf"['\"”’]?{_IN_BRACKETS}{_ASIDE}\s(?:is|was)\s(?:now\s|also\s)?(?:an?|the|one\sof\sthe)\s"
    rf"(?:[\w'&/-]+,?\s){{0,6}}?{_HEAD}\b",
)
_CALLED = re.compile(
    rf"['\"”’]?{_IN_BRACKETS}\s(?:[a-z]+\s)?{_HEAD}\b(?!\s[a-z]*(?:office|team|manager|leader))"
)
_BRINGS = re.compile(rf"{_IN_BRACKETS}\s(?:involves|brings\stogether|unites)\s")
_OPENS = re.compile(r"(?:[-•*–]\s)?(?:(?:The|Our|This)\s)?['\"“‘]?")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Tt]his|[Ii]ts)\s(?:[a-z]+\s)?['\"“‘]?\Z")
_DEFINITE = re.compile(rf"\b(?:the|this|our)\s{_HEAD}(?:'s)?\b(?!\s(?:of|for|on|in|to)\b)", re.IGNORECASE)
# What stands between a scheme and a figure of another thing: a second subject.
_PARTS = re.compile(r"[;:]|\.\s|,\s(?:and|but|while|whereas|which)\s|\s(?:while|whereas|which|who)\s")
_SUBJECT = 60  # letters before a name that is a sentence's subject
_RECALLED = 12  # sentences that "the programme" reaches back over


def subject(view: View, figure: Mention) -> Name | None:
    """The scheme that ``figure`` is said of: the subject of its sentence, by name or as "the programme"."""
    known = _known(view.reading)
    if not known:
        return None
    named = [name for name in view.names if name.end <= figure.start and name.name in known]
    opening = [name for name in named if _OPENS.fullmatch(view.slice(view.start, name.start))]
    for name in [*opening[:1], *reversed(named)]:
        if _leads(view, name.start, figure):
            return known[name.name]
    for said in _DEFINITE.finditer(view.reading.text, view.start, figure.start):
        if _leads(view, said.start(), figure):
            return _last(view, said.start(), known)
    return None


def _leads(view: View, start: int, figure: Mention) -> bool:
    """Whether what begins at ``start`` is the subject of what is said of ``figure``."""
    near = start - view.start <= _SUBJECT
    return near and _PARTS.search(view.reading.text, start, figure.start) is None


def _last(view: View, position: int, known: Mapping[str, Name]) -> Name | None:
    """The scheme that was named last before ``position``, at most a few sentences back."""
    views = view.reading.views
    for line in reversed(views[max(0, view.index - _RECALLED) : view.index + 1]):
        for name in reversed(line.names):
            if name.start < position and name.name in known:
                return known[name.name]
    return None


@once
def _known(reading: Reading) -> Mapping[str, Name]:
    """The schemes of a text by their wording, each by its first place."""
    found: dict[str, Name] = {}
    for view in holding(reading, _NEEDED):
        for name in view.names:
            if name.name not in found and (name.kind in _KINDS or _is_said_to_be(view, name)):
                found[name.name] = name
    return found


def _is_said_to_be(view: View, name: Name) -> bool:
    """Whether the words behind a name that says nothing by itself say that it is a scheme's."""
    network = name.kind == "organization" and name.head == "network"
    if not network and (name.kind != "phrase" or name.head is not None or name.countries):
        return False
    text = view.reading.text
    if _IS.match(text, name.end, view.end):
        return name.start - view.start <= _SUBJECT
    opens = _OPENS.fullmatch(view.slice(view.start, name.start)) is not None
    named = len(_CAPITAL.findall(name.name)) > 1 and not generic(name.name)
    if named and opens and _BRINGS.match(text, name.end, view.end):
        return True
    called = named and _CALLED.match(text, name.end, view.end) is not None
    return called and (opens or _ARTICLE.search(text, view.start, name.start) is not None)
