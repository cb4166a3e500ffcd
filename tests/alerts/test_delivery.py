"""Faults 49 to 53: receivers that are down or refuse, a killed process, hostile texts, secrets."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.alerts.delivery import judged, send
from pipelines.alerts.look import Ended
from pipelines.alerts.outbox import DEAD, QUEUED, SENT
from pipelines.alerts.watch import after_run, by_the_clock

ROOT = Path(__file__).resolve().parents[2]
MAIL = "mailto://127.0.0.1:{port}?from=warehouse@example.org&to=team@example.org&mode=insecure"


def state(house: Any) -> list[tuple[str, int, str]]:
    return [(letter.state, letter.tries, letter.reason) for letter in house.letters()]


def test_a_hook_that_is_down_gets_it_when_it_is_up_again(house: Any, trouble: Any, hook: Any) -> None:
    hook.stop()
    house.look(trouble())
    assert state(house) == [(QUEUED, 1, "no answer")]
    house.tick(timedelta(seconds=20))
    assert state(house) == [(QUEUED, 1, "no answer")], "not before its pause is over"
    house.tick(timedelta(minutes=1))
    assert state(house) == [(QUEUED, 2, "no answer")]
    up = type(hook)(hook.port)
    house.tick(timedelta(hours=1))
    up.stop()
    assert state(house) == [(SENT, 3, "")]
    assert len(up.got) == 1


def test_a_mail_server_that_is_down_gets_it_when_it_is_up_again(house: Any, trouble: Any, post: Any) -> None:
    post.stop()
    house.configure(receivers=[{"name": "team", "url": MAIL.format(port=post.port)}])
    house.look(trouble())
    assert state(house) == [(QUEUED, 1, "no answer")]
    up = type(post)(post.port)
    house.tick()
    up.stop()
    assert state(house) == [(SENT, 2, "")]
    (mail,) = up.mails
    assert mail["Subject"] == "[cooperation] warning: check failed: sums_fit on funding"
    assert mail["To"] == "team@example.org"
    assert "found 3, expected 0" in mail.get_body(("html", "plain")).get_content()


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 422, 301])
def test_a_refusal_is_not_tried_again_and_is_seen(house: Any, trouble: Any, hook: Any, code: int) -> None:
    hook.codes = [code]
    house.look(trouble())
    house.tick(timedelta(days=1))
    assert state(house) == [(DEAD, 1, f"HTTP {code}")]
    assert hook.got == []


@pytest.mark.parametrize(("code", "expected"), [(404, DEAD), (429, QUEUED), (500, QUEUED)])
def test_a_plugin_that_logs_no_number_is_judged_by_the_answer_it_got(
    house: Any, trouble: Any, hook: Any, code: int, expected: str, monkeypatch: Any
) -> None:
    from apprise.plugins.spike import NotifySpike

    monkeypatch.setattr(NotifySpike, "notify_url", f"http://127.0.0.1:{hook.port}/in")
    house.configure(receivers=[{"name": "team", "url": "spike://" + "a" * 32}])
    hook.codes = [code]
    house.look(trouble())
    assert state(house) == [(expected, 1, f"HTTP {code}")]


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503])
def test_what_may_pass_is_tried_again(house: Any, trouble: Any, hook: Any, code: int) -> None:
    hook.codes = [code]
    house.look(trouble())
    assert state(house) == [(QUEUED, 1, f"HTTP {code}")]
    house.tick()
    assert state(house) == [(SENT, 2, "")]
    assert len(hook.got) == 1


@pytest.mark.parametrize(("answer", "expected"), [("451 later", QUEUED), ("550 nobody here", DEAD)])
def test_in_mail_4xx_passes_and_5xx_stays(
    house: Any, trouble: Any, post: Any, answer: str, expected: str
) -> None:
    post.answer = answer
    house.configure(receivers=[{"name": "team", "url": MAIL.format(port=post.port)}])
    house.look(trouble())
    assert state(house) == [(expected, 1, f"SMTP {answer[:3]}")]


def test_pauses_grow_and_end(house: Any, trouble: Any, hook: Any) -> None:
    hook.codes = [500] * 100
    house.look(trouble())
    pauses = []
    while (letter := house.letters()[0]).state == QUEUED:
        pauses.append(letter.next_try - house.now)
        house.tick(pauses[-1])
    minutes = [pause.total_seconds() / 60 for pause in pauses]
    assert minutes[:5] == [1, 4, 16, 64, 256]
    assert set(minutes[5:]) == {360}
    assert timedelta(hours=72) <= house.now - letter.message.created <= timedelta(hours=78)
    assert (letter.state, letter.reason) == (DEAD, "HTTP 500")


def test_a_receiver_that_is_down_holds_up_nobody_else_and_gets_all_in_order(
    house: Any, trouble: Any, post: Any, hook: Any
) -> None:
    up = {"name": "up", "url": MAIL.format(port=post.port)}
    house.configure(receivers=[*house.alerts["receivers"], up])
    hook.codes = [503]
    house.look(trouble())
    house.look(after=timedelta(seconds=10))
    assert [mail["Subject"].split()[1] for mail in post.mails] == ["warning:", "resolved:"]
    assert hook.got == []
    house.tick()
    assert [title.split()[0] for title in house.titles()] == ["warning:", "resolved:"]


KILLED = """
import sys
from datetime import datetime
from pathlib import Path
from pipelines.alerts.outbox import Outbox
from pipelines.alerts.watch import deliver, outbox_path
from pipelines.config import Settings
home, url, now = sys.argv[1:]
settings = Settings(warehouse=Path(home), alerts={"receivers": [{"name": "team", "url": url}]})
sys.stdin.readline()
with Outbox(outbox_path(settings.warehouse)) as outbox:
    deliver(outbox, settings, datetime.fromisoformat(now))
"""


def deliver_and_die(house: Any, hook: Any) -> None:
    """Another process delivers, and is killed when its message has arrived."""
    receiver = house.settings.alerts.receivers[0]
    arguments = [str(house.settings.warehouse), receiver.url, house.now.isoformat()]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, *arguments], stdin=subprocess.PIPE, env=variables
    ) as process:
        hook.kills = process.pid
        process.communicate(b"\n", timeout=30)
    hook.kills = None
    assert process.returncode == -9


def queued(house: Any, trouble: Any) -> None:
    """One alert that waits: the receiver was not there at first."""
    house.hook.codes = [503]
    house.look(trouble())
    house.now += timedelta(hours=1)


def test_killed_between_sending_and_noting_it_comes_once_more_with_the_same_id(
    house: Any, trouble: Any, hook: Any
) -> None:
    queued(house, trouble)
    deliver_and_die(house, hook)
    assert len(hook.got) == 1
    for _ in range(3):
        house.tick()
    assert len(hook.got) == 2
    (letter,) = house.letters()
    assert letter.state == SENT
    assert all(f"alert {letter.message.id}" in body["message"] for body in hook.got)


def test_killed_twice_it_is_not_sent_a_third_time(
    house: Any, trouble: Any, hook: Any, monkeypatch: Any
) -> None:
    def send_and_die(url: str, message: Any) -> Any:
        assert send(url, message).worked
        raise KeyboardInterrupt

    queued(house, trouble)
    monkeypatch.setattr("pipelines.alerts.watch.send", send_and_die)
    for _ in range(4):
        with suppress(KeyboardInterrupt):
            house.deliver()
    assert len(hook.got) == 2
    assert house.letters()[0].state == DEAD
    assert "may have arrived" in house.letters()[0].reason


def test_two_processes_do_not_send_the_same(house: Any, trouble: Any, hook: Any) -> None:
    from pipelines.warehouse import RunLock

    queued(house, trouble)
    with RunLock(house.settings.warehouse / "alerts", house.now):
        house.deliver()
        assert hook.got == []
    house.deliver()
    assert len(hook.got) == 1


HOSTILE = (
    "<!channel> <@U1> @here @everyone [click](http://evil.example/x) <script>alert(1)</script> "
    "*bold* _it_ `code` ~gone~ www.evil.example\r\nBcc: victim@example.org\r\n\r\n<b>x</b>"
    "\x1b[31m\u202egnp\x00"
)
MARKUP = (
    "<!",
    "<@",
    "@",
    "<script",
    "<b>",
    "](",
    "://",
    "www.",
    "*",
    "`",
    "~",
    "\r",
    "\x1b",
    "\u202e",
    "\x00",
)


def test_texts_of_sources_are_words_and_nothing_else(house: Any, trouble: Any, post: Any, hook: Any) -> None:
    mail = {"name": "mail", "url": MAIL.format(port=post.port) + "&format=text"}
    html = {"name": "html", "url": MAIL.format(port=post.port) + "&format=html"}
    house.configure(receivers=[*house.alerts["receivers"], mail, html])
    house.look(trouble(title=HOSTILE, what=HOSTILE, bad=HOSTILE, rows=(HOSTILE,), key=HOSTILE))
    (body,) = hook.got
    as_text, as_html = post.mails
    assert as_html.get_body(("html",)) is not None
    lines = as_text.get_content().replace("\r\n", "\n")
    for said in (body["title"], body["message"], as_text["Subject"], lines):
        assert [mark for mark in MARKUP if mark in said] == []
        assert "click" in said
    words = as_html.get_body(("html",)).get_content().lower()
    assert not [mark for mark in ("<!channel", "<script", "<b>", "http://evil", "<a ") if mark in words]
    for each in post.mails:
        assert (each["To"], each["Bcc"], each["Cc"]) == ("team@example.org", None, None)


SECRET = "xoxb-1234-hunter2-5678"


@pytest.mark.parametrize("codes", [[], [404], [500]])
def test_no_secret_in_a_log_a_file_or_the_outbox(
    house: Any, trouble: Any, hook: Any, codes: list[int], monkeypatch: Any, caplog: Any, capfd: Any
) -> None:
    monkeypatch.setenv("ALERT_HOOK", f"json://user:{SECRET}@127.0.0.1:{hook.port}/{SECRET}?+X-Token={SECRET}")
    house.configure(receivers=[{"name": "team", "url": "${ALERT_HOOK}"}])
    hook.codes = [*codes]
    caplog.set_level(logging.NOTSET)
    house.look(trouble())
    house.tick()
    assert house.letters()[0].state == (DEAD if codes == [404] else SENT)
    hook.stop()
    house.look(trouble(size=30))
    assert house.letters(QUEUED)
    out, err = capfd.readouterr()
    assert SECRET not in out + err + caplog.text + repr(house.settings)
    files = [path for path in house.folder.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]


def test_the_run_ends_as_it_would_whatever_becomes_of_its_alerts(house: Any, hook: Any, capfd: Any) -> None:
    house.settings.warehouse.mkdir()
    (house.settings.warehouse / "alerts").write_text("a file where the outbox should be")
    problem = after_run(house.settings, Ended("r", house.now, "the disk is full"), house.now)
    assert problem
    assert str(house.settings.warehouse) in problem
    assert house.titles() == ["error: the run failed"], "told without an outbox, as there is no place for one"


def test_a_damaged_outbox_is_said(house: Any) -> None:
    (house.settings.warehouse / "alerts").mkdir(parents=True)
    (house.settings.warehouse / "alerts" / "outbox.sqlite").write_bytes(b"no database at all" * 100)
    assert "outbox.sqlite" in str(after_run(house.settings, Ended("r", house.now), house.now))


def test_without_receivers_nothing_is_made(house: Any) -> None:
    house.configure(receivers=[])
    assert after_run(house.settings, Ended("r", house.now, "trouble"), house.now) is None
    by_the_clock(house.settings, None, house.now)
    assert not house.settings.warehouse.exists()


def test_alerts_that_are_off_are_not_even_imported() -> None:
    code = "import sys, pipelines.cli, pipelines.run; print([m for m in sys.modules if m.startswith(OFF)])"
    code = code.replace("OFF", "('apprise', 'pipelines.alerts')")
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True)
    assert result.stdout == "[]\n", result.stderr


def test_a_file_is_a_receiver_too(house: Any, trouble: Any, tmp_path: Path) -> None:
    house.configure(receivers=[{"name": "inbox", "url": f"file://{tmp_path}/in/box.txt"}])
    house.look(trouble())
    house.look()
    text = (tmp_path / "in" / "box.txt").read_text(encoding="utf-8")
    assert text.count("[cooperation] ") == 2
    assert text.index("warning: check failed") < text.index("resolved: check failed")


@pytest.mark.parametrize(
    ("log", "reason", "passing"),
    [
        (["Failed to send Slack notification: Not found, error=404."], "HTTP 404", False),
        (["Failed to send: error=429."], "HTTP 429", True),
        (["Socket Exception: (535, b'no')"], "SMTP 535", False),
        (["SMTP recipient a@b.cc was refused: 450 b'busy'"], "SMTP 450", True),
        (["Socket Exception: {'a@b.cc': (550, b'who?')}"], "SMTP 550", False),
        (["A Connection error occurred"], "no answer", True),
        ([], "no answer", True),
    ],
)
def test_what_apprise_logs_says_whether_to_try_again(log: list[str], reason: str, passing: bool) -> None:
    sent = judged(log)
    assert (sent.worked, sent.reason, sent.passing) == (False, reason, passing)


def test_an_answer_counts_where_apprise_logs_none() -> None:
    assert judged(["Failed to send."], [200, 404]).reason == "HTTP 404"
    assert judged(["Failed to send."], [302, 200]).reason == "no answer", "the last answer was a good one"
    assert judged(["Failed: error=503."], [404]).reason == "HTTP 503"
