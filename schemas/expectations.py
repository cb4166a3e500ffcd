"""What is expected of sources and of the whole warehouse: how many rows, how large a share, how fresh.

Each bound says what comes of missing it: ``warn`` is noted with the run, ``fail`` keeps it from being
published.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from schemas.fields import FACT_TABLES
from schemas.rules import Severity

COUNTED = ("documents", "mentions", "facts", *FACT_TABLES)


class Expected(BaseModel):
    """How many rows there should be, both ends included."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    min: Annotated[int, Field(ge=0)] | None = None
    max: Annotated[int, Field(ge=0)] | None = None
    severity: Severity = "warn"

    @model_validator(mode="after")
    def _ordered(self) -> Expected:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is more than max {self.max}")
        return self

    def holds(self, count: int) -> bool:
        """Whether ``count`` lies within the bounds."""
        return (self.min is None or count >= self.min) and (self.max is None or count <= self.max)

    def __str__(self) -> str:
        if self.min is None:
            return "any" if self.max is None else f"at most {self.max}"
        return f"at least {self.min}" if self.max is None else f"{self.min} to {self.max}"


class Share(BaseModel):
    """The largest share, 0 to 1, that there should be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max: Annotated[float, Field(ge=0, le=1)]
    severity: Severity = "warn"


class Days(BaseModel):
    """The largest age in days that there should be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max: Annotated[int, Field(ge=0)]
    severity: Severity = "warn"


class WarehouseExpectations(BaseModel):
    """What is expected of a warehouse as a whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: Mapping[str, Expected] = Field(default={}, description="rows by table: " + ", ".join(COUNTED))
    unattached: Share = Field(
        default=Share(max=0.5), description="share of mentions that no fact was made of"
    )
    quarantined: Share = Field(
        default=Share(max=0.2), description="share of candidate facts that were held back"
    )
    newest_source: Days | None = Field(default=None, description="age of the source that was published last")

    @field_validator("rows")
    @classmethod
    def _known(cls, value: Mapping[str, Expected]) -> Mapping[str, Expected]:
        return known_tables(value, COUNTED)


def known_tables(value: Mapping[str, Expected], known: tuple[str, ...]) -> Mapping[str, Expected]:
    """``value`` as it is; ValueError where it names a table that is not one of ``known``."""
    unknown = sorted(set(value) - set(known))
    if unknown:
        raise ValueError(f"has no table {unknown[0]!r}; known: {', '.join(known)}")
    return value
