"""Where a sentence names a programme: by its head, quoted, in a list after "programmes", or by what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.naming import ACRONYM, SmallHead, items, quoted, said_before, small_heads
from pipelines.facts.reading import View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.name import Name

HEAD, HEADS = "programmes.head", "programmes.heads"
_HEAD = rf"(?:{alternation('programmes', 'head')})"
_WEAK = frozenset({"strategy"})
_ORDINAL = re.compile(r"(?:\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)\s+$")
# "… Action II/External Window": what follows a known programme's name and belongs to it.
_PART = re.compile(r"\s(?:[A-Z][\w./&-]*\s){0,3}?(?:(?:Key\s)?Actions?|Window|Fellowships?|Scholarships?|Strand|Pillar|Phase)\b(?:\s(?:[IVX]+|\d+)\b)?(?:/[A-Z]\w*(?:\s[A-Z]\w*)*)?")
_COPULA = re.compile(
    r"(?:\s*\([^)]{1,60}\))?[\"”'»]?(?:,\s+|\s+(?:is|was|are|were|has\sbeen|became|remains)\s+)(?:also\s+)?"
    rf"(?:a|an|the|one\sof\sthe|its)\s+(?:[\w&'-]+\s+){{0,6}}?{_HEAD}s?\b(?!\s(?:officer|manager|coordinator|director|committee|office|of\scooperation))"
)  # fmt: skip
_COMPLEMENT = re.compile(
    r"\s+(?:on|for|to|in|of)\s+(?:(?!\b(?:which|that|is|was|has|have|will|aims|aimed|were|are|where|who|[a-z]+ed\s(?:the|a|an|in|by|[a-z]+s|[A-Z]\w+))\b)[^,.;:()\"”“])"
    r"{3,90}(?=[,.;:()]|\s(?:which|that|is|was|has|have|will|aims|aimed|were|are|where|who|[a-z]+ed)\b|$)"
)
_BEGUN = re.compile(rf"\s(?:was|were|is|has\sbeen|will\sbe)\s+(?:\w+\s+)?{alternation('programmes', 'beginning')}\b")
_THIS = re.compile(rf"(?:This|The)\s+(?:new\s+)?{_HEAD}\b")
_LABEL = re.compile(r"(?:[-–—•*·]\s*)?(?P<label>[A-Z0-9][^:.;()]{5,70}?)(?:\s\([^)]{2,15}\))?:\s+(?=[A-Z])")
_SUBORDINATE = re.compile(r"\s(?:of|for|on|in|to|under|at|with|against|from)\s")
_DEFINITE = re.compile(r"\b[Tt](?:he|his)\s$")
_HEADING_SHARE = 0.6
_EARLY = 8  # headings this near to the page's beginning can be its title


@dataclass(frozen=True, slots=True)
class Programme:
    """One place where a programme is named; ``rule`` says how. ``group`` spans the list it stands in.

    ``countries`` are those in its name, ``owners`` whose the lexicon says it is.
    """

    start: int
    end: int
    name: str
    rule: str
    acronym: str | None = None
    keys: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    group: tuple[int, int] | None = None


def programmes(view: View) -> Iterator[Programme]:
    """The programmes that ``view`` names, none overlapping one found by a surer rule."""
    taken: list[tuple[int, int]] = []
    headed = (_listed, _quoted, _small, _headed, _said, _described, _labelled)
    for find in headed if _has_head(view) else (_headed, _said, _labelled):
        for found in find(view):
            if not any(start < found.end and found.start < end for start, end in taken):
                taken.append((found.start, found.end))
                yield found


def _has_head(view: View) -> bool:
    return bool(view.words(HEAD) or view.words(HEADS))


def generic(wording: str) -> bool:
    """Whether ``wording`` says only of what sort a programme is ("R&D", "Joint", "New", "Asian")."""
    sorts = word_set("programmes", "sorts", "head", "heads")
    return all(word.lower() in sorts or not word[0].isalnum() for word in re.split(r"[\s/-]+", wording) if word)


def _adjective(wording: str) -> bool:
    return " " not in wording and wording.lower().endswith(("an", "ic", "al", "ish", "ese", "ous"))


def _headed(view: View) -> Iterator[Programme]:
    """Capitalised names with a programme's head, and those that the lexicon knows."""
    for name in view.names:
        if name.kind != "programme" or generic(name.name):
            continue
        start, end = name.start, name.end
        if name.form != "known" and re.match(r"\s[\"“«]\w", view.slice(end, min(view.end, end + 3))):
            continue  # the name is what stands in the quotation marks
        if name.form == "known":
            part = _PART.match(view.reading.text, end, view.end)
            end = part.end() if part else end
        elif not _firm(view, name) or not _ends_in_head(name.name):
            continue
        first = _first_part(view, name)
        ordinal = _ORDINAL.search(view.reading.text, max(view.start, start - 12), start)
        start = first.start if first else ordinal.start() if ordinal else start
        wording = name.name if (start, end) == (name.start, name.end) else view.slice(start, end)
        acronym = name.acronym
        if first is not None:
            wording, acronym = f"{first.name} {name.name}", first.acronym
        keys = _keys(name) if end == name.end else ()
        cut = _before_list(view, name) if end == name.end else None
        if cut is not None:
            end, wording = cut, view.slice(start, cut)
        yield Programme(start, end, wording, "programme.named", acronym, keys, () if cut else _told(view, start, end), _owners(name))


def _before_list(view: View, name: Name) -> int | None:
    """Where a name ends that runs into a list of countries: "the X Programme | for Peru, Chile and Cuba"."""
    listed = view.between(name.end, min(view.end, name.end + 30), "country")
    if not listed or view.slice(name.end, listed[0].start).strip(" the") not in (",", "and"):
        return None
    runs_in = re.search(r"\s(?:for|with|in|between)\s(?:the\s)?[A-Z][\w\s-]*$", name.name)
    inner = [each for each in name.nested if each.kind == "country" and each.end == name.end]
    return name.start + runs_in.start() if runs_in and inner else None


def _first_part(view: View, name: Name) -> Name | None:
    """What stands before an acronym in brackets in the midst of a name: "Green Futures (GF) Seed Grants"."""
    if name.start < 2 or view.reading.text[name.start - 2 : name.start] != ") ":
        return None
    for other in view.names:
        if other.acronym and other.kind == "phrase" and not other.full and other.end < name.start:
            bracket = ACRONYM.match(view.reading.text, other.end)
            if bracket and bracket.end() == name.start - 1:
                return other
    return None


def _firm(view: View, name: Name) -> bool:
    """Whether the head makes a programme by itself; a plan, mechanism or call needs a term, an acronym or a beginning."""
    if name.head in _WEAK or not (_strong(name) or name.acronym):
        dated = any(0 <= date.start - name.end < 8 and "/" in (date.edtf or "") for date in view.dates)
        begins = _first_part(view, name) or name
        return dated or said_before(view, "programmes.announcing", begins.start) is not None
    return True


def _strong(name: Name) -> bool:
    heads = lexicon().programme_heads
    words = re.split(r"\s+", name.name.casefold())
    return any((head := heads.get(word) or heads.get(word.removesuffix("s"))) and head.strong for word in words)


def _ends_in_head(wording: str) -> bool:
    """Whether the head is a name's first word or ends it before "of", "for": "Seed Grants for Towns", not "Program Results"."""
    words = _SUBORDINATE.split(wording)[0].casefold().split()
    heads = lexicon().programme_heads
    ends = {words[-1], words[-1].removesuffix("s"), " ".join(words[-2:])}
    return len(wording.split()) > 1 and (any(word in heads for word in ends))


def _keys(name: Name) -> tuple[str, ...]:
    known = lexicon().programmes.get(name.name)
    return tuple(key.casefold() for key in (name.full, name.acronym, known.name if known else None) if key)


def _told(view: View, start: int, end: int) -> tuple[str, ...]:
    """The countries that stand in the name itself."""
    inner = [each for name in view.between(start, end) for each in (name, *name.nested)]
    codes = [name.code for name in inner if name.kind in ("country", "government") and name.code]
    return tuple(dict.fromkeys(code for code in codes if code != "EU"))


def _owners(name: Name) -> tuple[str, ...]:
    """Whose programme it is by the lexicon; of an unknown name, what known names in it tell ("EU", "Fulbright")."""
    return name.countries


def _small(view: View) -> Iterator[Programme]:
    """A head in small letters after a name: "the ACRO programme", "the Body's technical exchange scheme"."""
    for several, label in ((False, HEAD), (True, HEADS)):
        for found in small_heads(view, label, "programmes"):
            if found.name is not None:
                yield from _named_small(view, found, several)
            else:
                yield from _with_acronym(view, found)


def _named_small(view: View, found: SmallHead, several: bool) -> Iterator[Programme]:
    name = found.name
    if name is None or name.kind in ("person", "event", "instrument", "government") or (name.kind == "role" and not name.acronym):
        return
    text = view.reading.text
    first = next((each for each in view.names if each.start == found.start and each.kind == "programme"), None)
    if first is not None and found.start < name.start:
        yield Programme(found.start, found.end, text[found.start : found.end], "programme.small", first.acronym, (), _told(view, found.start, found.end), _owners(first))
        return
    if found.possessive or name.kind == "organization":
        yield from _owned(view, found, name, several)
        return
    wording = text[found.start : name.end]
    pair = found.start < name.start and name.kind == "country"
    if (name.kind in ("country", "city") and not pair) or generic(wording) or _adjective(wording):
        return
    acronym = wording.isupper() or sum(map(str.isupper, wording)) > 1
    if name.kind == "phrase" and (name.head or (several and not acronym)):
        return
    plain = all(word in word_set("programmes", "apposed") for word in found.modifiers) and name.end < found.head_start
    full = found.start == name.start and True
    end = name.end if (plain and not several) or name.kind == "programme" else found.end
    yield Programme(
        found.start, found.end, (name.full or name.name) if full and plain else text[found.start : end],
        "programme.small", name.acronym, _keys(name), _told(view, found.start, name.end), _owners(name),
    )  # fmt: skip


def _owned(view: View, found: SmallHead, name: Name, several: bool) -> Iterator[Programme]:
    """ "The Body's exchange programme for …", "the Body technical cooperation programme"."""
    if several or not found.modifiers or name.kind != "organization":
        return
    text = view.reading.text
    complement = _COMPLEMENT.match(text, found.end, view.end)
    start = found.modifiers_start if found.possessive else found.start
    if found.possessive and complement is None and len(found.modifiers) < 2:
        return
    end = complement.end() if complement and found.possessive else found.end
    yield Programme(start, end, text[start:end].strip(), "programme.owned")


def _with_acronym(view: View, found: SmallHead) -> Iterator[Programme]:
    """ "A training programme for young leaders (YLTP)": known by its acronym only."""
    text = view.reading.text
    rest = re.compile(r"(?:\s+[a-z][\w-]*){0,8}").match(text, found.end, view.end)
    acronym = ACRONYM.match(text, rest.end(), view.end) if rest else None
    if acronym and sum(map(str.isupper, acronym[1])) > 2:
        yield Programme(found.head_start, acronym.end(), acronym[1], "programme.small", acronym[1])


def _quoted(view: View) -> Iterator[Programme]:
    """Names in quotation marks beside a head, and whole families of them after "programmes"."""
    beside = re.compile(rf"(?i)\b{_HEAD}s?(?:\sof\s[^,.;“\"«]{{3,50}})?\s*(?:{alternation('programmes', 'calling')}\s*)?[\s,:–—-]*$")
    after = re.compile(rf"\s*(?:\([^)]*\)\s*)?(?:[a-z-]+\s+){{0,2}}{_HEAD}s?\b")
    called = re.compile(rf"\b{alternation('programmes', 'calling')}\s*$")
    family = [end for _, end in view.words(HEADS)]
    last: int | None = None
    for start, end, wording in quoted(view):
        before = view.slice(max(view.start, start - 60), start)
        linked = last is not None and start - last <= 45 and not re.search(r"[.;]\s|\bproject", view.slice(last, start))
        opened = any(0 <= start - at <= 60 and not re.search(r"project|[.;]\s", view.slice(at, start)) for at in family)
        own = called.search(before) and re.search(_HEAD, wording)
        if beside.search(before) or after.match(view.reading.text, end, view.end) or opened or linked or own:
            if not generic(wording) and "." not in wording and wording[0].isupper() | bool(own):
                last = end if family else last
                yield Programme(start, end, wording, "programme.quoted")


def _listed(view: View) -> Iterator[Programme]:
    """The capitalised items of a list after "programmes": "the programmes are A, B and C"."""
    opening = re.compile(rf"(?:\s[a-z]+){{0,3}}?\s*(?:[:–—(]\s|\s-\s|,?\s{alternation('programmes', 'listing')}:?\s|\s?\(|\s(?=[A-Z]))\s*(?:the\s)?")
    for _, end in view.words(HEADS):
        found = opening.match(view.reading.text, end, view.end)
        if found is None:
            continue
        group = [item for item in items(view, found.end()) if not _other_kind(view, *item)]
        if len(group) < 2:
            continue
        for start, stop in group:
            if view.reading.text[start] in "\"“«":
                continue  # ``_quoted`` reads it
            if any(name.kind == "programme" and name.start <= start and stop <= name.end for name in view.names):
                continue  # a name by itself: ``_headed`` reads it
            inner = [name for name in view.between(start, stop) if name.kind == "programme"]
            keys = _keys(inner[0]) if len(inner) == 1 else ()
            codes, owners = _told(view, start, stop), _owners(inner[0]) if inner else ()
            wording = view.slice(start, stop)
            acronym = inner[0].acronym if len(inner) == 1 else None
            yield Programme(start, stop, wording, "programme.listed", acronym, keys, codes, owners, (group[0][0], group[-1][1]))


def _other_kind(view: View, start: int, end: int) -> bool:
    """Whether a list's item is a country, a person, a body or an event: no programme."""
    for name in view.names:
        if name.start <= start and name.end >= end:
            return name.kind not in ("programme", "phrase", "project")
    return len(view.between(start, end, "role", "person", "government")) > 0


def _said(view: View) -> Iterator[Programme]:
    """A name that the text calls a programme: "X is a new scheme", "launched X. This initiative …"."""
    following = view.reading.views[view.index + 1] if view.index + 1 < len(view.reading.views) else None
    taken_up = following is not None and following.block == view.block and _THIS.match(following.text)
    head = _has_head(view)
    if not head and not taken_up:
        return
    for name in view.names:
        if name.kind != "phrase" or name.head or generic(name.name) or _adjective(name.name) or len(name.name) < 3:
            continue
        called = head and _names_head(view, name)
        if called or (head and _COPULA.match(view.reading.text, name.end, view.end)):
            yield Programme(name.start, name.end, name.full or name.name, "programme.said", name.acronym, _keys(name))
        elif taken_up and said_before(view, "programmes.announcing", name.start):
            yield Programme(name.start, name.end, name.full or name.name, "programme.said", name.acronym, _keys(name))
            return


def _names_head(view: View, name: Name) -> bool:
    """ "The scheme called X", "the new programme ABC": a head right before the name."""
    before = view.slice(max(view.start, name.start - 40), name.start)
    if re.search(rf"\b{_HEAD}\s{alternation('programmes', 'calling')}\s(?:the\s)?$", before):
        return True
    return (name.name.isupper() or " " in name.name) and re.search(rf"\b{_HEAD}\s$", before) is not None


def _described(view: View) -> Iterator[Programme]:
    """Without a proper name but with a beginning: "the initiative to … was launched in 2019"."""
    for start, end in view.words(HEAD):
        complement = _COMPLEMENT.match(view.reading.text, end, view.end)
        if complement is None or not view.words("programmes.beginning", complement.end(), view.end):
            continue
        begun = _BEGUN.match(view.reading.text, complement.end(), view.end)
        if begun and any(0 <= date.start - begun.end() < 20 for date in view.dates):
            yield Programme(start, complement.end(), view.slice(start, complement.end()), "programme.described")


def _labelled(view: View) -> Iterator[Programme]:
    """A paragraph's label in a list of announcements: "Green Skills Partnership: The two sides launched …"."""
    if ":" not in view.text[:80] or view.kind == "heading":
        return
    label = _LABEL.match(view.text)
    if label is None or " " not in label["label"].strip() or not _capitalised(label["label"]):
        return
    start, end = view.start + label.start("label"), view.start + label.end("label")
    inner = [name for name in view.between(start, end) if name.end - name.start > 0.6 * (end - start)]
    if any(name.kind in ("instrument", "event", "person", "role", "country", "government", "city") for name in inner):
        return
    if any(name.kind == "organization" and "artnership" not in name.name for name in inner):
        return
    if _announces(view):
        yield Programme(start, end, label["label"].strip(), "programme.labelled")


def _capitalised(label: str) -> bool:
    words = [word for word in label.split() if len(word) > 3]
    first = label.split()[0]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() for word in words) and not first.endswith("ing")


def _announces(view: View) -> bool:
    """Whether the paragraph says that money, a programme or a partnership was announced, and signs nothing."""
    for at in view.reading.views[view.index : view.index + 2]:
        if at.block != view.block or re.search(r"\bsign(?:ed|s|ing)?\b", at.text):
            break
        money = any(mention.kind == "money" for mention in at.mentions)
        if at.words("programmes.announcing") and (money or _has_head(at)):
            return True
    return False


def titled(view: View) -> Iterator[Programme]:
    """The programme that the page's title names, where the page goes on to speak of "the programme"."""
    if view.index >= _EARLY:
        return
    heads = view.reading.triggers.within(HEAD, view.end, len(view.reading.text))
    spoken = [start for start, _ in heads if _DEFINITE.search(view.reading.text, start - 6, start)]
    for name in view.names if len(spoken) > 1 else ():
        long_enough = name.end - name.start >= _HEADING_SHARE * (view.end - view.start)
        if name.kind == "programme" and long_enough and _ends_in_head(name.name) and not generic(name.name):
            yield Programme(name.start, name.end, name.name, "programme.titled", name.acronym, _keys(name), _told(view, name.start, name.end), _owners(name))
