"""Whose programme it is among the bodies that its sentence names: who offers it, not who takes part."""

from __future__ import annotations

from collections.abc import Collection

from pipelines.facts.place import canonical, title
from pipelines.facts.programmes.lists import of_body
from pipelines.facts.programmes.programme import Programme
from pipelines.facts.reading import View
from pipelines.mentions.name import Name

_MOST = 6
_OWN = 0.5  # of a programme's name: as much of it is no other body's name
_UNION = ("EU",)


def offering(view: View, told: View, found: Programme, listed: Collection[str]) -> tuple[str, ...]:
    """The bodies that offer ``found``, which ``view`` names and ``told`` tells of; ``listed`` stand in
    a row with it. Where the lines name none it is the body's that the page is about.
    """
    named = {canonical(name): name for name in reversed(told.names) if name.kind == "organization"}
    bodies = [name for name in reversed(named.values()) if name.name not in listed]
    if "EU" in found.owners:
        bodies = [name for name in bodies if name.countries == _UNION]  # the Union's own; others take part
    elif not all(name.head == "university" for name in bodies):
        bodies = [name for name in bodies if name.head != "university"]
    titles = dict.fromkeys((*of_body(view, found), *(title(view.reading, name) for name in bodies)))
    fits = [body for body in titles if body not in found.name or len(body) < _OWN * len(found.name)]
    if not fits and not found.owners:
        topic = view.reading.topic
        fits = [topic.called] if topic is not None and _offers(topic, found) else []
    return tuple(fits)[:_MOST]


def _offers(topic: Name, found: Programme) -> bool:
    return topic.kind == "organization" and topic.head != "university" and topic.name != found.name
