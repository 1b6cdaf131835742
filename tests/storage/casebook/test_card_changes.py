"""Changed keys and new devices: what a person decides, and what nobody has to."""

from typing import TYPE_CHECKING

import pytest

from storage.journal.clock import system_ms
from storage.journal.peers import list_peers
from storage.records.correspondents import Level
from storage.refusals import CorrespondentBlocked
from storage.rules.trust import Held, Shown
from tests.storage.casebook.strangers import AT, DAY, IMPOSTOR, TESTI, file_of, refused

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def test_a_changed_key_blocks_until_a_person_decides(
    casebook: "Casebook", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is sealed to either key, nothing of the new one is believed.

    Negative control: a rule that takes a new root as it comes would seal to it.
    """
    who = casebook.cards.accept(file_of(TESTI))
    casebook.cards.mark_compared(who, AT)
    forged = file_of(IMPOSTOR)
    assert casebook.cards.look_into(forged).news == ("new-root",)
    assert casebook.cards.accept(forged) == who
    line = casebook.cards.line(who)
    assert (line.is_blocked, line.level, line.name) == (True, "unknown", "Testi Testinen")
    assert refused(casebook, who) == refused(casebook, who, case=True) == "key-change"
    assert not casebook.cards.may_get_case_data(who)
    assert casebook.cards.public_of(TESTI.signer().device_id) is None
    with casebook.read() as connection:
        assert IMPOSTOR.signer().device_id not in list_peers(connection)
    with pytest.raises(CorrespondentBlocked, match="key-change"):
        casebook.cards.mark_compared(who, AT)

    def careless(held: Held | None, shown: Shown, *, vouched: bool) -> tuple[Held, tuple[()]]:
        return Held(shown.root, held.level if held else Level.UNKNOWN), ()

    monkeypatch.setattr("storage.casebook.card_taking.judge", careless)
    casebook.cards.decide_change(who, take_new=False)
    casebook.cards.accept(file_of(IMPOSTOR))
    assert casebook.cards.recipients((who,), case_data=True)[0].device == (
        IMPOSTOR.signer().device_id
    )


@pytest.mark.parametrize("take_new", [False, True])
def test_a_decision_counts(casebook: "Casebook", *, take_new: bool) -> None:
    """The old key has its level again, or the new one begins as unknown."""
    who = casebook.cards.accept(file_of(TESTI))
    casebook.cards.mark_compared(who, AT)
    casebook.cards.accept(file_of(IMPOSTOR))
    casebook.cards.decide_change(who, take_new=take_new)
    line = casebook.cards.line(who)
    chosen = IMPOSTOR if take_new else TESTI
    assert not line.is_blocked
    assert line.root == chosen.root.public
    assert line.level == ("unknown" if take_new else "compared")
    assert line.compared_at == (None if take_new else AT)
    assert [one.device for one in casebook.cards.recipients((who,))] == [chosen.signer().device_id]
    assert casebook.cards.public_of(chosen.signer().device_id) is not None
    casebook.cards.decide_change(who, take_new=True)  # nothing is left to decide
    assert casebook.cards.line(who).root == chosen.root.public


def test_a_new_device_is_told_and_gets_its_parcels(casebook: "Casebook") -> None:
    """The root certified it: the level stays, and both devices are sealed to."""
    now = system_ms()
    who = casebook.cards.accept(file_of(TESTI, issued=now - 2))
    casebook.cards.mark_compared(who, AT)
    newer = file_of(TESTI, "B", "A", issued=now)
    assert casebook.cards.look_into(newer).news == ("new-device",)
    casebook.cards.accept(newer)
    assert casebook.cards.line(who).devices == ("A", "B")
    assert len(casebook.cards.recipients((who,), case_data=True)) == 2


def test_an_older_card_changes_nothing(casebook: "Casebook") -> None:
    """A card that comes again, or late, is told and leaves all as it is."""
    now = system_ms()
    who = casebook.cards.accept(file_of(TESTI, "A", "B", issued=now))
    old = file_of(TESTI, "A", issued=now - DAY)
    assert casebook.cards.look_into(old).news == ("older",)
    casebook.cards.accept(old)
    assert casebook.cards.line(who).devices == ("A", "B")
