"""Daily backups: one a day, fourteen days, none that a removed passphrase opens."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.errors import DiskFull
from storage.vault import backup, slots
from storage.vault.engine import OpenVault
from storage.vault.header import SlotKind
from storage.vault.medium import Medium
from storage.vault.restore import restore_backup
from storage.vault.rotation import KEPT_DAYS, list_backups, rotate
from tests.storage.vault.made import OTHER, PASSPHRASE, TINY, TINY_LIMITS, Made

TODAY = date(2026, 11, 24)


def days(vault: OpenVault) -> list[date]:
    """Return the days there are backups of."""
    return [day for _, day in list_backups(vault.layout.backups)]


def test_one_backup_a_day(vault: OpenVault, tmp_path: Path) -> None:
    """The second call of a day does nothing; what was written can be restored."""
    path = rotate(vault, TODAY)
    assert path is not None
    assert rotate(vault, TODAY) is None
    assert days(vault) == [TODAY]
    restore_backup(path, tmp_path / "again", PASSPHRASE, SlotKind.PASSPHRASE, limits=TINY_LIMITS)


def test_fourteen_days_are_kept(vault: OpenVault) -> None:
    """Older ones go, foreign files stay."""
    foreign = vault.layout.backups / "letter.txt"
    foreign.write_text("mine")
    for back in range(20, -1, -1):
        rotate(vault, TODAY - timedelta(days=back))
    assert days(vault) == [TODAY - timedelta(days=back) for back in range(KEPT_DAYS + 1)]
    assert foreign.exists()


def test_a_removed_passphrase_opens_no_daily_backup(vault: OpenVault, tmp_path: Path) -> None:
    """The next rotation writes today's anew and lets those of the old key go."""
    rotate(vault, TODAY - timedelta(days=1))
    old = rotate(vault, TODAY)
    slots.change_passphrase(vault, PASSPHRASE, OTHER, parameters=TINY, limits=TINY_LIMITS)
    assert rotate(vault, TODAY) == old
    assert days(vault) == [TODAY]
    assert old is not None
    restore_backup(old, tmp_path / "again", OTHER, SlotKind.PASSPHRASE, limits=TINY_LIMITS)
    assert [path.name for path in vault.layout.backups.iterdir()] == [old.name]


def test_a_backup_that_fails_costs_no_older_one(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk yesterday's stays, and so does today's of the old key."""
    rotate(vault, TODAY - timedelta(days=30))
    rotate(vault, TODAY)
    slots.change_passphrase(vault, PASSPHRASE, OTHER, parameters=TINY, limits=TINY_LIMITS)

    def full(*_: object, **__: object) -> int:
        raise DiskFull(Path())

    monkeypatch.setattr(backup, "write_backup", full)
    with pytest.raises(DiskFull):
        rotate(vault, TODAY)
    assert days(vault) == [TODAY]


def test_a_damaged_daily_backup_is_replaced(vault: OpenVault) -> None:
    """A file that cannot be read is no backup of today."""
    path = rotate(vault, TODAY)
    assert path is not None
    path.write_bytes(b"damaged")
    assert rotate(vault, TODAY) == path
    assert path.stat().st_size > 1000


def test_a_read_only_vault_is_not_backed_up_daily(made: Made) -> None:
    """There is nowhere to put it."""
    vault = made.open(Medium.READ_ONLY)
    assert rotate(vault, TODAY) is None
    vault.close()
