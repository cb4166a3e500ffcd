"""The outbox as data: what ``quality.alert`` is handed."""

from __future__ import annotations

from typing import Any

from pipelines.alerts.history import alert_history
from pipelines.warehouse import ALERTS


def test_every_alert_with_what_became_of_it(house: Any, trouble: Any, hook: Any) -> None:
    hook.codes = [404, 200, 503]
    house.look(trouble())
    house.look()
    house.look(trouble(key="other", title="check failed: other"))
    table = alert_history(house.settings.warehouse)
    assert table.schema.equals(ALERTS)
    assert [(row["title"], row["state"], row["tries"], row["reason"]) for row in table.to_pylist()] == [
        ("[cooperation] warning: check failed: sums_fit on funding", "dead", 1, "HTTP 404"),
        ("[cooperation] resolved: check failed: sums_fit on funding", "sent", 1, None),
        ("[cooperation] warning: check failed: other", "waiting", 1, "HTTP 503"),
    ]
    assert set(table["receiver"].to_pylist()) == {"team"}
    assert str(hook.port) not in str(table.to_pylist()), "no address"
    first = table.to_pylist()[0]
    assert (first["severity"], first["created_at"]) == (
        "warning",
        house.letters()[0].message.created.replace(tzinfo=None),
    )
    assert f"alert {first['alert_id']}" in first["body"]


def test_without_an_outbox_or_with_a_damaged_one_there_are_none(house: Any) -> None:
    home = house.settings.warehouse
    assert alert_history(home).num_rows == 0
    assert not home.exists(), "nothing is made by looking"
    (home / "alerts").mkdir(parents=True)
    (home / "alerts" / "outbox.sqlite").write_bytes(b"no database at all" * 100)
    assert alert_history(home).num_rows == 0
