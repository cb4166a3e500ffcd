"""The life of alerts: look, note, send. Called at a run's end, by Dagster's sensor and by `alerts send`.

All of them do the same, and doing it twice does nothing: what is wrong is compared with what was told, in one
transaction, and one process at a time sends.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pipelines.alerts import rules
from pipelines.alerts.delivery import Sent, send
from pipelines.alerts.follow import Event, Policy, follow
from pipelines.alerts.look import NOTHING_SEEN, Ended, Look, look
from pipelines.alerts.message import compose, digest, harmless, sealed
from pipelines.alerts.outbox import DEAD, FOLDER, NAME, QUEUED, SENDING, SENT, Letter, Outbox
from pipelines.alerts.receivers import addresses
from pipelines.alerts.trouble import Severity, Trouble
from pipelines.config import AlertSettings, Settings
from pipelines.errors import CooperationError, LockHeld
from pipelines.fingerprint import nothing_new
from pipelines.warehouse import RunLock

SEND_SECONDS = 30
"""No message is begun later than this after sending began: a run's end does not wait for ever."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
_KEPT = timedelta(days=30)
_INTERRUPTED = "the process was killed while sending"


def outbox_path(home: Path) -> Path:
    """Where the outbox of the warehouse folder ``home`` is."""
    return home / FOLDER / NAME


def after_run(settings: Settings, ended: Ended, now: datetime) -> str | None:
    """Note and send what a run that ``ended`` gives rise to; why that could not be done, or None.

    Raises nothing: the run's own end is what counts.
    """
    if not settings.alerts.receivers:
        return None
    try:
        try:
            with Outbox(outbox_path(settings.warehouse)) as outbox:
                note(outbox, settings, _look(settings, ended, now), now)
                deliver(outbox, settings, now)
        except (OSError, sqlite3.Error) as error:
            _past_the_disk(settings, ended, now)
            return f"alerts: {outbox_path(settings.warehouse)}: {error}"
    except CooperationError as error:
        return f"alerts: {error}"
    except Exception as error:  # noqa: BLE001 - the edge: alerts never change how a run ends
        return f"alerts: {type(error).__name__}"  # its text can hold an address
    return None


def _past_the_disk(settings: Settings, ended: Ended, now: datetime) -> None:
    """The disk takes no outbox: tell at once what ended the run, though the next one may tell it again."""
    if not ended.well:
        with Outbox(Path(":memory:")) as outbox:
            note(outbox, settings, _look(settings, ended, now), now)
            _deliver(outbox, addresses(settings.alerts, os.environ), settings.alerts, now)


def by_the_clock(settings: Settings, ended: Ended | None, now: datetime) -> None:
    """What is due between runs: silence, the digest, another try; and ``ended``, a run not yet looked at.

    Raises CooperationError, OSError, sqlite3.Error.
    """
    if not settings.alerts.receivers:
        return
    with Outbox(outbox_path(settings.warehouse)) as outbox:
        looked = outbox.noted("looked")
        if ended is None or (looked is not None and ended.at <= datetime.fromisoformat(looked)):
            over = _may_be_over(outbox, settings, now) and nothing_new(settings)
            ended = Ended("", now) if over else None
        note(outbox, settings, NOTHING_SEEN if ended is None else _look(settings, ended, now), now)
        deliver(outbox, settings, now)


def _look(settings: Settings, ended: Ended, now: datetime) -> Look:
    return look(settings.raw, settings.warehouse, ended, now, settings.alerts.stale_days)


def _may_be_over(outbox: Outbox, settings: Settings, now: datetime) -> bool:
    """Whether it matters that nothing is new: a schedule that finds it so starts no run that says it."""
    last = outbox.noted("well")
    quiet = last is not None and rules.silence(
        datetime.fromisoformat(last), now, settings.alerts.silent_hours / 2
    )
    return bool(quiet) or any(
        memory.is_open and memory.trouble.kind in rules.RUN_KINDS for memory in outbox.memories().values()
    )


def note(outbox: Outbox, settings: Settings, seen: Look, now: datetime) -> None:
    """Compare what is ``seen`` with what is remembered, and queue what is to be told. One transaction."""
    alerts = settings.alerts
    with outbox.transaction():
        if seen.judged:
            outbox.note("looked", now.isoformat())
        if seen.well or outbox.noted("well") is None:
            outbox.note("well", now.isoformat())
        last = datetime.fromisoformat(outbox.noted("well") or now.isoformat())
        troubles = (*seen.troubles, *rules.silence(last, now, alerts.silent_hours))
        events = list(_changes(outbox, troubles, seen.judged | {"silent"}, now, alerts))
        where = harmless(settings.warehouse.resolve())
        for receiver in alerts.receivers:
            told = [event for event in events if event.severity >= Severity[receiver.severity.upper()]]
            if told:
                outbox.add(compose(receiver.name, told, where, now))
        _digests(outbox, settings, where, now)
        outbox.clear(now - _KEPT)


def _changes(
    outbox: Outbox, troubles: Iterable[Trouble], judged: frozenset[str], now: datetime, alerts: AlertSettings
) -> Iterable[Event]:
    """What is to be told, each trouble's memory brought up to date."""
    policy = Policy(alerts.flap_changes, timedelta(hours=alerts.flap_hours))
    current = {trouble.fingerprint: trouble for trouble in troubles}
    memories = outbox.memories()
    for fingerprint in sorted(current.keys() | memories.keys()):
        memory, trouble = memories.get(fingerprint), current.get(fingerprint)
        if memory is not None and memory.trouble.kind not in judged:  # not looked at: it is as it was
            trouble = memory.trouble if memory.is_open else None
        kept, event = follow(memory, trouble, now, policy)
        if kept.forgettable(now, policy):
            outbox.forget(kept)
        elif kept != memory:
            outbox.remember(kept)
        if event is not None:
            yield event


def _digests(outbox: Outbox, settings: Settings, where: str, now: datetime) -> None:
    """Queue the day's digest once its time has come; the first one is the first after a look."""
    alerts = settings.alerts
    local = now.astimezone(ZoneInfo(settings.timezone))
    day = local.date() if f"{local:%H:%M}" >= alerts.digest_at else local.date() - timedelta(days=1)
    before = outbox.noted("digest")
    if before is not None and before < day.isoformat():
        dead = len(outbox.letters(DEAD))
        for receiver in alerts.receivers:
            if receiver.digest:
                outbox.add(digest(receiver.name, outbox.memories().values(), dead, where, now))
    if before is None or before < day.isoformat():
        outbox.note("digest", day.isoformat())


def deliver(outbox: Outbox, settings: Settings, now: datetime) -> None:
    """Send what is due, the oldest first; a receiver that does not answer is left alone until its next time.

    Raises ConfigurationError where an address is incomplete, OSError, sqlite3.Error.
    """
    if not outbox.letters(QUEUED, SENDING):
        return
    known = addresses(settings.alerts, os.environ)
    try:
        with RunLock(settings.warehouse / FOLDER, now):
            _deliver(outbox, known, settings.alerts, now)
    except LockHeld:
        return  # another process sends just now


def _deliver(outbox: Outbox, known: dict[str, str], alerts: AlertSettings, now: datetime) -> None:
    end = time.monotonic() + SEND_SECONDS
    waiting: set[str] = set()
    for letter in outbox.letters(QUEUED, SENDING):
        receiver = letter.message.receiver
        if receiver in waiting or letter.next_try > now or time.monotonic() > end:
            waiting.add(receiver)
            continue
        sent = _attempt(outbox, letter, known.get(receiver), now)
        if sent.passing:
            waiting.add(receiver)
        _settle(outbox, letter, sent, alerts, now)


def _attempt(outbox: Outbox, letter: Letter, url: str | None, now: datetime) -> Sent:
    if url is None:
        return Sent(False, "no receiver of this name in the settings")
    killed = letter.state == SENDING
    if killed and letter.reason == _INTERRUPTED:
        return Sent(False, f"{_INTERRUPTED}, twice: it may have arrived")
    reason = _INTERRUPTED if killed else ""
    outbox.mark(letter.message.id, SENDING, now, tries=letter.tries + 1, reason=reason)
    return send(url, letter.message)


def _settle(outbox: Outbox, letter: Letter, sent: Sent, alerts: AlertSettings, now: datetime) -> None:
    """Note what came of an attempt: done, once more after a pause, or given up."""
    tries = letter.tries + 1
    if sent.worked:
        outbox.mark(letter.message.id, SENT, now, tries=tries)
        return
    old = now - letter.message.created >= timedelta(hours=alerts.give_up_hours)
    if sent.passing and not old:
        pause = min(_FIRST_PAUSE * 4 ** min(letter.tries, 10), _LONGEST_PAUSE)
        outbox.mark(letter.message.id, QUEUED, now, tries=tries, reason=sent.reason, next_try=now + pause)
        return
    outbox.mark(letter.message.id, DEAD, now, tries=tries, reason=sent.reason)


def try_receivers(settings: Settings, now: datetime) -> dict[str, Sent]:
    """One message to each receiver, past the outbox; what came of each. Raises ConfigurationError."""
    where = harmless(settings.warehouse.resolve())
    results = {}
    for name, url in addresses(settings.alerts, os.environ).items():
        text = f"This is a test of the receiver {name}; nothing is wrong.\nwhere    {where}"
        results[name] = send(url, sealed(name, Severity.INFO, "[cooperation] test", [text], now))
    return results
