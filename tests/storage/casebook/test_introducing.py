"""A device nobody knows introduces itself by its own card, under a root that counts already."""

from typing import TYPE_CHECKING

import pytest

from storage.casebook import card_items
from storage.casebook.card_items import introduce
from storage.journal.clock import system_ms
from tests.storage.casebook.strangers import IMPOSTOR, TESTI, file_of
from tests.storage.exchange.made_cards import Someone

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def device_of(someone: Someone, mark: str) -> bytes:
    """Return the id of a made-up person's device."""
    return someone.signer(mark).device_id


def test_a_new_device_of_a_known_person_is_believed(casebook: "Casebook") -> None:
    """A restored vault or a new laptop: certified by the same sheet, so it counts at once."""
    who = casebook.cards.accept(file_of(TESTI, "T"))
    second = file_of(TESTI, "U", issued=system_ms() + 1)
    device = device_of(TESTI, "U")
    assert casebook.cards.public_of(device) is None
    assert introduce(casebook, device, (b"no card", second), system_ms())
    assert casebook.cards.public_of(device) is not None
    assert casebook.cards.line(who).devices == ("T", "U")


def test_nobody_else_is(casebook: "Casebook", monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger, another root and somebody else's card change nothing; the check is what stops."""
    casebook.cards.accept(file_of(TESTI, "T"))
    before, now = casebook.cards.lines(), system_ms()
    stranger = Someone("Outo Outonen")
    forged = file_of(IMPOSTOR, "U")
    assert not introduce(casebook, device_of(stranger, "T"), (file_of(stranger, "T"),), now)
    assert not introduce(casebook, device_of(IMPOSTOR, "U"), (forged,), now)
    passed_on = file_of(TESTI, "U", issued=now)
    assert not introduce(casebook, device_of(stranger, "T"), (passed_on,), now)
    assert casebook.cards.lines() == before
    monkeypatch.setattr(card_items, "_is_of_known_root", lambda *_: True)  # without the control
    assert introduce(casebook, device_of(IMPOSTOR, "U"), (forged,), now)
    assert casebook.cards.lines() != before


def test_a_person_whose_key_is_not_decided_about_introduces_nothing(casebook: "Casebook") -> None:
    """While blocked, not even the root that counted before brings a device in."""
    who = casebook.cards.accept(file_of(TESTI, "T"))
    casebook.cards.accept(file_of(IMPOSTOR, "S"))
    assert casebook.cards.line(who).is_blocked
    second = file_of(TESTI, "U", issued=system_ms() + 1)
    assert not introduce(casebook, device_of(TESTI, "U"), (second,), system_ms())
