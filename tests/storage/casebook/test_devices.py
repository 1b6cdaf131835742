"""One's own devices and the office: certified by the sheet, taken back, enrolled, dismissed."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import card_rows, entrance, known, place
from storage.casebook.entrance import SlotKind
from storage.errors import Invalid, RecordMissing, SheetLineWrong
from storage.exchange import outbox
from storage.exchange.revocation import revoke
from storage.refusals import CardRefused, CertificateMissing, OfficeKeyMissing, RootChanged
from storage.vault.sheet import RecoverySheet
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, new_office, reopen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook

AINO = "Aino Keksitty"


class Home:
    """Aino's vault with its sheet, and Testi's in another office; each knows the other."""

    def __init__(self, folder: Path) -> None:
        """Make both."""
        self.folder = folder
        self.aino, lines = entrance.create(
            folder / "aino", AINO, "A", PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS
        )
        self.sheet = "\n".join(lines)
        self.testi = new_office(folder / "testi", "Testi Testinen", "T")
        self.testi_id = self.aino.cards.accept(self.testi.cards.own())
        self.aino_id = self.testi.cards.accept(self.aino.cards.own())

    def restored(self, kind: SlotKind = SlotKind.PASSPHRASE) -> "Casebook":
        """Back Aino's vault up, restore it elsewhere, open it in the place of the first."""
        self.aino.upkeep.backup(self.folder / "backup")
        self.aino.close()
        target = self.folder / "restored"
        entrance.restore(self.folder / "backup", target, PASSPHRASE, limits=CHEAP_LIMITS)
        if kind is SlotKind.PASSPHRASE:
            self.aino = reopen(target)
        else:
            self.aino = entrance.unlock(target, self.sheet, kind, limits=CHEAP_LIMITS)
        return self.aino

    def former(self) -> bytes:
        """Return the id of the device this vault was before it was restored."""
        return next(one.device for one in self.aino.devices.identity().devices if not one.is_this)


@pytest.fixture
def home(tmp_path: Path) -> "Iterator[Home]":
    """Lend two vaults that know each other."""
    made = Home(tmp_path)
    yield made
    made.aino.close()
    made.testi.close()


def test_a_new_vault_is_certified_and_founds_its_office(home: Home) -> None:
    """Nothing has to be typed: the sheet was in memory when it was made."""
    me = home.aino.devices.identity()
    assert (me.is_certified, me.has_root, me.has_office_key, me.is_enrolled) == (True,) * 4
    assert [(one.mark, one.is_this) for one in me.devices] == [("A", True)]


def test_a_restored_vault_is_a_new_device_that_the_others_learn(home: Home) -> None:
    """It makes no card until the sheet certifies it; then the next card tells of it."""
    restored = home.restored()
    assert not restored.devices.identity().is_certified
    with pytest.raises(CertificateMissing):
        restored.cards.own()
    restored.devices.certify(home.sheet)
    data = restored.cards.own()
    assert home.testi.cards.look_into(data).news == ("new-device",)
    home.testi.cards.accept(data)
    assert home.testi.cards.line(home.aino_id).devices == ("A", "B")


def test_opening_with_the_sheet_certifies_too(home: Home) -> None:
    """Whoever opens a restored vault by its sheet types it once."""
    restored = home.restored(SlotKind.RECOVERY)
    assert restored.devices.identity().is_certified


def test_a_device_taken_back_gets_and_sends_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no recipient, no sender, and no card of it counts, here and at the others.

    Negative control: without the look at what was taken back it would be all three.
    """
    old_card = home.aino.cards.own()
    home.restored().devices.certify(home.sheet)
    gone = home.former()
    home.testi.cards.accept(home.aino.cards.own())
    assert len(home.testi.cards.recipients((home.aino_id,))) == 2
    home.aino.devices.revoke(gone, home.sheet)
    home.testi.cards.accept(home.aino.cards.own())
    (left,) = home.testi.cards.recipients((home.aino_id,))
    assert left.device == home.aino.me.device_id
    assert home.testi.cards.public_of(gone) is None
    person = home.testi.cards.person_of(gone)
    assert person is not None
    assert person.id == home.aino_id
    with pytest.raises(CardRefused, match="revoked"):
        home.testi.cards.accept(old_card)
    assert home.aino.cards.public_of(gone) is None
    monkeypatch.setattr(known, "revoked_of", lambda *_any: frozenset())
    assert len(home.testi.cards.recipients((home.aino_id,))) == 2
    assert home.testi.cards.public_of(gone) is not None


def test_the_last_that_counts_is_named_for_those_who_may_know(home: Home) -> None:
    """Here all streams; at the others those they share, once the statement has come."""
    home.aino.people.add(family_name="Keksitty", given_name="Malli")
    home.restored().devices.certify(home.sheet)
    gone = home.former()
    assert home.aino.cards.last_heads(gone) is None
    home.aino.devices.revoke(gone, home.sheet)
    heads = home.aino.cards.last_heads(gone)
    assert heads
    assert heads[home.aino.me.office_id, "directory"] >= 1
    with home.aino.read() as connection:
        (item,) = outbox.owed_to(connection, home.testi.me.device_id, 0)
    assert item.kind == "revocation"
    assert home.aino.me.office_id not in item.data
    with home.testi.change("test") as change:
        assert home.testi.cards.take_revocation(change, item.data)
    with home.testi.change("test") as change:
        assert not home.testi.cards.take_revocation(change, item.data)
    home.testi.cards.accept(home.aino.cards.own())
    assert home.testi.cards.last_heads(gone) == {}


def test_a_stranger_takes_nothing_back(home: Home) -> None:
    """A statement by a root that does not stand over the device counts for nothing."""
    third = new_office(home.folder / "third", "Malli Esimerkki", "M")
    home.testi.cards.accept(third.cards.own())
    root = RecoverySheet.new().person_root()
    statement = revoke(root, home.aino.me.device_id, [], 1)
    with home.testi.change("test") as change:
        assert not home.testi.cards.take_revocation(change, statement.pack())
    third.close()
    assert home.testi.cards.public_of(home.aino.me.device_id) is not None


def test_only_the_right_sheet_signs(home: Home) -> None:
    """A mistyped line, another sheet, a device that is not one's own: nothing happens."""
    other = "\n".join(home.testi.keys.new_sheet())
    with pytest.raises(SheetLineWrong):
        home.aino.devices.certify("ABC")
    with pytest.raises(RootChanged):
        home.aino.devices.certify(other)
    with pytest.raises(RootChanged):
        home.aino.devices.revoke(bytes(16), other)
    with pytest.raises(RecordMissing):
        home.aino.devices.revoke(home.aino.me.device_id, home.sheet)
    with pytest.raises(RecordMissing):
        home.aino.devices.revoke(home.testi.me.device_id, home.sheet)


def test_a_new_root_begins_from_the_beginning(home: Home) -> None:
    """With a new sheet the devices stand under a new key, and the others see it change."""
    sheet = "\n".join(home.aino.keys.new_sheet())
    with pytest.raises(RootChanged):
        home.aino.devices.certify(sheet)
    home.aino.devices.certify(sheet, is_new_root=True)
    assert home.testi.cards.look_into(home.aino.cards.own()).news == ("new-root",)


def test_the_office_vouches_for_whom_it_names(home: Home) -> None:
    """Named and vouched for; dismissed, and all devices are taken back for everybody."""
    aino, testi = home.aino, home.testi
    with pytest.raises(RecordMissing):
        aino.devices.enrol(bytes(16))
    aino.devices.enrol(home.testi_id)
    assert aino.cards.line(home.testi_id).level == "vouched"
    aino.devices.dismiss(home.testi_id)
    assert aino.cards.line(home.testi_id).level == "unknown"
    aino.devices.enrol(home.testi_id)
    with testi.change("test", can_undo=False) as change:
        place.forget_value(change.connection, "office-seed")
    with pytest.raises(OfficeKeyMissing):
        testi.devices.enrol(home.aino_id)


@pytest.mark.parametrize("speaks", [True, False], ids=["own office speaks", "control removed"])
def test_the_own_office_takes_back_whoever_says_it(
    home: Home, monkeypatch: pytest.MonkeyPatch, *, speaks: bool
) -> None:
    """Also before a card with its list has come back; of another office it takes nothing back."""
    aino = home.aino
    if not speaks:
        with_own = card_rows.speakers_of
        monkeypatch.setattr(
            card_rows, "speakers_of", lambda cards, them: with_own(cards, them._replace(own=None))
        )
    colleague = new_office(home.folder / "c", "Malli Esimerkki", "M", aino.me.office_id)
    who = aino.cards.accept(colleague.cards.own())
    colleague.close()
    aino.devices.dismiss(who)
    assert aino.cards.line(who).devices == (() if speaks else ("M",))
    aino.devices.dismiss(home.testi_id)
    assert aino.cards.line(home.testi_id).devices == ("T",)


def test_a_new_office_key_vouches_for_nobody(home: Home) -> None:
    """Whoever was named by the old key must be enrolled again."""
    home.aino.devices.enrol(home.testi_id)
    home.aino.devices.found_office()
    assert home.aino.cards.line(home.testi_id).level == "unknown"
    home.aino.devices.enrol(home.testi_id)
    assert home.aino.cards.line(home.testi_id).level == "vouched"


def test_the_letters_of_a_device_can_change(home: Home) -> None:
    """Free ones are taken and certified; taken ones and no letters are refused."""
    aino = home.aino
    with pytest.raises(Invalid, match="not-allowed"):
        aino.devices.take_mark("a1", home.sheet)
    with pytest.raises(Invalid, match="taken"):
        aino.devices.take_mark("T", home.sheet)
    aino.devices.take_mark("AB", home.sheet)
    assert aino.me.mark == "AB"
    home.testi.cards.accept(aino.cards.own())
    assert home.testi.cards.line(home.aino_id).devices == ("AB",)
    aino.cases.open_case("Malli", "Esimerkki")
    assert [line.label for line in aino.cases.lines()] == ["AB-0001"]
