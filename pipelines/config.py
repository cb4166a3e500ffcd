"""What a user can set: in ``cooperation.toml``, or in the environment with the prefix ``COOPERATION_``.

An unknown key, a schedule that is none, a value out of bounds: a ``ConfigurationError`` that names the file
and the key, raised before anything is written.
"""

from __future__ import annotations

import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import available_timezones

from cronsim import CronSim, CronSimError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from pipelines.errors import ConfigurationError
from schemas.expectations import WarehouseExpectations

CONFIG_FILE = "cooperation.toml"
PREFIX = "COOPERATION_"


class Receiver(BaseModel):
    """One who is told of trouble."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[\w.-]{1,40}$", description="what commands and the outbox call it")
    url: str = Field(
        min_length=1, description="where to send, as apprise writes it; ${NAME} is an environment variable"
    )
    severity: Literal["info", "warning", "error"] = Field("warning", description="told of this and worse")
    digest: bool = Field(False, description="whether it gets the daily digest")


class AlertSettings(BaseModel):
    """Who is told of trouble, and when; without a receiver alerts are off."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    receivers: tuple[Receiver, ...] = Field(default=(), description="who is told")
    silent_hours: float = Field(
        default=26, ge=0, description="so long without a successful run is trouble; 0: never"
    )
    stale_days: float = Field(
        default=0, ge=0, description="a source file unchanged for so long is trouble; 0: never"
    )
    digest_at: str = Field(
        default="07:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="time of the digest"
    )
    flap_changes: int = Field(default=5, ge=3, description="a trouble that comes and goes so often is held")
    flap_hours: float = Field(
        default=96, gt=0, description="within so long, and until it was quiet for as long"
    )
    give_up_hours: float = Field(default=72, gt=0, description="an alert not delivered for so long is dead")

    @field_validator("receivers")
    @classmethod
    def _names_differ(cls, value: tuple[Receiver, ...]) -> tuple[Receiver, ...]:
        names = [receiver.name for receiver in value]
        if len(set(names)) < len(names):
            raise ValueError("two receivers have the same name")
        return value


class Settings(BaseSettings):
    """All settings, each with its default. Raises ``ConfigurationError``, never pydantic's own error."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, toml_file=CONFIG_FILE, extra="forbid", frozen=True, validate_default=True
    )

    raw: Path = Field(Path("raw"), description="folder of source texts")
    warehouse: Path = Field(Path("warehouse"), description="folder that a run writes to")
    snapshots_kept: int = Field(10, ge=1, le=1000, description="published warehouses kept for roll-back")
    max_file_bytes: int = Field(16 * 1024**2, ge=1, description="a larger source file is refused")
    max_line_bytes: int = Field(2 * 1024**2, ge=1, description="a source with a longer line is refused")
    settle_seconds: float = Field(1, ge=0, le=60, description="a file changed within it is looked at twice")
    document_seconds: float = Field(60, gt=0, le=3600, description="time limit for reading one document")
    run_seconds: int = Field(3600, ge=60, description="a scheduled run that takes longer is ended")
    lock_wait_seconds: int = Field(300, ge=0, description="how long a scheduled run waits for another one")
    workers: int = Field(0, ge=0, le=256, description="processes of the pool engine; 0: one a core")
    schedule: str = Field("0 5 * * *", description="when the daily run starts, as cron")
    timezone: str = Field("UTC", description="time zone of the schedule")
    sensor_seconds: int = Field(30, ge=5, description="how often raw/ is looked at under `make serve`")
    expect: WarehouseExpectations = Field(
        WarehouseExpectations(), description="rows, shares and freshness that a warehouse should have"
    )
    labels: Path | None = Field(None, description="folder of labels; each run compares itself with them")
    min_soft_f1: float | None = Field(
        None, ge=0, le=1, description="a run whose soft F1 against the labels is lower is not published"
    )
    min_strict_f1: float | None = Field(
        None, ge=0, le=1, description="a run whose strict F1 against the labels is lower is not published"
    )
    max_vanished_share: float = Field(
        0.25,
        ge=0,
        le=1,
        description="a run in which more of all facts vanish from unchanged texts is held back",
    )
    max_withdrawn_share: float = Field(
        0.5, ge=0, le=1, description="a run that would withdraw more of all facts at once is not published"
    )
    alerts: AlertSettings = Field(AlertSettings(), description="who is told of trouble, and when")

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ConfigurationError(_explain(error, values)) from None
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(f"{CONFIG_FILE}: no valid TOML: {error}") from None
        except SettingsError as error:
            raise ConfigurationError(f"environment: {error}") from None
        _refuse_unknown_variables()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @field_validator("schedule")
    @classmethod
    def _is_cron(cls, value: str) -> str:
        try:
            CronSim(value, datetime(2000, 1, 1, tzinfo=UTC))
        except CronSimError as error:
            raise ValueError(f"no cron schedule: {error}") from None
        return value

    @field_validator("timezone")
    @classmethod
    def _is_timezone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no time zone of the IANA database")
        return value


def _explain(error: ValidationError, given: dict[str, Any]) -> str:
    """One line a mistake: where it stands (argument, variable or file), the key, the value, what is wrong."""
    lines = []
    for mistake in error.errors():
        key = ".".join(str(part) for part in mistake["loc"])
        if key in given:
            place = "argument"
        elif f"{PREFIX}{key}".upper() in {name.upper() for name in os.environ}:
            place = f"environment variable {PREFIX}{key.upper()}"
        else:
            place = CONFIG_FILE
        what = "unknown key" if mistake["type"] == "extra_forbidden" else mistake["msg"]
        # what stands below alerts can hold an address with a password in it
        value = "" if key.startswith("alerts") else f" = {mistake['input']!r}"
        lines.append(f"{place}: {key}{value}: {what}")
    return "\n".join(lines)


def _refuse_unknown_variables() -> None:
    """A misspelt variable would otherwise change nothing without a word."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    unknown = sorted(n for n in os.environ if n.upper().startswith(PREFIX) and n.upper() not in known)
    if unknown:
        raise ConfigurationError(f"environment variable {unknown[0]}: unknown key")
