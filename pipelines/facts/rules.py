"""Which sentences a rule is asked of: those that hold something of what it needs.

A rule declares with ``when`` the classes of words (``lexicon/words``) and the kinds of names and figures that
it reads. A sentence has one index of all that stands in it (``View.holds``), and the rule is asked of no
sentence that holds none of them: most rules are silent on most sentences, and a question less is what makes
reading fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from pipelines.facts.reading import Reading, View
from pipelines.mentions.name import KINDS
from pipelines.mentions.triggers import looked_for
from schemas.fields import MENTION_KIND

Params = ParamSpec("Params")
Told = TypeVar("Told")
Rule = Callable[Concatenate[View, Params], Iterable[Told]]

_THINGS = frozenset({*KINDS, *MENTION_KIND})


def needs(*classes: str) -> frozenset[str]:
    """``classes`` of words, names and figures as a set; KeyError for one that no sentence can hold."""
    for each in classes:
        if each not in _THINGS and not looked_for(each):
            raise KeyError(
                f"{each}: no class of words that texts are searched for, no kind of name or figure"
            )
    return frozenset(classes)


def when(*classes: str) -> Callable[[Rule[Params, Told]], Rule[Params, Told]]:
    """A rule that is asked only of sentences that hold something of one of ``classes``, and is silent on
    others.

    What it needs stands in its attribute ``needs``.
    """
    needed = needs(*classes)

    def declare(rule: Rule[Params, Told]) -> Rule[Params, Told]:
        @wraps(rule)
        def asked(view: View, /, *args: Params.args, **kwargs: Params.kwargs) -> Iterable[Told]:
            return () if needed.isdisjoint(view.holds) else rule(view, *args, **kwargs)

        asked.needs = needed  # type: ignore[attr-defined]
        return asked

    return declare


def holding(reading: Reading, needed: frozenset[str]) -> list[View]:
    """The sentences of a document that hold something of what is ``needed``."""
    return [view for view in reading.views if not needed.isdisjoint(view.holds)]
