"""A name in a text: a country, a city, a body, a person, a programme, or another capitalised phrase."""

from __future__ import annotations

from dataclasses import dataclass

# What a capitalised phrase can turn out to be. ``government`` is a state spoken of through its government;
# ``role`` an office ("Minister of Education"); ``phrase`` is capitalised but has no head that says what it
# is.
KINDS = (
    "country", "government", "city", "organization", "person", "role",
    "programme", "project", "event", "instrument", "phrase",
)  # fmt: skip


@dataclass(slots=True, unsafe_hash=True)
class Name:
    """``text[start:end]`` in the folded text. ``name`` is the wording to keep (no article, no acronym after
    it).

    ``code`` is the alpha-2 code of a country, government or city. ``countries`` are the codes that the name
    itself tells ("Ministry of Health of Bangladesh": BD). ``head`` is the contract's code for the head noun
    (an institution kind, an event kind, an instrument). ``form`` tells a country's name from its adjective,
    and says ``known`` of a body or programme of the lexicon; ``full`` is the name that an acronym stands for.
    ``nested`` holds the names that stand inside this one.
    """

    kind: str
    start: int
    end: int
    name: str
    code: str | None = None
    countries: tuple[str, ...] = ()
    head: str | None = None
    acronym: str | None = None
    form: str | None = None
    full: str | None = None
    nested: tuple[Name, ...] = ()

    @property
    def called(self) -> str:
        """The name in full, where the text gives it somewhere, else as it stands here."""
        return self.full or self.name

    @property
    def is_state(self) -> bool:
        """Whether a state or its government is named."""
        return self.kind in ("country", "government")
