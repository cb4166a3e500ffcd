"""Persons, with the office each holds, told by titles, offices, verbs and brackets around capitalised words.

"Dr. A. Karim, Secretary of the Ministry of …", "President of the Republic of … B. Saidov", "Latvian
innovator Peter …", "…, said Ana Souza", "headed by Ana Souza". A capitalised phrase with none of these beside
it is nobody, but who is told once is known by the surname from there on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.affiliations import BRACKET, FROM, affiliated
from pipelines.mentions.apart import apart
from pipelines.mentions.candidates import Candidate, candidates, is_enclosed
from pipelines.mentions.counterparts import counterpart
from pipelines.mentions.name import Name
from pipelines.mentions.offices import TO_HOLDER, Complement, Office, Scene, find_offices
from pipelines.mentions.person import Person, renamed, singular
from pipelines.mentions.rosters import rows
from pipelines.mentions.surnames import known_again
from pipelines.mentions.title_words import degrees, is_title
from pipelines.mentions.titled import RULERS, plural_titles, rank, titled
from pipelines.mentions.told import Told, at_body, bracketed, heading, in_team, led, placed, quoted, succeeds
from pipelines.mentions.triggers import Triggers

__all__ = ["Person", "find_people"]

_FAR = 170  # how far an office may be from its person, its complement between
# What may stand between a name and its apposition: a remark, an age, a degree.
_DEGREES = "|".join(map(re.escape, degrees()))
_NICKNAME = rf"(?: \([^()]{{1,40}}\))?(?:,? (?:\d\d|(?-i:(?:{_DEGREES})(?!\w)\.?)))*"
_CAME_TO = (
    r"(?:who )?(?:(?:has|had|have|having|will) )?(?:(?:been|was|is|were|be|being) )?(?:\w+ly )?"
    rf"(?:{alternation('person_names', 'appointing')}(?: as| to be| to)?|"
    rf"(?:{alternation('person_names', 'holding')} as)|(?:becomes?|became|becoming))"
)
_APPOSED = re.compile(
    rf"{_NICKNAME}(?P<link>,| \(| [–—-]|:|\n|)"
    rf"(?: (?:(?P<came>{_CAME_TO})|{alternation('person_names', 'appositions')}))*"
    r"(?P<rest>(?: [\w&.'-]+){0,4}) ?$", re.IGNORECASE)  # fmt: skip
_OPENING = re.compile(r"([(\n:])(?=\S)")
_ASIDE = re.compile(r"^(?:[\"”»](?= )| ?\([^()]{1,40}\)| named after [A-Z][^,;.()]{2,40}(?=, ))")
_FAR_APART = 90
_SUCCESSION = 30  # letters between who succeeded and the other
_COPULA = re.compile(
    r"(?:,? (?:is|was|has been|remains|will be|is now)(?: (?:now|currently|still))?| [–—-]|:) $"
)
_SAID_TO_BE = re.compile(r"(?: \([^()]*\))? (?:is|was|who|as|currently|ha[sd] been|remains)\b")
_ARE = re.compile(r" (?:are|were|will be|include|included|will include) (?:the )?$")
_LISTED = re.compile(r"(?: \([^()]{1,80}\))?(?:,|,? and|,? as well as|;) $")
# "two Soviet cosmonauts, A and B": as many names follow as are counted.
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|seven|eight)\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
_SUCH_AS = re.compile(r",? (?:such as|including|like|especially|particularly|notably|among them|namely) ")
_OWN = (" his ", " her ", " its ", " their ", " whose ")
_YEARS = re.compile(
    r" (?:\(?(?:since|from|until) )?\(?(?:19|20)\d\d\b.*$"
)  # "Minister for Finance | 2006-2014"
_OF_BOTH = re.compile(r" of (?:the )?(?:two|both|three|four|five|six|respective|member) \w+$")
_STOP = word_set("nouns", "stop")
# What bodies are as often as persons: no reason to take a phrase for a person.
_BODIES_TOO = word_set("person_names", "bodies_too")


def find_people(text: str, names: Sequence[Name], triggers: Triggers) -> tuple[list[Name], list[Person]]:
    """``names`` with persons told apart from other phrases, and the persons with their offices."""
    names = apart(text, names)
    people = _Reader(text, names, triggers).read()
    return renamed(text, names, people), people


class _Reader:
    """One text: its candidates and offices, brought together."""

    def __init__(self, text: str, names: Sequence[Name], triggers: Triggers) -> None:
        self.text = text
        self.triggers = triggers
        self.scene = Scene(text, names)
        self.offices = find_offices(text, triggers)
        shaped = (each for each in candidates(text, names) if not is_enclosed(text, each))
        self.candidates = [titled(self.scene, each) for each in shaped]
        self.leads = [each.lead for each in self.candidates]
        self.found: dict[int, Person] = {}
        self.listing: set[int] = set()  # candidates after which a list of persons may go on
        # Those whose office the next in the list has, too ("laureates A and B").
        self.sharing: set[int] = set()
        self.followers: list[int] = []  # those who are said to have succeeded somebody
        self.succession: set[int] = set()  # those who held the same office one after the other

    def read(self) -> list[Person]:
        """Every person, in order."""
        for number, office in enumerate(self.offices):
            ahead = [
                other.start
                for other in self.offices[number + 1 : number + 4]
                if self._own_office(other) and not TO_HOLDER.fullmatch(self.text, office.end, other.start)
            ]
            self._office(office, ahead[0] if ahead else len(self.text))
        for index, candidate in enumerate(self.candidates):
            if index not in self.found and not candidate.doubtful:
                self._alone(index, candidate)
        for index, candidate in enumerate(self.candidates):
            self._in_list(index, candidate)
        for index in self.followers:
            self._follow(index)
        for index in range(len(self.candidates) - 2, -1, -1):
            self._beside_next(index, self.candidates[index])
        for index, person in rows(self.scene, self.candidates, self.offices).items():
            told = self.found.setdefault(index, person)
            if told.organization is None:
                body, country = person.organization, told.country or person.country
                self.found[index] = replace(told, organization=body, country=country)
        known_again(self.candidates, self.found)
        return [self.found[index] for index in sorted(self.found)]

    # --- offices ----------------------------------------------------------------------------------

    def _own_office(self, office: Office) -> bool:
        return not office.plural and not is_title(self.text[office.start : office.end])

    def _office(self, office: Office, ahead: int) -> None:
        """Give an office to the person after or before it; the next one begins at ``ahead``."""
        after = bisect_left(self.leads, office.end)
        before = bisect_right(self.leads, office.start) - 1
        if before >= 0 and self.candidates[before].end > office.start:
            if self.candidates[before].lead <= office.start < self.candidates[before].start:
                return  # a title
            before -= 1 if not self.candidates[before].doubtful else 0
        follows, link, of = self._following(office, after, ahead)
        if follows and link == "" and self._hold(after, office, of):
            return
        if before >= 0 and self._apposed(before, office):
            limit = min(self._limit(after, office.end), ahead)
            self._hold(before, office, self.scene.complement(office.end, limit))
        elif follows:
            self._hold(after, office, of)

    def _limit(self, after: int, position: int) -> int:
        stop = self.text.find("\n\n", position, position + _FAR)
        end = stop if stop >= 0 else min(len(self.text), position + _FAR)
        return min(end, self.leads[after]) if after < len(self.leads) else end

    def _following(self, office: Office, after: int, ahead: int) -> tuple[bool, str, Complement]:
        """Whether candidate ``after`` follows the office, what links them, and the complement between."""
        nothing = Complement(office.end, office.end)
        if (
            after >= len(self.candidates)
            or self.leads[after] - office.end > _FAR
            or ahead < self.leads[after]
        ):
            return False, "", nothing
        candidate = self.candidates[after]
        of = nothing
        between = self.text[office.end : candidate.lead]
        if between.strip(" ,") and not _COPULA.fullmatch(between) and not _ARE.fullmatch(between):
            of = self.scene.complement(office.end, candidate.lead)
            between = _ASIDE.sub("", self.text[of.end : candidate.lead])
            if self.text.endswith(" and", 0, of.end):
                return False, "", of
        if between == " " or (office.plural and (between == ": " or _SUCH_AS.fullmatch(between))):
            return self._fits(candidate, office, of), "", of
        if between in (", ", ", the "):
            enough = bool(candidate.titles) or (candidate.words > 1 and self._introduces(office, of, after))
            return enough and self._fits(candidate, office, of), ",", of
        if office.plural and _ARE.fullmatch(between):
            return self._fits(candidate, office, of), "", of
        if _COPULA.fullmatch(between):
            return candidate.words > 1 and candidate.whole and not candidate.doubtful, "is", of
        return False, "", of

    def _introduces(self, office: Office, of: Complement, after: int) -> bool:
        """Whether an office with a comma behind it may be that of candidate ``after``."""
        if office.plural:  # "the Ministers of Science, A and B"
            following = self.candidates[after + 1 : after + 2]
            ends = self.text[self.candidates[after].end : following[0].lead] if following else ""
            counted = _COUNTED.search(self.text, max(0, office.start - 30), office.start) is not None
            return (office.strong and ends == " and ") or (counted and ends in (" and ", ", ", ", and "))
        whole = self.text[office.start].isupper() and of.end > office.end  # "the Secretary of Education, A"
        return office.strong or whole or self.text.endswith(_OWN, 0, office.start)

    def _fits(self, candidate: Candidate, office: Office, of: Complement) -> bool:
        """Whether ``candidate`` right after an office is its holder."""
        word = self.text[office.start : office.end]
        if candidate.doubtful or (
            word.lower().split()[-1] in _BODIES_TOO and not candidate.titles and candidate.words < 2
        ):
            return False
        if not candidate.titles and not word[0].isupper() and of.end == office.end and candidate.words < 2:
            return False
        if candidate.titles or candidate.initialed or candidate.words > 1:
            return True
        return of.end == office.end or self.scene.names[candidate.name].kind in (
            "role",
            "organization",
            "phrase",
        )

    def _apposed(self, index: int, office: Office) -> bool:
        """Whether the office stands behind the name of candidate ``index`` as its apposition or predicate."""
        candidate = self.candidates[index]
        if office.plural or (index in self.found and self.found[index].role and index not in self.sharing):
            return False
        start, _, _ = self.scene.holder(office)
        told = self._behind(index) if FROM.match(self.text, candidate.end) is not None else candidate.end
        end = told if told <= start else candidate.end  # "A from the University of Porto | was elected"
        gap = self.text[end : max(start, end)]
        found = _APPOSED.fullmatch(_OPENING.sub(r"\1 ", gap)) if len(gap) <= _FAR_APART else None
        if found is None:
            return False
        if any(word.lower() in _STOP or word.endswith(("ed", "ing")) for word in found["rest"].split()):
            return False
        said = found["came"] or _SAID_TO_BE.match(gap)
        if found["link"] == "" and not said:
            return False
        if self.text[office.start : office.end] in RULERS and not self.text.startswith(" of", office.end):
            return False  # "…, King Saud University"
        if candidate.titles or candidate.initialed:
            return True
        role = self.text[office.start : office.end].lower().split()[-1]
        return candidate.words > 1 and candidate.whole and not (role in _BODIES_TOO and found["link"] != " (")

    def _hold(self, index: int, office: Office, of: Complement) -> bool:
        """Note that candidate ``index`` holds ``office``."""
        candidate = self.candidates[index]
        start, body, country = self.scene.holder(office)
        role = _YEARS.sub("", self.text[office.start : of.role_end].strip(" ,")).removeprefix("then ")
        if office.plural:
            own = len(self.text[office.start : office.end])
            role = _OF_BOTH.sub("", singular(role[:own]) + role[own:])
        if index in self.found and self.found[index].role and index not in self.sharing:
            return False
        name = Name("person", candidate.start, candidate.end, candidate.text)
        person = Person(
            name,
            min(start, candidate.lead),
            max(of.end, candidate.end),
            role,
            (of.organization or body or "").strip(" ,").removesuffix("'s") or None,
            of.country or country,
        )
        told = affiliated(self.scene, person)
        own = of.organization is None and body is None and candidate.start > office.start
        self.found[index] = told if own else replace(person, country=told.country)
        self.sharing.discard(index)
        if office.plural and candidate.start > office.start:
            self.listing.add(index)
            self.sharing.add(index)
        return True

    # --- without an office ------------------------------------------------------------------------

    def _alone(self, index: int, candidate: Candidate) -> None:
        """The person that title, initials, verb or bracket make of a candidate that no office belongs to."""
        told = self._led(index, candidate)
        possessive = self.text.startswith("'", candidate.end)
        if told is not None:
            self.found[index] = self._heading(self._person(candidate), told, rank(candidate))
            self.listing.add(index)
        elif (same := self._counterpart(candidate)) is not None:
            self.found[index] = same
            self.listing.add(index)
        elif (
            candidate.whole and (candidate.words > 1 or candidate.titles) and succeeds(self.scene, candidate)
        ):
            self.followers.append(index)
            self.found[index] = self._person(candidate)
        elif candidate.titles and (candidate.whole or candidate.lead < candidate.start):
            self.found[index] = replace(self._person(candidate), role=rank(candidate))
            if any(form in candidate.titles for form in plural_titles()):
                self.listing.add(index)
        elif (
            candidate.initialed
            and not possessive
            and not self.text.endswith("named after ", 0, candidate.lead)
        ):
            self.found[index] = self._person(candidate)
        elif (
            candidate.whole
            and candidate.words > 1
            and (
                quoted(self.scene, self.triggers, candidate)
                or bracketed(self.scene, candidate)
                or in_team(self.scene, candidate)
                or at_body(self.scene, candidate)
            )
        ):
            self.found[index] = self._person(candidate)
            self.listing.add(index)

    def _heading(self, person: Person, told: Told, title: str | None) -> Person:
        """``person`` with what is told of the office, as far as the name itself leaves it open."""
        body = person.organization or told.organization
        country = person.country or told.country
        return replace(person, role=told.role or title, organization=body, country=country)

    def _person(self, candidate: Candidate) -> Person:
        """``candidate`` as a person, with the body and country that stand right behind the name."""
        name = Name("person", candidate.start, candidate.end, candidate.text)
        return affiliated(self.scene, Person(name, candidate.lead, candidate.end))

    def _led(self, index: int, candidate: Candidate) -> Told | None:
        """What words before or behind say of who heads a body; None where nothing of the sort is said."""
        said = led(self.scene, self.triggers, candidate)
        if said is None:
            whole = candidate.whole and (candidate.words > 1 or candidate.titles)
            return heading(self.scene, candidate) if whole else None
        if not said[1]:
            return said[0]
        self.succession.add(index)
        return Told(*self._last_office(candidate))

    def _counterpart(self, candidate: Candidate) -> Person | None:
        """Who holds the office of the person before for another country, or after: "her Estonian counterpart
        A"."""
        said = counterpart(self.text, candidate)
        role, body = self._last_office(candidate) if said is not None else (None, None)
        if said is None or role is None:
            return None
        person = self._person(candidate)
        if said[1]:
            return replace(person, role=role, organization=person.organization or body)
        states = [each.code for each in self.scene.within(said[0], candidate.lead) if each.code]
        return replace(person, role=role, country=states[0] if states else None)

    def _follow(self, index: int) -> None:
        """Give who succeeded somebody the office of that one: named next, or the last before."""
        other = self.found.get(index + 1)
        near = other is not None and other.start - self.candidates[index].end < _SUCCESSION
        last = (other.role, other.organization) if near and other is not None else (None, None)
        role, body = last if last[0] else self._last_office(self.candidates[index])
        if role is not None:
            self.found[index] = replace(self.found[index], role=role, organization=body)

    def _last_office(self, candidate: Candidate) -> tuple[str | None, str | None]:
        """Role and body of the last person before ``candidate`` who has an office."""
        before = bisect_left(self.leads, candidate.lead)
        held = [self.found[index] for index in range(max(0, before - 8), before) if index in self.found]
        near = [person for person in held if person.role and 0 < candidate.start - person.end < 2 * _FAR]
        last = max(near, key=lambda person: person.start, default=None)
        return (None, None) if last is None else (last.role, last.organization)

    # --- lists ------------------------------------------------------------------------------------

    def _in_list(self, index: int, candidate: Candidate) -> None:
        """Candidate ``index`` in a list that a person opened: "led by A, B and C", "A (NASA), B (ESA)"."""
        if candidate.words < 2 or candidate.doubtful or not candidate.whole:
            return
        if index - 1 not in self.listing and not (index - 1 in self.found and placed(self.scene, candidate)):
            return
        last = self._behind(index - 1)
        nation = self.scene.before(candidate.lead)
        if nation is None or nation.form != "adjective" or nation.start < last:
            nation = None
        gap = self.text[last : candidate.lead if nation is None else nation.start]
        series = gap == " " and candidate.text.endswith(".")
        if not series and _LISTED.fullmatch(gap if nation is None else gap.removesuffix("the ")) is None:
            return
        self.listing.add(index)
        person = self.found.get(index) or self._person(candidate)
        country = person.country or (nation.code if nation is not None else None)
        role, body = self._shared(index, candidate)
        if index not in self.found or (role is not None and person.role is None):
            body = person.organization or (body if country is None else None)
            self.found[index] = replace(person, role=person.role or role, organization=body, country=country)

    def _beside_next(self, index: int, candidate: Candidate) -> None:
        """Candidate ``index`` before a person, both of a place: "Ana Souza of Peru and Rui …"."""
        if index in self.found or index + 1 not in self.found or not candidate.whole or candidate.words < 2:
            return
        if FROM.match(self.text, candidate.end) is None or candidate.doubtful:
            return
        gap = self.text[self._behind(index) : self.candidates[index + 1].lead]
        if placed(self.scene, candidate) and _LISTED.fullmatch(gap) is not None:
            self.found[index] = self._person(candidate)

    def _behind(self, index: int) -> int:
        """Where candidate ``index`` and what is said of him or her end: "Ana Souza of Malta | and"."""
        end = self.candidates[index].end
        bracket = BRACKET.match(self.text, end)
        if bracket is not None:
            return bracket.end()
        link = FROM.match(self.text, end)
        of = self.scene.covering(link.end()) if link is not None and "," not in link[0] else None
        said = self.found[index].end if index in self.found else end
        return max(end, said, of.end if of is not None else end)

    def _shared(self, index: int, candidate: Candidate) -> tuple[str | None, str | None]:
        """The office that who stands before ``candidate`` in a list has, too."""
        if index - 1 in self.sharing:
            self.sharing.add(index)
            return self.found[index - 1].role, self.found[index - 1].organization
        if index - 1 in self.succession:
            self.succession.add(index)
            return self._last_office(candidate)
        return None, None
