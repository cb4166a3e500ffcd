"""What observations and funding share: the time, the programme and the countries that a figure is said of."""

from __future__ import annotations

import re

from pipelines.facts.attach import date_near, frame, remark
from pipelines.facts.context_lines import announcer, record, term_field
from pipelines.facts.reading import View, codes
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_GOES_ON = re.compile(rf"{alternation('figures', 'going_on')}\b", re.IGNORECASE)
_FAR = 110
_TRADE = 70  # how far before an amount the word stands that says it is trade
_PHRASE = 30  # how far the noun phrase of a figure goes
_LEAD = 70  # a programme named this near to its paragraph's beginning is what the paragraph is about


def period(view: View, figure: Mention) -> Mention | None:
    """The time that ``figure`` is for: its own date, a remark's, the sentence's, or the one it goes on
    from.
    """
    attributive = [date for date in view.dates if _names_something(view, date)]
    own = date_near(view, figure.start, figure.end, exclude=attributive, far=_FAR)
    if own is not None and own is not frame(view, figure.start):
        return own
    said = remark(view, figure.end) or own or term_field(view)
    above = announcer(view)
    if said is None and above is not None and len(above.dates) == 1:
        said = above.dates[0]
    if said is not None or view.previous is None or not _GOES_ON.match(view.text):
        return said
    before = view.previous
    figures = [mention for mention in before.mentions if mention.kind != "date"]
    return period(before, figures[-1]) if figures else frame(before)


def _names_something(view: View, date: Mention) -> bool:
    """Whether a day stands right before a name as part of it ("the October 26 Summit")."""
    day = (date.edtf or "").count("-") >= 2 and "/" not in (date.edtf or "")
    return day and any(name.start == date.end + 1 and name.kind in ("event", "phrase") for name in view.names)


def programme(view: View, figure: Mention) -> Name | None:
    """The programme that ``figure`` is said of: the nearest in its sentence, else its paragraph's subject."""
    named = [name for name in view.names if name.kind == "programme"]
    if named:
        return min(named, key=lambda each: min(abs(each.start - figure.end), abs(figure.start - each.end)))
    above = announcer(view)
    around: list[View] = [*record(view), *([above] if above is not None else [])]
    for line in around:
        told = [name for name in line.names if name.kind == "programme"]
        if told:
            return told[0]
    first = view
    while first.previous is not None:
        first = first.previous
    lead = first.between(first.start, first.start + _LEAD, "programme")
    return lead[0] if lead else None


def countries(view: View, figure: Mention, of: Name | None) -> tuple[str, ...]:
    """The countries that ``figure`` is about: those of its clause or sentence, its programme's, the page's
    own.
    """
    left, right = view.clause(figure.start, figure.end)
    if view.between(figure.start, min(right, figure.end + _PHRASE), "country"):
        return view.states(left, right)  # "84 Indian participants" are India's, whose page it ever is
    found = view.states(left, right) or view.states()
    if not found and _international(view):
        return ()
    if of is not None:
        found = (*found, *codes(of))
    return tuple(dict.fromkeys((*view.reading.home[:1], *found, *view.section)))


def is_trade(view: View, amount: Mention) -> bool:
    """Whether an amount of money is trade, income or a price: it says something, but nobody gives it."""
    left, right = view.clause(amount.start, amount.end)
    near = view.words("figures.trade", max(left, amount.start - _TRADE), min(right, amount.end + _PHRASE))
    return (
        bool(near)
        and not view.words("figures.giving", left, right)
        and not view.words("figures.contributions", left, right)
    )


def _international(view: View) -> bool:
    """Whether the sentence (or the one it goes on from) speaks of a body that is of no one country."""
    bodies = [name for name in view.names if name.kind == "organization"]
    if not bodies and view.previous is not None and _GOES_ON.match(view.text):
        bodies = [name for name in view.previous.names if name.kind == "organization"]
    return any(not name.countries for name in bodies)
