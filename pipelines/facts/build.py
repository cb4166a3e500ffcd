"""From what a rule read to a ``Fact``: evidence is the rule's sentence, positions are the stored text's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipelines.facts.fact import Fact
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention


def make(
    view: View,
    kind: str,
    rule: str,
    slots: Mapping[str, object],
    anchor: tuple[int, int],
    mentions: Iterable[Mention | None] = (),
    status: str | None = None,
) -> Fact:
    """A fact of ``kind`` that stands on the sentence ``view``.

    ``anchor`` is the span that says it (its modality is the fact's status unless ``status`` is given);
    ``slots`` are
    the columns of the kind, dates as EDTF text; ``mentions`` the figures and dates used (None is passed
    over).
    """
    return Fact(
        kind=kind,
        start=view.start,
        end=view.end,
        status=status or view.status(*anchor),
        rule=rule,
        slots=slots,
        mentions=_each_once(mentions),
    )


def _each_once(mentions: Iterable[Mention | None]) -> tuple[Mention, ...]:
    """``mentions`` without None and without repetition; they are few, comparing is faster than hashing."""
    found: list[Mention] = []
    for mention in mentions:
        if mention is not None and mention not in found:
            found.append(mention)
    return tuple(found)


def edtf(mention: Mention | None) -> str | None:
    """The EDTF text of a date, or None."""
    return None if mention is None else mention.edtf
