"""A rekey cut off at any step is finished, or waits for room; the vault opens all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.errors import (
    DiskFull,
    VaultDamaged,
)
from storage.vault import opening, slots
from storage.vault.engine import OpenVault, open_vault
from storage.vault.header import SlotKind, read_header
from storage.vault.medium import Medium
from storage.vault.opening import answers_to
from tests.storage.vault.made import OTHER, PASSPHRASE, TINY, TINY_LIMITS, Made, add, count


def change(vault: OpenVault) -> None:
    """Change the passphrase."""
    slots.change_passphrase(vault, PASSPHRASE, OTHER, parameters=TINY, limits=TINY_LIMITS)


def remove_first(vault: OpenVault) -> None:
    """Remove the passphrase slot."""
    slots.remove_slot(vault, slots.list_slots(vault)[0].slot_id)


class Killed(BaseException):
    """Stands for a kill at this point."""


def kill_at(patch: pytest.MonkeyPatch, place: str) -> None:
    """Let the process "die" at a step of the rekey."""

    def die(*_: object) -> None:
        raise Killed

    target: tuple[object, str] = {
        "before the header": (slots, "write_header"),
        "before the database": (opening, "_rewrite"),
        "before the settling": (opening, "write_header"),
    }[place]
    patch.setattr(*target, die)


@pytest.mark.parametrize("medium", [Medium.LOCAL, Medium.REMOVABLE])
@pytest.mark.parametrize(
    ("place", "opens"),
    [
        ("before the header", PASSPHRASE),
        ("before the database", OTHER),
        ("before the settling", OTHER),
    ],
)
def test_a_rekey_cut_off_is_finished_at_the_next_opening(
    made: Made, medium: Medium, place: str, opens: str
) -> None:
    """Whichever key the database answers to wins, and the header is settled."""
    vault = made.open(medium)
    with pytest.MonkeyPatch.context() as patch:
        kill_at(patch, place)
        with pytest.raises(Killed):
            change(vault)
    vault.close()
    vault = open_vault(made.folder, made.key(opens), medium=medium)
    assert count(vault) == 3
    assert not vault.rekey_pending
    add(vault)
    vault.close()
    header = read_header(made.layout.header, limits=TINY_LIMITS)
    assert header.previous is None
    assert answers_to(made.layout.database, made.key(opens))
    assert answers_to(made.layout.database, made.data_key) == (opens == PASSPHRASE)
    assert made.key(made.sheet, SlotKind.RECOVERY) == made.key(opens)


def full(*_: object) -> None:
    """Stand for a disk without room."""
    raise DiskFull(Path())


@pytest.fixture
def pending(made: Made) -> OpenVault:
    """Lend a vault whose disk was too full to finish a removal, opened again."""
    vault = made.open()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_rewrite", full)
        with pytest.raises(DiskFull):
            change(vault)
        assert count(vault) == 3
        assert vault.rekey_pending
        vault.close()
        return open_vault(made.folder, made.key(OTHER), medium=Medium.LOCAL)


def test_a_full_disk_leaves_the_vault_usable_and_the_rekey_pending(
    pending: OpenVault, made: Made
) -> None:
    """The owner gets in and works; the next opening with room finishes it."""
    assert pending.rekey_pending
    add(pending)
    pending.close()
    assert answers_to(made.layout.database, made.data_key)
    vault = open_vault(made.folder, made.key(OTHER), medium=Medium.LOCAL)
    assert not vault.rekey_pending
    assert count(vault) == 4
    vault.close()
    assert not answers_to(made.layout.database, made.data_key)


@pytest.mark.parametrize("act", [slots.add_recovery, remove_first])
def test_a_pending_rekey_is_finished_before_slots_change_again(
    pending: OpenVault, made: Made, act: Callable[[OpenVault], object]
) -> None:
    """A further change first does what is owed."""
    act(pending)
    assert not pending.rekey_pending
    assert count(pending) == 3
    pending.close()
    key = made.key(made.sheet, SlotKind.RECOVERY)
    assert answers_to(made.layout.database, key)
    assert not answers_to(made.layout.database, made.data_key)


def test_a_pending_rekey_opens_on_a_read_only_medium(pending: OpenVault, made: Made) -> None:
    """It cannot be finished there, and need not be."""
    pending.close()
    vault = open_vault(made.folder, made.key(OTHER), medium=Medium.READ_ONLY)
    assert vault.rekey_pending
    assert count(vault) == 3
    vault.close()


def test_a_database_that_answers_to_neither_key_is_damage(pending: OpenVault, made: Made) -> None:
    """During a rekey too, damage is not called a wrong secret."""
    pending.close()
    data = bytearray(made.layout.database.read_bytes())
    data[100] ^= 1
    made.layout.database.write_bytes(data)
    with pytest.raises(VaultDamaged) as caught:
        open_vault(made.folder, made.key(OTHER))
    assert caught.value.part == "database"
