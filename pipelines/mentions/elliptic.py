"""What a count counts that has no noun beside it: the noun is said before it, behind the next count, or by
what its people did."""

from __future__ import annotations

import re

from pipelines.lexicon.words import word_set
from pipelines.mentions.draft import Draft
from pipelines.mentions.units import is_plural, read_noun

SENTENCE = re.compile(r"(?<=[a-z\d)\]”\"’%][.!?])[\"”’)]?\s+(?=[A-Z“\"«‘(\d])|\n\s*\n|\n(?=\s*[-•*])")
_NUMBER_OF = re.compile(
    r"\b(?:[Nn]umbers?|[Tt]otal|[Qq]uantity|[Aa]mount|[Nn]os?\.)\s(?:number\s)?of\s(?:(?:the|all|its|their|his|her|our|such)\s)?"
)
_JOINED = re.compile(
    r"[^.;:\n]*(?:\band|\bor|,|&|/|\bto)\s*|\s(?:out\s)?of\s(?:the\s|its\s|their\s|these\s|all\s)?(?:some\s|about\s)?"
)
_VERB_BETWEEN = re.compile(
    r"\s(?:and|or)\s(?:[a-z]+\s){1,4}"
)  # "coordinates 9 and takes part in 74 projects"
_FROM = re.compile(r"\s(?:from|in)\b")
_LISTED = re.compile(r"\w\s?[–—:(-]\s?\Z")
_STATES = word_set("nouns", "territories")
_ALONE = re.compile(r"(?<=\w)\s\(\Z")  # before "(139)", which counts what the words before it say
_GROUP = re.compile(
    rf"\b(?P<group>{'|'.join(sorted(word_set('nouns', 'group_of')))})\sof\s(?:[a-z]+\s){{0,2}}\Z"
)
# "22 full and 9 associate members"
_OWN_WORD = re.compile(r"\s(?!and\b|or\b|to\b|of\b|out\b)[a-z-]+\s(?:and|or)\s")
_CAME = re.compile(
    r"\s(?:(?:have|had|has|also|then|will|were|are|who)\s){0,2}"
    r"(?P<verb>attend(?:ed)?|took\spart|taken\spart|take\spart|participated?|registered|graduated?|enrolled|applied)\b"
)
_LABEL_REACH = 100
_MANY, _MANY_TIMES = 100, 10
_NTH = re.compile(r"\s(?:hundred|thousand|million|billion)th\b")
# "Scholarships: 25 for physics", "Grants: in 2021 - 12", "Joint laboratories - 5"
_LABEL = re.compile(
    r"(?:\n|\A)[^\S\n]*(?:[-•*]\s)?(?P<label>[A-Z][^:\n.;\d]{2,60}?)"
    r"(?::\s(?:(?:in|for|by)\s(?:19|20)\d\d\s[-–—]\s)?|\s[-–—]\s)\Z"
)
_GOES_ON = re.compile(r"[^\n]{0,3}[^\W\d]|,\s(?:in|for|by)\s\d")
_NO_COUNT = re.compile(
    r"\b(?:index|factor|score|rating|coefficient|grade|rank|magnitude|average)\s(?:[a-z]+\s){1,3}\Z"
)
_AGE = re.compile(
    r"\b(?:[a-z]+(?:s|men|people)|aged|are|is|be)\s(?:under|over|below|above)\s(?:the\sage\sof\s)?\Z"
)
_OF_THEM = re.compile(r"\sof\s(?:them|these|those)\b")
_CAME_AS = {"gra": "graduates", "enr": "students", "app": "applicants"}


def count_named(text: str, drafts: list[Draft], index: int, previous: tuple[Draft, ...]) -> None:
    """The noun of a count that has none beside it: "34 and 18 projects", "the number of states is 39", "2 on
    vaccines".
    """
    draft = drafts[index]
    low = max(drafts[index - 1].end if index else 0, draft.start - 140)
    if _counts_nothing(text, low, draft):
        return
    noun = _number_of(text, low, draft.start) or _members(text, low, draft.start)
    noun = noun or _labelled(text, drafts, index)
    if noun is not None:
        draft.unit = noun
        return
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    if (
        following is not None
        and following.kind == "count"
        and following.unit
        and following.start - draft.end < 40
    ):
        between = text[draft.end : following.start]
        joined = _JOINED.fullmatch(between) or _VERB_BETWEEN.fullmatch(between)
        if joined is not None and "of which" not in between:
            own = _OWN_WORD.match(between) is not None
            draft.unit = following.unit.split()[-1] if own else following.unit
            return
    listed = _LISTED.search(text, max(0, draft.start - 5), draft.start)
    if previous and previous[0].unit in _STATES and (listed or _FROM.match(text, draft.end)):
        # "17 institutes of nine countries, among them four from Peru", "40 trips to nine countries: Peru – 8"
        previous = previous[1:]
    if previous and (draft.low or 0) >= _MANY > (previous[0].low or 0) * _MANY_TIMES:
        previous = previous[1:]  # "10,000 students came; the two governments aim at 30,000"
    came = _CAME.match(text, draft.end)
    if came is not None and not (previous and _same_sentence(text, previous[0], draft)):
        draft.unit = _CAME_AS.get(came["verb"][:3], "participants")
        return
    if not previous or draft.start - previous[0].end >= 200 or "\n\n" in text[previous[0].end : draft.start]:
        return
    if draft.leaning and not (_OF_THEM.match(text, draft.end) or _same_sentence(text, previous[0], draft)):
        return
    if text[draft.end : draft.end + 1] != ")" or _ALONE.search(text, low, draft.start) is None:
        draft.unit = previous[0].unit


def _number_of(text: str, low: int, end: int) -> str | None:
    """What "the number of …" in ``text[low:end]`` is the number of, the last where there are several."""
    found = None
    for match in _NUMBER_OF.finditer(text, low, end):
        noun = read_noun(text, match.end())
        found = noun if noun is not None and noun.end <= end else found
    return found.name if found is not None else None


def _same_sentence(text: str, before: Draft, draft: Draft) -> bool:
    return SENTENCE.search(text, before.end, draft.start + 1) is None


def _counts_nothing(text: str, low: int, draft: Draft) -> bool:
    """Whether it orders, or is an age or a mark: "the 3 millionth", "women under 35", "the index was 4.7"."""
    if _NTH.match(text, draft.end) or _AGE.search(text, low, draft.digits[0]):
        return True
    return _NO_COUNT.search(text, low, draft.start) is not None


def _labelled(text: str, drafts: list[Draft], index: int) -> str | None:
    """The noun of the label that a line begins with: "Scholarships: 25 for physics, 10 for biology"."""
    start = drafts[index].start
    if not _GOES_ON.match(text, drafts[index].end):
        return None  # a line that is a label and its figure is read as a whole
    told = [draft.end for draft in drafts[max(0, index - 2) : index] if draft.kind != "date"]
    match = _LABEL.search(text, max([start - _LABEL_REACH, 0, *told]), start)
    noun = read_noun(text, match.start("label")) if match is not None else None
    return noun.name if noun is not None and noun.end < start else None


def _members(text: str, low: int, end: int) -> str | None:
    """Whom "a staff of 12", "a delegation of some 20" counts."""
    match = _GROUP.search(text, low, end)
    if match is None:
        return None
    return match["group"] if is_plural(match["group"]) else "members"
