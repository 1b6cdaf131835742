"""The cards' desk: who is known, how far they are trusted, and whom something can be sealed to."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import addresses
from storage.errors import Invalid, RecordMissing
from storage.exchange.card import EXPIRES_AFTER, seal_card
from storage.journal.clock import system_ms
from storage.journal.peers import list_peers
from storage.records.log import LogWhat
from storage.refusals import CardRefused
from tests.offices import new_office
from tests.storage.casebook.strangers import AT, DAY, TESTI, file_of, introduced, refused
from tests.storage.exchange.made_cards import Someone, roster_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook


@pytest.fixture
def other(tmp_path: Path) -> "Iterator[Casebook]":
    """Lend a casebook of another office."""
    opened = new_office(tmp_path / "other", "Testi Testinen", "T")
    yield opened
    opened.close()


def test_a_stranger_becomes_known_step_by_step(casebook: "Casebook", other: "Casebook") -> None:
    """Told before it is accepted; unknown at first; compared when both read the same number."""
    data = other.cards.own()
    line = casebook.cards.look_into(data)
    assert (line.name, line.level, line.news) == ("Testi Testinen", "unknown", ("new-person",))
    assert casebook.cards.lines() == ()
    who, me = casebook.cards.accept(data), introduced(other, casebook)
    assert casebook.cards.line(who).level == "unknown"
    assert not casebook.cards.may_get_case_data(who)
    assert refused(casebook, who, case=True) == "unknown"
    assert refused(casebook, who) == ""
    assert casebook.cards.compare_words(who) == other.cards.compare_words(me)
    assert casebook.cards.fingerprint(who) == other.cards.fingerprint(me)
    casebook.cards.mark_compared(who, AT)
    known = casebook.cards.line(who)
    assert (known.level, known.compared_at) == ("compared", AT)
    assert casebook.cards.may_get_case_data(who)
    assert refused(casebook, who, case=True) == ""
    assert next(line.what for line in casebook.log.lines()) in {LogWhat.KEYS, LogWhat.CHANGED}


def test_whose_a_device_is(casebook: "Casebook", other: "Casebook") -> None:
    """Its key, its person and its root are found by the device, one's own too."""
    who = introduced(casebook, other)
    device = other.me.device_id
    assert casebook.cards.public_of(device) == other.signer.public
    person = casebook.cards.person_of(device)
    assert person is not None
    assert person.id == who
    assert casebook.cards.root_of(device) == other.cards.own_root() == person.root
    assert casebook.cards.by_root(person.root) == person
    assert casebook.cards.devices_of(person.root) == (device,)
    mine = casebook.cards.person_of(casebook.me.device_id)
    assert mine is not None
    assert mine.is_me
    assert casebook.cards.by_root(casebook.cards.own_root()) == mine
    assert casebook.cards.devices_of(casebook.cards.own_root()) == (casebook.me.device_id,)
    stranger = bytes(16)
    assert casebook.cards.public_of(stranger) is None
    assert casebook.cards.person_of(stranger) is None
    assert casebook.cards.by_root(bytes(32)) is None
    assert casebook.cards.root_of(stranger) == b""
    with casebook.read() as connection:
        assert list_peers(connection)[device].person == "Testi Testinen"


def test_keys_and_cards_grow_old(casebook: "Casebook", monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten weeks nothing is sealed to a key, after half a year the card is nothing.

    Negative control: without the look at the key's age the stale key would be used.
    """
    now = system_ms()
    who = casebook.cards.accept(file_of(TESTI, issued=now))
    casebook.cards.mark_compared(who, AT)
    assert refused(casebook, who, now + 70 * DAY) == ""
    assert [casebook.cards.lines(now + day * DAY)[0].is_expiring for day in (55, 57)] == [
        False, True,
    ]  # fmt: skip
    later = now + 71 * DAY
    assert refused(casebook, who, later) == "key-old"
    assert casebook.cards.lines(later)[0].is_key_old
    assert casebook.cards.may_get_case_data(who, later)
    ended = now + EXPIRES_AFTER
    assert refused(casebook, who, ended) == "expired"
    assert casebook.cards.lines(ended)[0].is_expired
    assert not casebook.cards.may_get_case_data(who, ended)
    monkeypatch.setattr(addresses, "fresh_key", lambda _device, _now: 0)
    assert refused(casebook, who, later) == ""


def test_people_of_one_name_are_marked(casebook: "Casebook") -> None:
    """A second Testi Testinen is told of, and both are marked in the list."""
    casebook.cards.accept(file_of(TESTI))
    second = Someone("Testinen, Testi")
    assert len(casebook.cards.look_into(file_of(second)).alike) == 1
    assert [line.alike for line in casebook.cards.lines()] == [False]
    casebook.cards.accept(file_of(second))
    assert [line.alike for line in casebook.cards.lines()] == [True, True]
    casebook.cards.accept(file_of(Someone("Aino Keksitty")))
    assert [line.name for line in casebook.cards.lines() if not line.alike] == ["Aino Keksitty"]


def test_ones_own_card_is_no_correspondents(casebook: "Casebook", other: "Casebook") -> None:
    """The own card, and one that claims to be of this person, are refused."""
    with pytest.raises(CardRefused, match="own"):
        casebook.cards.accept(casebook.cards.own())
    me = TESTI.card(issued=system_ms())._replace(person_id=casebook.me.person_id)
    devices = tuple(one._replace(certificate=bytes(64)) for one in me.devices)
    with pytest.raises(CardRefused):
        casebook.cards.accept(seal_card(me._replace(devices=devices), TESTI.signer()))
    introduced(casebook, other)
    with pytest.raises(RecordMissing):
        casebook.cards.line(bytes(16))
    with pytest.raises(RecordMissing):
        casebook.cards.recipients((bytes(16),))
    assert not casebook.cards.may_get_case_data(bytes(16))


def test_a_card_in_a_parcel_counts_from_its_own_device_alone(casebook: "Casebook") -> None:
    """What somebody else passed on, or a person nobody has accepted, changes nothing."""
    now = system_ms()
    who = casebook.cards.accept(file_of(TESTI, issued=now - 2))
    newer = file_of(TESTI, "A", "B", issued=now)
    with casebook.change("test") as change:
        assert not casebook.cards.take_card(change, bytes(16), newer)
        stranger = Someone("Aino Keksitty")
        assert not casebook.cards.take_card(
            change, stranger.signer().device_id, file_of(stranger, issued=now)
        )
    assert casebook.cards.line(who).devices == ("A",)
    with casebook.change("test") as change:
        assert casebook.cards.take_card(change, TESTI.signer().device_id, newer)
    assert casebook.cards.line(who).devices == ("A", "B")


def test_marks_of_one_office_are_unique(casebook: "Casebook") -> None:
    """A device of the same office with letters that are taken is refused; elsewhere they may be."""
    now = system_ms()
    card = TESTI.card("K", issued=now)._replace(office_id=casebook.me.office_id)
    with pytest.raises(Invalid, match="taken"):
        casebook.cards.accept(seal_card(card, TESTI.signer("K")))
    casebook.cards.accept(file_of(TESTI, "K"))


def test_when_something_last_came_is_kept(casebook: "Casebook") -> None:
    """The latest moment stays, whatever comes late."""
    who = casebook.cards.accept(file_of(TESTI))
    with casebook.change("test") as change:
        casebook.cards.note_contact(change, who, 2_000)
        casebook.cards.note_contact(change, who, 1_000)
    assert casebook.cards.line(who).last_contact == dt.datetime(1970, 1, 1, 0, 0, 2, tzinfo=dt.UTC)


def test_the_office_of_somebody_compared_vouches(casebook: "Casebook") -> None:
    """Aino was compared, her office names Testi: vouched for, until a newer list drops him."""
    now = system_ms()
    aino = Someone("Aino Keksitty")
    testi = casebook.cards.accept(file_of(TESTI))
    first = aino.file(roster=roster_of(aino, TESTI, number=1), issued=now)
    someone = casebook.cards.accept(first)
    assert casebook.cards.line(testi).level == "unknown"
    casebook.cards.mark_compared(someone, AT)
    assert casebook.cards.line(testi).level == "vouched"
    casebook.cards.accept(aino.file(roster=roster_of(aino, number=2), issued=now + 1))
    assert casebook.cards.line(testi).level == "unknown"
    casebook.cards.accept(aino.file(roster=roster_of(aino, TESTI, number=1), issued=now + 2))
    assert casebook.cards.line(testi).level == "unknown"
    assert casebook.cards.line(someone).level == "compared"


def test_the_card_goes_out_as_a_file(casebook: "Casebook", tmp_path: Path) -> None:
    """It is written whole, with organisation and role, and the use log says so."""
    casebook.devices.introduce("Keksilän järjestö", "vertainen")
    size = casebook.cards.export(tmp_path / "card.nvc")
    data = (tmp_path / "card.nvc").read_bytes()
    assert len(data) == size < 4_096
    assert b"vertainen" in data
    assert casebook.log.lines()[0].detail == "card.write"
