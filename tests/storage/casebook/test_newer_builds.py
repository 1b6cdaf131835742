"""Newer builds and wrong clocks: what is not known here is kept, carried on and taken up later."""

import pytest

from storage.casebook import takers
from storage.exchange import inbox, outbox
from storage.journal.clock import system_ms
from storage.journal.write import Writer
from tests.storage.casebook.put_back import Pair


def test_what_a_newer_build_wrote_is_carried_on_untouched(pair: Pair) -> None:
    """A record kind and a field of a later version pass through Aino's vault to her receiver.

    A newer build is made up by writing what this one does not know.
    """
    place = (pair.small.case, "actions")
    later = b"later-kind-00001"
    with pair.aino.vault.write() as connection:
        writer = Writer(connection, pair.aino.signer, pair.aino.clock, "Aino", b"newer-change-001")
        writer.put("workshop", *place, later, "topic", {"title": "Paja", "places": 12})
        writer.put("action", *place, b"a" * 16, "origin", {"case_id": pair.small.case})
        writer.put("action", *place, b"a" * 16, "what", {"what": "Soita", "mood": "iloinen"})
        writer.finish()
    pair.meet()
    pair.bo.actions.edit(b"a" * 16, what="Soita huomenna")
    pair.meet(times=2)
    with pair.bo.read() as connection:
        found = Writer(connection, pair.bo.signer, pair.bo.clock, "Bo", b"x" * 16).current(later)
    assert [op.value for op in found.heads] == [{"title": "Paja", "places": 12}]
    with pair.aino.read() as connection:
        kept = Writer(connection, pair.aino.signer, pair.aino.clock, "A", b"x" * 16)
        heads = kept.current(b"a" * 16).heads
    (what,) = [op.value for op in heads if op.group == "what"]
    assert what == {"what": "Soita huomenna", "mood": "iloinen"}


def test_an_item_of_an_unknown_kind_waits_for_a_newer_build(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept word for word, acknowledged, and taken up by the first build that knows it."""
    with pair.aino.vault.write() as connection:
        item = outbox.add(connection, "postcard", b"later words", (pair.bo.me.device_id,))
    pair.meet(times=2)
    with pair.bo.read() as connection:
        (held,) = inbox.list_held(connection)
    assert (held.kind, held.data, held.reason) == ("postcard", b"later words", "unknown-kind")
    with pair.aino.read() as connection:
        assert outbox.states(connection, item)[pair.bo.me.device_id].state == "received"
    taken: list[bytes] = []
    newer = {**takers.HANDLERS, "postcard": lambda *told: taken.append(told[3])}
    for module in ("receiving", "taking_up"):
        monkeypatch.setattr(f"storage.casebook.{module}.HANDLERS", newer)
    pair.aino.actions.add(pair.small.case, "Jotain uutta")
    pair.meet()
    assert taken == [b"later words"]
    with pair.bo.read() as connection:
        assert inbox.list_held(connection) == ()


def test_a_clock_that_is_years_off_keeps_nobody_from_sending(pair: Pair) -> None:
    """An acknowledgement from a far future does not shut out those that come after it."""
    year = 365 * 24 * 60 * 60 * 1000
    pair.bo.clock.now_ms = lambda: system_ms() + 5 * year
    pair.bo.actions.add(pair.small.case, "Tulevaisuudesta")
    pair.meet(times=2)
    pair.bo.clock.now_ms = system_ms
    pair.bo.clock.last = 0
    pair.aino.actions.add(pair.small.case, "Tänään")
    pair.meet(times=3)
    seen = {line.what for line in pair.bo.actions.lines(case_id=pair.small.case)}
    assert "Tänään" in seen
    assert not pair.aino.delivery.waiting().count
