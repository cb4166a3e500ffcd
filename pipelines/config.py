"""What a user can set: in ``cooperation.toml``, or in the environment with the prefix ``COOPERATION_``.

An unknown key, a schedule that is none, a value out of bounds: a ``ConfigurationError`` that names the file
and the key, raised before anything is written.
"""

from __future__ import annotations

import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from cronsim import CronSim, CronSimError
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipelines.errors import ConfigurationError

CONFIG_FILE = "cooperation.toml"
PREFIX = "COOPERATION_"


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
    max_withdrawn_share: float = Field(
        0.5, ge=0, le=1, description="a run that would withdraw more of all facts at once is not published"
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ConfigurationError(_explain(error, values)) from None
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(f"{CONFIG_FILE}: no valid TOML: {error}") from None
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
        lines.append(f"{place}: {key} = {mistake['input']!r}: {what}")
    return "\n".join(lines)


def _refuse_unknown_variables() -> None:
    """A misspelt variable would otherwise change nothing without a word."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    unknown = sorted(n for n in os.environ if n.upper().startswith(PREFIX) and n.upper() not in known)
    if unknown:
        raise ConfigurationError(f"environment variable {unknown[0]}: unknown key")
