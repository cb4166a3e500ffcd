"""Who is told: the receivers of the settings, their addresses completed from the environment.

A completed address holds secrets. It lives in the memory of the process that sends, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from pipelines.alerts.delivery import usable
from pipelines.config import CONFIG_FILE, AlertSettings
from pipelines.errors import ConfigurationError


def addresses(settings: AlertSettings, environment: Mapping[str, str]) -> dict[str, str]:
    """The address of each receiver by its name. Raises ConfigurationError naming file, key and variable."""
    found = {}
    for number, receiver in enumerate(settings.receivers):
        place = f"{CONFIG_FILE}: alerts.receivers.{number}.url ({receiver.name})"
        try:
            found[receiver.name] = Template(receiver.url).substitute(
                {name: value for name, value in environment.items() if value}
            )
        except KeyError as error:
            raise ConfigurationError(f"{place}: environment variable {error.args[0]} is not set") from None
        except ValueError:
            raise ConfigurationError(f"{place}: a $ must begin a ${{NAME}}, or be written $$") from None
    return found


def check(settings: AlertSettings, environment: Mapping[str, str]) -> None:
    """That every receiver can be sent to, as far as its address says. Raises ConfigurationError."""
    known = addresses(settings, environment)
    for number, receiver in enumerate(settings.receivers):
        if not usable(known[receiver.name]):
            place = f"{CONFIG_FILE}: alerts.receivers.{number}.url ({receiver.name})"
            raise ConfigurationError(f"{place}: apprise knows no such address")
