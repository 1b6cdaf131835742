"""Changing the key slots of an open vault; what was removed opens nothing."""

from dataclasses import replace

import pytest

from storage.crypto.secret import Secret
from storage.errors import (
    LastSlot,
    SlotMissing,
    VaultDamaged,
    VaultReadOnly,
    WeakPassphrase,
    WrongSecret,
)
from storage.vault import keyslots, slots
from storage.vault.engine import OpenVault, open_vault
from storage.vault.header import SlotKind, write_header
from storage.vault.medium import Medium
from storage.vault.opening import answers_to
from tests.storage.vault.made import OTHER, PASSPHRASE, TINY, TINY_LIMITS, Made, add, count


def change(vault: OpenVault) -> None:
    """Change the passphrase."""
    slots.change_passphrase(vault, PASSPHRASE, OTHER, parameters=TINY, limits=TINY_LIMITS)


def remove_first(vault: OpenVault) -> None:
    """Remove the passphrase slot."""
    slots.remove_slot(vault, slots.list_slots(vault)[0].slot_id)


def test_a_second_passphrase_opens_the_vault(vault: OpenVault, made: Made) -> None:
    """Both do, and no rekey was needed."""
    slots.add_passphrase(vault, OTHER, parameters=TINY, limits=TINY_LIMITS)
    assert made.key(OTHER) == made.key() == made.data_key
    assert [slot.kind for slot in slots.list_slots(vault)] == [
        "passphrase",
        "recovery",
        "passphrase",
    ]


def test_a_new_passphrase_costs_what_the_vault_was_measured_for(vault: OpenVault) -> None:
    """Without parameters, an added and a changed passphrase keep the cost there is."""
    slots.add_passphrase(vault, OTHER, limits=TINY_LIMITS)
    slots.change_passphrase(vault, PASSPHRASE, OTHER, limits=TINY_LIMITS)
    costs = {slot.parameters for slot in slots.list_slots(vault) if slot.kind == "passphrase"}
    assert costs == {TINY}


def test_a_second_sheet_opens_the_vault(vault: OpenVault, made: Made) -> None:
    """The old sheet still does."""
    sheet = slots.add_recovery(vault)
    assert made.key("\n".join(sheet.lines()), SlotKind.RECOVERY) == made.data_key
    assert made.key(made.sheet, SlotKind.RECOVERY) == made.data_key


@pytest.mark.parametrize("medium", [Medium.LOCAL, Medium.REMOVABLE])
def test_a_removed_passphrase_opens_nothing_even_with_an_old_header(
    made: Made, medium: Medium
) -> None:
    """T10: the old header and passphrase give the old key, which opens no page any more."""
    old_header = made.layout.header.read_bytes()
    vault = made.open(medium)
    add(vault)
    remove_first(vault)
    assert count(vault) == 4
    add(vault)
    vault.close()
    with pytest.raises(WrongSecret):
        made.key()
    new_key = made.key(made.sheet, SlotKind.RECOVERY)
    made.layout.header.write_bytes(old_header)
    assert made.key() == made.data_key
    assert not answers_to(made.layout.database, made.data_key)
    with pytest.raises(VaultDamaged):
        open_vault(made.folder, made.data_key)
    assert answers_to(made.layout.database, new_key)


def test_without_the_rekey_the_old_header_opens_everything(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of T10: a removal that only takes the slot away lets the old one back in."""
    old_header = made.layout.header.read_bytes()
    vault = made.open()
    monkeypatch.setattr(slots, "_rekey", lambda *_: None)
    remove_first(vault)
    vault.close()
    made.layout.header.write_bytes(old_header)
    vault = open_vault(made.folder, made.key())
    assert count(vault) == 3
    vault.close()


def test_a_changed_passphrase_takes_over(vault: OpenVault, made: Made) -> None:
    """The new one opens, the old one does not, the sheet still does, work goes on."""
    change(vault)
    assert count(vault) == 3
    assert made.key(OTHER) == made.key(made.sheet, SlotKind.RECOVERY) != made.data_key
    with pytest.raises(WrongSecret):
        made.key()


def test_refusals_change_nothing(vault: OpenVault, made: Made) -> None:
    """Wrong old passphrase, weak new one, unknown slot, last slot: the header stays as it is."""
    before = made.layout.header.read_bytes()
    with pytest.raises(WrongSecret):
        slots.change_passphrase(vault, OTHER, OTHER, parameters=TINY, limits=TINY_LIMITS)
    with pytest.raises(WeakPassphrase):
        slots.change_passphrase(vault, PASSPHRASE, "x", parameters=TINY, limits=TINY_LIMITS)
    with pytest.raises(SlotMissing):
        slots.remove_slot(vault, bytes(16))
    assert made.layout.header.read_bytes() == before
    remove_first(vault)
    before = made.layout.header.read_bytes()
    with pytest.raises(LastSlot):
        remove_first(vault)
    assert made.layout.header.read_bytes() == before
    assert count(vault) == 3


def test_a_read_only_vault_keeps_its_slots(made: Made) -> None:
    """Nothing can be changed there."""
    vault = made.open(Medium.READ_ONLY)
    for act in (remove_first, change, slots.add_recovery):
        with pytest.raises(VaultReadOnly):
            act(vault)
    assert len(slots.list_slots(vault)) == 2
    vault.close()


def test_a_slot_slipped_in_from_outside_is_noticed(vault: OpenVault, made: Made) -> None:
    """Who can write the folder cannot have the next data key sealed to a slot of their own."""
    foreign = keyslots.new_passphrase(made.header, OTHER, TINY, limits=TINY_LIMITS)
    forged = replace(
        made.header, slots=(*made.header.slots, replace(foreign, sealed_key=bytes(1168)))
    )
    write_header(made.layout.header, forged)
    for act in (remove_first, change, slots.add_recovery):
        with pytest.raises(VaultDamaged):
            act(vault)


def test_slots_cannot_change_inside_a_transaction(vault: OpenVault) -> None:
    """The connections cannot be closed under it: a mistake of the program, told at once."""
    with pytest.raises(RuntimeError), vault.write():
        remove_first(vault)
    assert count(vault) == 3


def test_the_old_key_is_wiped(vault: OpenVault) -> None:
    """After a rekey the old key's bytes are gone from the opening."""
    old = vault.key
    change(vault)
    assert old == Secret(bytes(32))
