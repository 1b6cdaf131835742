"""Key slots: what opens a vault, and that what was removed opens nothing."""

from dataclasses import replace

import pytest

from storage.crypto import aead
from storage.crypto.secret import Secret
from storage.errors import (
    LastSlot,
    SlotMissing,
    SlotsFull,
    VaultDamaged,
    WeakPassphrase,
    WrongSecret,
)
from storage.vault import keyslots
from storage.vault.header import MOST_SLOTS, Header, SlotKind
from storage.vault.keyslots import (
    new_passphrase,
    new_recovery,
    previous_key,
    rekeyed,
    settled,
    slot_of,
    unlock_header,
    with_slot,
)
from storage.vault.sealing import prove
from storage.vault.sheet import RecoverySheet
from tests.storage.vault.made import OTHER, PASSPHRASE, TINY, TINY_LIMITS, Made


def unlock(header: Header, text: str, kind: SlotKind = SlotKind.PASSPHRASE) -> Secret:
    """Unlock with the tests' cheap cost."""
    return unlock_header(header, text, kind, limits=TINY_LIMITS)


def test_passphrase_and_sheet_open_the_same_key(made: Made) -> None:
    """Both ways in lead to the one data key."""
    assert unlock(made.header, PASSPHRASE) == made.data_key
    assert unlock(made.header, made.sheet, SlotKind.RECOVERY) == made.data_key


def test_a_wrong_secret_is_a_wrong_secret(made: Made) -> None:
    """A wrong passphrase and another vault's sheet are never called damage."""
    with pytest.raises(WrongSecret):
        unlock(made.header, OTHER)
    with pytest.raises(WrongSecret):
        unlock(made.header, PASSPHRASE.upper())
    with pytest.raises(WrongSecret):
        unlock(made.header, "\n".join(RecoverySheet.new().lines()), SlotKind.RECOVERY)


def test_letters_composed_differently_are_the_same_passphrase(made: Made) -> None:
    """A keyboard that types a and two dots apart opens the vault too."""
    assert "ä" in PASSPHRASE
    assert unlock(made.header, PASSPHRASE.replace("ä", "a\u0308")) == made.data_key


def test_a_removed_slot_opens_nothing(made: Made) -> None:
    """T10: not with the new header, and with the old one only the old key."""
    slot = made.header.slots[0]
    header, new_key = rekeyed(made.header, made.data_key, without=slot.slot_id)
    with pytest.raises(WrongSecret):
        unlock(header, PASSPHRASE)
    assert unlock(header, made.sheet, SlotKind.RECOVERY) == new_key
    assert unlock(made.header, PASSPHRASE) == made.data_key != new_key


def test_without_a_new_key_a_removed_slot_still_opens(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of T10: were the key kept, the old header would open the new database."""
    monkeypatch.setattr(Secret, "random", made.data_key.copy)
    _, new_key = rekeyed(made.header, made.data_key, without=made.header.slots[0].slot_id)
    assert unlock(made.header, PASSPHRASE) == new_key


def test_the_old_key_is_known_until_the_rekey_is_settled(made: Made) -> None:
    """Whoever opens the new key finds the old one; afterwards it is forgotten."""
    header, new_key = rekeyed(made.header, made.data_key, without=made.header.slots[0].slot_id)
    assert previous_key(header, new_key) == made.data_key
    done = settled(header, new_key)
    assert previous_key(done, new_key) is None
    assert unlock(done, made.sheet, SlotKind.RECOVERY) == new_key


def test_the_old_key_does_not_open_the_new_one(made: Made) -> None:
    """The removed person, who knows the old key, learns nothing from the new header."""
    header, _ = rekeyed(made.header, made.data_key, without=made.header.slots[0].slot_id)
    with pytest.raises(WrongSecret):
        prove(header, made.data_key)
    assert header.previous is not None
    with pytest.raises(VaultDamaged):
        previous_key(header, made.data_key)
    with pytest.raises(aead.Refused):
        aead.unwrap(made.data_key, header.slots[0].wrapped_seed, b"")


def test_the_last_slot_stays(made: Made) -> None:
    """Nobody can lock everybody out."""
    header, key = rekeyed(made.header, made.data_key, without=made.header.slots[0].slot_id)
    with pytest.raises(LastSlot):
        rekeyed(header, key, without=header.slots[0].slot_id)
    with pytest.raises(SlotMissing):
        rekeyed(header, key, without=bytes(16))


def test_a_changed_passphrase_takes_the_place_of_the_old(made: Made) -> None:
    """Same number of slots, the old one is gone."""
    fresh = new_passphrase(made.header, OTHER, TINY, limits=TINY_LIMITS)
    old = made.header.slots[0].slot_id
    header, key = rekeyed(made.header, made.data_key, without=old, instead=fresh)
    assert unlock(header, OTHER) == key
    assert len(header.slots) == 2
    with pytest.raises(WrongSecret):
        unlock(header, PASSPHRASE)


def test_more_slots_can_be_added_up_to_eight(made: Made) -> None:
    """A second passphrase and a second sheet open the same key; the ninth slot is refused."""
    header = with_slot(
        made.header, made.data_key, new_passphrase(made.header, OTHER, TINY, limits=TINY_LIMITS)
    )
    sheet = RecoverySheet.new()
    while len(header.slots) < MOST_SLOTS:
        header = with_slot(header, made.data_key, new_recovery(header, sheet))
    assert unlock(header, OTHER) == made.data_key
    assert unlock(header, "\n".join(sheet.lines()), SlotKind.RECOVERY) == made.data_key
    with pytest.raises(SlotsFull):
        with_slot(header, made.data_key, new_recovery(header, sheet))


def test_the_slot_of_a_secret_is_found(made: Made) -> None:
    """So that a passphrase can be changed by whoever knows it."""
    found = slot_of(made.header, PASSPHRASE, SlotKind.PASSPHRASE, limits=TINY_LIMITS)
    assert found == made.header.slots[0]
    assert slot_of(made.header, OTHER, SlotKind.PASSPHRASE, limits=TINY_LIMITS) is None


def test_the_sheet_slot_names_the_person_root(made: Made) -> None:
    """The header holds the public half of the person root, never the private one."""
    from storage.vault.sheet import read_sheet

    root = read_sheet(made.sheet).person_root()
    assert made.header.slots[1].root_public == root.public
    with root.seed().view() as seed:
        assert bytes(seed) not in made.header.encode()


def test_a_sealed_key_that_was_swapped_is_damage(made: Made) -> None:
    """A slot that opens but holds another slot's key is a damaged header."""
    first, second = made.header.slots
    mixed = replace(first, sealed_key=second.sealed_key)
    with pytest.raises(VaultDamaged):
        unlock(replace(made.header, slots=(mixed, second)), PASSPHRASE)


def test_a_weak_passphrase_makes_no_slot(made: Made) -> None:
    """The rules hold where slots are made."""
    with pytest.raises(WeakPassphrase):
        new_passphrase(made.header, "lyhyt", TINY, limits=TINY_LIMITS)


def test_no_secret_stands_in_the_header(made: Made) -> None:
    """Neither the data key nor the passphrase nor the sheet's seed can be read in the file."""
    whole = made.layout.header.read_bytes()
    with made.data_key.view() as key:
        assert bytes(key) not in whole
    assert PASSPHRASE.encode() not in whole
    assert keyslots.SlotKind is SlotKind
