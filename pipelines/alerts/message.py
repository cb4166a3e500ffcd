"""The words of an alert: what, where, since when, how bad, some of the rows, how to see more. Pure.

Much of them comes from sources, and receivers turn some texts into more than text: ``<!channel>`` wakes a
team, ``[a](http://b)`` hides a link, a line break forges a header. ``harmless`` leaves words alone.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.alerts.follow import Event, Memory, What
from pipelines.alerts.trouble import Severity

TITLE, BODY, CELL = 120, 1800, 160
"""Most characters of a title, of a body (Discord takes 2000), of one value."""
_FULL = 1200  # a body longer than this tells the rest of its troubles in a line each
# Wide or turned twins of what chats, mails and pages take for markup, mentions and links.
_TWINS = str.maketrans("<>@&`*~|[]\\", "‹›＠＆＇＊～｜［］＼")
_EDGE_UNDERSCORE = re.compile(r"(?<!\w)_+|_+(?!\w)")  # facts_fell is a name, _this_ is markup
_LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)
_TIME = "%Y-%m-%d %H:%M:%S UTC"


@dataclass(frozen=True, slots=True)
class Message:
    """What one receiver is sent at once. ``id`` stands in the body: a message that came twice shows it."""

    id: str
    receiver: str
    severity: Severity
    title: str
    body: str
    created: datetime


def harmless(value: object, most: int = CELL) -> str:
    """``value`` on one line, at most ``most`` characters, with nothing in it that acts on what shows it."""
    text = " ".join(str(value).split())
    text = "".join(char for char in text if unicodedata.category(char)[0] not in "CZ" or char == " ")
    text = _EDGE_UNDERSCORE.sub(lambda found: "＿" * len(found.group()), text.translate(_TWINS))
    text = _LINK.sub(lambda found: found.group().replace("://", "：//").replace(".", "．"), text)
    return text if len(text) <= most else text[: most - 1] + "…"


def compose(receiver: str, events: Sequence[Event], where: str, now: datetime) -> Message:
    """One message of all that is to be told now, the worst first. ``where`` is the warehouse's folder."""
    order = sorted(events, key=_urgency)
    severity = max((event.severity for event in order), default=Severity.INFO)
    others = f" (and {len(order) - 1} more)" if len(order) > 1 else ""
    title = f"[cooperation] {_headline(order[0])}{others}"
    blocks: list[str] = []
    for event in order:
        full = not blocks or sum(map(len, blocks)) < _FULL
        blocks.append("\n".join(_block(event, where)) if full else _headline(event))
    return sealed(receiver, severity, title, blocks, now)


def sealed(receiver: str, severity: Severity, title: str, blocks: Sequence[str], now: datetime) -> Message:
    """The message with its id, which depends on all it says, cut to what receivers take."""
    digest = hashlib.sha256("\0".join((receiver, title, now.isoformat(), *blocks)).encode())
    id_ = digest.hexdigest()[:12]
    end = f"\n\nall that is open: cooperation alerts\nalert {id_}"
    body = "\n\n".join(blocks)
    if len(body) + len(end) > BODY:
        body = body[: BODY - len(end) - 2] + " …"
    return Message(id_, receiver, severity, harmless_title(title), body + end, now)


def harmless_title(title: str) -> str:
    """A title within its length; its parts are harmless already."""
    return title if len(title) <= TITLE else title[: TITLE - 1] + "…"


def digest(receiver: str, memories: Iterable[Memory], dead: int, where: str, now: datetime) -> Message:
    """The day's summary: what is open, what is held, what could not be delivered."""
    known = sorted(memories, key=lambda memory: (-memory.trouble.severity, memory.since))
    open_ = [memory for memory in known if memory.is_open]
    ended = [m for m in known if not m.is_open and (now - m.changes[-1]).total_seconds() < 24 * 3600]
    parts = [f"{len(open_)} open", f"{len(ended)} over since yesterday"]
    if dead:
        parts.append(f"{dead} alerts could not be delivered")
    lines = [f"{_line(memory)}, since {memory.since:{_TIME}}" for memory in open_]
    lines += [f"over: {harmless(memory.trouble.title)}" for memory in ended]
    blocks = ["; ".join(parts) + f"\nin {where}", *(["\n".join(lines)] if lines else [])]
    severity = max((memory.trouble.severity for memory in open_), default=Severity.INFO)
    return sealed(receiver, severity, f"[cooperation] daily digest: {len(open_)} open", blocks, now)


def _line(memory: Memory) -> str:
    return f"{memory.trouble.severity.word}: {harmless(memory.trouble.title)}"


def _urgency(event: Event) -> tuple[bool, int, str]:
    return event.what is What.RESOLVED, -event.severity, event.memory.trouble.fingerprint


def _headline(event: Event) -> str:
    trouble = event.memory.trouble
    marks = {
        What.OPENED: trouble.severity.word,
        What.WORSE: f"{trouble.severity.word}, worse",
        What.RESOLVED: "resolved",
        What.FLAPPING: "comes and goes",
    }
    return f"{marks[event.what]}: {harmless(trouble.title)}"


def _block(event: Event, where: str) -> list[str]:
    """One trouble in full."""
    trouble, memory = event.memory.trouble, event.memory
    lines = [_headline(event), f"where    {where}"]
    if event.what is What.RESOLVED:
        return [*lines, f"lasted   {memory.since:{_TIME}} to {memory.changes[-1]:{_TIME}}"]
    lines += [
        f"what     {harmless(trouble.what, 2 * CELL)}",
        f"since    {memory.since:{_TIME}}",
        f"how bad  {harmless(trouble.bad)}",
    ]
    if event.what is What.FLAPPING:
        lines.append(f"held     {len(memory.changes)} changes of late: no more of it until it stays quiet")
    lines += [f"row      {harmless(row)}" for row in trouble.rows]
    return [*lines, f"more     {trouble.command}"]
