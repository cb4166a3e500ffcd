"""Who gives an amount of money and who receives it, by the grammar of its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.context_lines import announcer, funder_field, item, opening
from pipelines.facts.funding.payments import (
    GENITIVE,
    KINDS,
    Side,
    first_said,
    is_remark,
    said,
    side_of,
    subordinate,
)
from pipelines.facts.funding.possessors import NEAR_AMOUNT, in_relative, possessor, whose_funding
from pipelines.facts.funding.small_givers import (
    by_few_words,
    each_of,
    in_series,
    of_a_part,
    side_frame,
    the_body,
    unnamed_subject,
)
from pipelines.facts.home import codes
from pipelines.facts.reading import View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_GIVING, RECEIVING, _AMOUNTS = "figures.giving", "figures.receiving", "figures.amounts"
_GIVEN_BY = "figures.given_by"
_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+|its\s+)?\Z", re.IGNORECASE)
_OWNED = re.compile(r"\s+(?:[a-z-]+\s+){0,3}\Z")
_ARTICLES = re.compile(r"\s(?:the\s|its\s|a\s|an\s)?(?:new\s|then\s|former\s)?")
_PERSONS_FROM = re.compile(
    r"\b(?!(?:years|months|weeks|days|comes|stems|derives|originates|funds|grants|loans|means|resources|contributions)\b)[a-z]{3,}s\s+(from|by)\s+(?:the\s+)?\Z"
)
# "… to the project, coordinated by X": X has done something else than give.
_DONE_BY = re.compile(
    r"\b(?:coordinated|managed|led|run|headed|hosted|developed|organi[sz]ed|implemented|carried\sout|administered|"
    r"executed|conducted|prepared|signed|founded|owned|operated|won|used|chaired)\s+by\s+(?:the\s+|its\s+)?\Z",
    re.IGNORECASE,
)
_VIA = re.compile(r"\b(?:through|via)\s(?:the\s|its\s)?\Z")  # "supported with 2 million through the Fund"
_BY_WHOM = re.compile(r"\b(?:by|from)\s(?:the|an?)\s(?:[a-z-]+\s){1,3}\Z")  # "by the philanthropist Jane Roe"
_SUFFERED = re.compile(
    r"(?:co-?)?(?:funded|financed|supported|sponsored|subsidi[sz]ed)\b"
)  # not "were awarded"
_COMES = re.compile(r"\s(?:will\s)?(?:comes?|came|stems?)\s(?:[a-z]+\s)?from\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:[a-z]+ly\s)?\Z")
_JOINT = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:,|,?\s+and|,?\s+as\s+well\s+as|,?\s+together\s+with)\s+(?:the\s+)?"
)
_SIDES = re.compile(
    r"(?:(?:Through|Under|Within|In|Over)\s[^,;]{3,60},\s)?(?:(?:Now|Today|Together|In\stotal|The|These|these|the|All|all),?\s){0,3}"
    r"(?P<sides>(?:[Tt]wo|[Bb]oth|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)\s"
    r"(?:(?:member|partner|participating)\s)?(?:sides|countries|parties|governments|nations|states))\b"
)
_BOTH = 2
_PRONOUN = re.compile(
    r"(?:It|They)\b|(?:The|This)\s(?:[a-z]+\s)?(?i:fund|foundation|agency|council|ministry|government|academy|institute|university|"
    r"union|organi[sz]ation|bank|commission|programme|program|scheme|initiative|trust|cent(?:re|er)|association|society|department|"
    r"country|company|centre|committee)\b"
)
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:its|their|our)\b")
_GOVERNMENT = re.compile(r"\s+(?:[a-z]+\s+)?(?:government|state|authorities|side|taxpayer)s?\b")
_OWN_BUDGET = re.compile(
    r"\bwith\s+(?:an?|the|its)\s+(?:\w+\s+){0,2}(?:budget|cost|value|price)\s+of\s+(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
# "X is planning an investment of …", "Y has a fund of …".
_GRANT = re.compile(
    r"\b(?:an?|new|additional|annual)\s+(?:investment|grant|contribution|donation|subsidy|loan|funding|fund|package)\s+"
    r"(?:of|worth)\s+(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
_OTHER_WORD = re.compile(r"\s(?!(?:and|or|has|have|had|will|would|also|is|was|are|in|of|[a-z]+ly)\b)[a-z]")
# "the A–B joint research programme supported": not B gave
_OF_SCHEME = re.compile(
    r"(?:\s(?!(?:the|an?|its|their|this|these|our|of|for|in|to)\b)[a-z-]+){0,3}?\s(?:project|programme|program|scheme|initiative)s?\b(?!\sof\b)"
)
_OF_ONE = re.compile(r"\s(?:programme|program|scheme|initiative)\b(?!\sof\b)")
_AS_NOUN = re.compile(
    r"(?:grant|support|award|share|fund|offer|cover)\s(?:of|up\sto|worth|from|for|is|was|amounts?|totals?)\b"
)
_IT = re.compile(r"\b(?:it|they)\b")
_MAKES = re.compile(r"\b(?:makes?|making|made)\s(?:[a-z]+\s){0,3}\Z")
_AVAILABLE = re.compile(r"(?:\s[a-z]+){0,3}\savailable\b")
_AND = re.compile(r"\b(?:and|as\s+well\s+as|together\s+with)\b")
_NUMBERED = re.compile(r"\s\d")
# What begins a sentence with a capital and gives nothing: "Financing will be …", "Project funding is …".
# What a sentence may begin with before whom it is about.
_BEGINNING = re.compile(
    r"(?:(?:In|Since|Over|During|By|As|At|For|Until|Between|From)\s[^,]{3,40},?\s)?(?:[Tt]he\s)?(?:[a-z]+\s){0,2}"
)
_NUMERALS = word_set("numerals")
_NO_GIVERS = word_set("figures", "amounts", "contributions", "received_by")
_LEAD = 70  # how far from its beginning a paragraph names what it is about


def giver(view: View, amount: Mention, reach: int) -> Side | None:
    """Who gives: after "by" or "from", before a verb of giving, the possessor of the sum, or its relative
    clause.
    """
    named = [name for name in view.names if name.kind in KINDS and not is_remark(view, name)]
    both = _both_sides(view, amount)
    if both is not None:
        return both
    several = each_of(view, amount)
    if several is not None:
        return several
    if _COMES.match(view.reading.text, amount.end, reach) and not _after_by(view, named, amount, reach):
        source = by_few_words(view, amount, reach)  # "700,000 come from the partner universities"
        return Side(source) if source is not None else None
    names = (
        in_series(view, named, amount)
        or _after_by(view, named, amount, reach)
        or _scheme_after_by(view, reach)
        or whose_funding(view, named, amount)
        or in_relative(view, named, amount)
        or possessor(view, named, amount)
        or _subject(view, named, amount)
    )
    if names and names[0].form == "adjective" and names == whose_funding(view, named, amount):
        code = names[0].code or ""  # "of Norwegian funding"
        return Side(lexicon().country_names.get(code, names[0].name), (code,))
    if names:
        return side_of(view, names)
    body = the_body(view, amount)
    if body is not None:
        return side_of(view, [body])
    field = funder_field(view) or _announced(announcer(view)) or _in_item(view)
    if field is not None:
        return side_of(view, [field])
    small = unnamed_subject(view, amount) or by_few_words(view, amount, reach)
    if small is not None:
        return Side(small, view.reading.listed_before(view.start, 3))
    return _unnamed(view, amount) or side_frame(view)


def _both_sides(view: View, amount: Mention) -> Side | None:
    """ "The two sides will spend 10 million": the countries named just before, else the page's."""
    found = _SIDES.match(view.text)
    if found is None or not said(view, _GIVING, view.start, amount.start):
        return None
    if found["sides"].split()[0].lower() not in ("two", "both"):
        return Side(found["sides"], view.reading.listed_before(view.start, _BOTH + 1))
    before = view.previous.states() if view.previous is not None else ()
    known = before if len(before) == _BOTH else view.reading.home
    if len(known) != _BOTH:
        return Side(found["sides"])
    return Side(" and ".join(lexicon().country_names.get(code, code) for code in known), known)


def _in_item(view: View) -> Name | None:
    """Who gives by another sentence of the same item ("… funded by A. Project cost - 300 USD.")."""
    return next((name for line in item(view) if (name := _announced(line))), None)


def _announced(above: View | None) -> Name | None:
    """Who gives by the line that announces the list: whom "by" names, or its verb of giving's subject."""
    if above is None:
        return None
    named = [name for name in above.names if name.kind in KINDS and name.form != "adjective"]
    for _, end in above.words(_GIVEN_BY):
        by = next((name for name in named if 0 <= name.start - end <= 5), None)
        if by is not None:
            return by
    verb = first_said(above, _GIVING, above.start, above.end)
    before = [
        name
        for name in named
        if verb is not None
        and name.end <= verb
        and not subordinate(above, name)
        and not _OF_SCHEME.match(above.reading.text, name.end, above.end)
    ]
    return before[-1] if before else None


def _after_by(view: View, named: Sequence[Name], amount: Mention, reach: int) -> list[Name]:
    """ "… funded by A and B", "… from A"; before the amount only after a verb of giving in the passive."""
    passive = [end for _, end in view.words(_GIVEN_BY, view.start, reach)]
    given = any(  # "were awarded to students by the Fund"
        _PASSIVE.search(view.reading.text, max(view.start, verb - 16), verb)
        for verb, _ in view.words(_GIVING, view.start, reach)
    )
    for index, name in enumerate(named):
        lead = view.slice(max(view.start, name.start - 40), name.start)
        said = any(
            0 <= name.start - end <= 5 or _ARTICLES.fullmatch(view.slice(end, name.start)) for end in passive
        )
        behind = view.slice(max(amount.end, name.start - 40), name.start)
        persons = _PERSONS_FROM.search(behind)
        elsewhere = _DONE_BY.search(behind) or (persons and not (given and persons[1] == "by"))
        by = _BY.search(lead) or (name.kind == "person" and _BY_WHOM.search(lead))
        plain = amount.end <= name.start < reach and by and not elsewhere
        sure = said or (plain and (name.kind != "phrase" or _by_amount(amount, name)))
        sure = sure and (name.form != "adjective" or _governs(view, name))
        if sure and not of_a_part(view, amount, name):
            return _with_others(view, named, index)
    via = (
        name for name in named if given and name.kind == "organization" and amount.end <= name.start < reach
    )
    return [name for name in via if _VIA.search(view.slice(max(view.start, name.start - 14), name.start))][:1]


def _scheme_after_by(view: View, reach: int) -> list[Name]:
    """A programme that nobody is said to stand behind: "financed by the Alpine Grants with 3 million"."""
    passive = [end for _, end in view.words(_GIVEN_BY, view.start, reach)]
    schemes = [name for name in view.names if name.kind == "programme" and "EU" not in name.countries]
    return [name for name in schemes if any(0 <= name.start - end <= 5 for end in passive)][:1]


def _governs(view: View, name: Name) -> bool:
    """Whether an adjective stands for a state ("the Norwegian government")."""
    return _GOVERNMENT.match(view.reading.text, name.end, view.end) is not None


def _by_amount(amount: Mention, name: Name) -> bool:
    """Whether "from X" stands right by the sum or the word for it, so that a plain phrase is a giver."""
    return name.start - amount.end <= NEAR_AMOUNT


def _with_others(view: View, named: Sequence[Name], index: int) -> list[Name]:
    """The name at ``index`` and those that are joined to it ("A, B and C")."""
    found = [named[index]]
    for name in named[index + 1 :]:
        if not _JOINT.fullmatch(view.slice(found[-1].end, name.start)) or name.form == "adjective":
            break
        found.append(name)
    return found


def _subject(view: View, named: Sequence[Name], amount: Mention) -> list[Name]:
    """Who stands before the verb of giving, no preposition before it; none where the verb is one of
    receiving.
    """
    lead = view.slice(view.start, amount.start)
    if _OWN_BUDGET.search(lead):
        return []  # "the project is to support …, with a budget of …": what it costs, not who pays
    left, _ = view.clause(amount.start, amount.end)
    verb = _verb(view, left, amount.start)
    if verb is None:
        verb = _verb(view, view.start, amount.start)
    receives = first_said(view, RECEIVING, view.start, amount.start)
    if receives is not None and (verb is None or receives <= verb):
        return []
    owns = _OURS.search(view.slice(left, amount.start)) and view.words(_AMOUNTS, left, amount.start)
    grant = (_GRANT.search(lead) or _made_available(view, lead, amount)) if verb is None else None
    if verb is None and not owns and grant is None:
        return []
    limit = verb if verb is not None else view.start + grant.start() if grant is not None else amount.start
    semicolon = view.reading.text.rfind(";", view.start, limit)  # "A gives 1; the remaining members pay 2"
    before = [name for name in named if semicolon < name.start and name.end <= limit]
    before = [name for name in before if _can_give(view, name, limit)]
    if verb is not None:
        before = before or _schemes(view, verb)
    if not before:
        told_of = _PRONOUN.match(view.text) or (verb is not None and _IT.search(view.slice(view.start, verb)))
        return spoken_of(view) if told_of else []
    return joined_before(view, before)


def _verb(view: View, start: int, end: int) -> int | None:
    """Where the last verb of giving in ``[start, end)`` begins; "a grant of …", "support up to …" is none."""
    text = view.reading.text
    found = [
        span[0]
        for span in said(view, _GIVING, start, end)
        if not (
            _AS_NOUN.match(text, span[0])
            or (_SUFFERED.match(text, span[0]) and _PASSIVE.search(text, max(start, span[0] - 20), span[0]))
        )
    ]
    return found[-1] if found else None


def _can_give(view: View, name: Name, verb: int) -> bool:
    """Whether ``name`` can be the subject of a verb of giving at ``verb``."""
    return (
        not (_plain_word(view, name, verb) or name.name.lower() in _NUMERALS)
        and (name.name.lower() not in _NO_GIVERS or _the_body(view, name))
        and (name.form != "adjective" or _governs(view, name))
        and not _OF_SCHEME.match(view.reading.text, name.end, view.end)
        and not subordinate(view, name)
        and not _NUMBERED.match(view.reading.text, name.end)
    )


def _the_body(view: View, name: Name) -> bool:
    """Whether a common word is a body that the text has named: "the Foundation"."""
    article = view.slice(max(view.start, name.start - 4), name.start).lower() == "the "
    return article and (view.reading.meant(name) != name or (name.head or "").startswith("organization"))


def _schemes(view: View, verb: int) -> list[Name]:
    """The schemes that give where nobody stands behind them: "The X Initiative has invested …"."""
    text = view.reading.text
    found = [
        name
        for name in view.names
        if name.kind == "programme" or (name.kind == "phrase" and _OF_ONE.match(text, name.end, view.end))
    ]
    return [
        name
        for name in found
        if name.end <= verb
        and not (name.form == "known" and "EU" in name.countries)
        and not subordinate(view, name)
        and not is_remark(view, name)
    ]


def joined_before(view: View, before: list[Name]) -> list[Name]:
    """The last of ``before`` with those that are joined to it ("A, B and C", "A's B and C's D")."""
    found = [before[-1]]
    start = found[0].start
    for name in reversed(before[:-1]):
        between = view.slice(name.end, start)
        if GENITIVE.fullmatch(between):
            start = name.start  # whose body it is
            continue
        if len(found) == 1 and not _AND.search(between):
            break  # "To be called X, the Fund will give …"
        if not _JOINT.fullmatch(between):
            break
        found.insert(0, name)
        start = name.start
    return found


def _made_available(view: View, lead: str, amount: Mention) -> re.Match[str] | None:
    """ "The Union is making 2 million available": the verb before the amount, "available" behind it."""
    makes = _MAKES.search(lead)
    return makes if makes and _AVAILABLE.match(view.reading.text, amount.end, view.end) else None


def _plain_word(view: View, name: Name, verb: int) -> bool:
    """Whether a name is only the word that begins a sentence ("Max financial support", "Statistics show")."""
    lone = name.kind == "phrase" and name.start == view.start and name.name.isalpha() and name.name.istitle()
    known = name.acronym or name.full
    return (
        lone
        and not known
        and verb > name.end + 1
        and _OTHER_WORD.match(view.reading.text, name.end) is not None
    )


def spoken_of(view: View) -> list[Name]:
    """Whom "it" or "they" means: the subject of the sentence before in the paragraph."""
    before = view.previous
    if before is None:
        return []
    for name in before.names:
        if name.kind in ("country", "government", "organization") and name.form != "adjective":
            return [] if subordinate(before, name) else [name]
    return []


def _unnamed(view: View, amount: Mention) -> Side | None:
    """ "We invest …": the body that the page is about."""
    topic = view.reading.topic
    gives = said(view, _GIVING, view.start, amount.start)
    receives = said(view, RECEIVING, view.start, amount.start)
    body = topic if topic is not None and gives and _WE.search(view.slice(view.start, gives[0][0])) else None
    if receives and gives and receives[0] <= gives[0]:
        body = None
    if receives and not gives:
        return None  # "It … received initial funding of 6 million": not its own gift
    if body is None and (gives or _OURS.search(view.slice(view.start, amount.start))):
        body = _paragraph_body(view)
    return Side(view.reading.meant(body).name, codes(body)) if body is not None else None


def _paragraph_body(view: View) -> Name | None:
    """The international body that the paragraph begins with: what it speaks of is that body's giving."""
    first = opening(view)
    lead = first.between(first.start, min(first.end, first.start + _LEAD), "organization")
    if not lead or first is view or lead[0].countries:
        return None
    return lead[0] if _BEGINNING.fullmatch(view.slice(first.start, lead[0].start)) else None
