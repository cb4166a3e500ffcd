"""Which sentences a rule is asked of: those that hold something of what it needs.

A rule declares with ``when`` the classes of words (``lexicon/words``) and the kinds of names and figures that
it reads. A sentence has one index of all that stands in it (``View.holds``), and ``Rules`` asks a rule of no
sentence that holds none of them: most rules are silent on most sentences, and a question less is what makes
reading fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from pipelines.facts.reading import Reading, View
from pipelines.mentions.name import KINDS
from pipelines.mentions.triggers import looked_for
from schemas.fields import MENTION_KIND

Told = TypeVar("Told")
Rule = TypeVar("Rule", bound=Callable[..., object])

_THINGS = frozenset({*KINDS, *MENTION_KIND})


def needs(*classes: str) -> frozenset[str]:
    """``classes`` of words, names and figures as a set; KeyError for one that no sentence can hold."""
    for each in classes:
        if each not in _THINGS and not looked_for(each):
            raise KeyError(
                f"{each}: no class of words that texts are searched for, no kind of name or figure"
            )
    return frozenset(classes)


def when(*classes: str) -> Callable[[Rule], Rule]:
    """Declares of a rule that it tells nothing of a sentence that holds nothing of one of ``classes``."""
    needed = needs(*classes)

    def declare(rule: Rule) -> Rule:
        rule.needs = needed  # type: ignore[attr-defined]
        return rule

    return declare


class Rules(Generic[Told]):
    """Rules that are asked one after the other; one that declares nothing is asked of every sentence.

    ``needs`` is what any of them declares.
    """

    def __init__(self, *rules: Callable[[View], Iterable[Told]]) -> None:
        self._rules: list[tuple[frozenset[str] | None, Callable[[View], Iterable[Told]]]] = [
            (getattr(rule, "needs", None), rule) for rule in rules
        ]
        self.needs = frozenset(each for needed, _ in self._rules for each in needed or ())

    def __call__(self, view: View) -> Iterator[Told]:
        """All that the rules tell of a sentence, in their order."""
        holds = view.holds
        for needed, rule in self._rules:
            if needed is None or not needed.isdisjoint(holds):
                yield from rule(view)


def holding(reading: Reading, needed: frozenset[str]) -> list[View]:
    """The sentences of a document that hold something of what is ``needed``."""
    return [view for view in reading.views if not needed.isdisjoint(view.holds)]
