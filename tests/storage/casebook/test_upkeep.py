"""Keys, backups, restoring and the check a user can run."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import entrance
from storage.casebook.entrance import SlotKind
from storage.errors import FileExists, MemoryShort, SheetLineWrong, WrongSecret
from storage.exchange import period_keys
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, SmallCase, reopen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def test_a_restored_vault_is_a_new_device(
    casebook: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """It holds everything, signs with another key, and numbers cases with another mark."""
    target = tmp_path / "backup"
    casebook.upkeep.backup(target)
    restored_in = tmp_path / "restored"
    entrance.restore(target, restored_in, PASSPHRASE, limits=CHEAP_LIMITS)
    restored = reopen(restored_in)
    assert restored.cases.line(small.case).label == "K-0001"
    assert restored.me.device_id != casebook.me.device_id
    assert restored.me.person_id == casebook.me.person_id
    new = restored.cases.open_case("Toinen", "Testinen")
    assert restored.cases.line(new).label == "L-0001"
    assert restored.upkeep.check() == ()
    restored.close()


def test_a_backup_never_overwrites_and_leaves_the_device_key_out(
    casebook: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """An existing file stays; the device's seed is in the vault and not in the restored copy."""
    target = tmp_path / "backup"
    target.write_text("mine")
    with pytest.raises(FileExists):
        casebook.upkeep.backup(target)
    assert target.read_text() == "mine"
    other = tmp_path / "other"
    casebook.upkeep.backup(other)
    entrance.restore(other, tmp_path / "restored", PASSPHRASE, limits=CHEAP_LIMITS)
    with casebook.read() as connection:
        seed = connection.exec_driver_sql("SELECT value FROM place WHERE name = 'device-seed'")
        old_seed = bytes(seed.scalar_one())
    restored = reopen(tmp_path / "restored")
    with restored.read() as connection:
        found = connection.exec_driver_sql("SELECT value FROM place WHERE name = 'device-seed'")
        assert bytes(found.scalar_one()) != old_seed
    restored.close()


@pytest.mark.parametrize("is_left_out", [True, False])
def test_a_backup_leaves_period_keys_out(
    casebook: "Casebook", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_left_out: bool
) -> None:
    """What is restored opens no old parcel; without the stripping it would."""
    if not is_left_out:
        monkeypatch.setattr(period_keys, "forget", lambda _copy: None)
    period_keys.renew(casebook.vault, 1_790_000_000_000)
    casebook.upkeep.backup(tmp_path / "backup")
    entrance.restore(tmp_path / "backup", tmp_path / "restored", PASSPHRASE, limits=CHEAP_LIMITS)
    restored = reopen(tmp_path / "restored")
    with casebook.read() as here, restored.read() as there:
        kept = [
            set(one.exec_driver_sql("SELECT id FROM period_key").scalars()) for one in (here, there)
        ]
    assert bool(kept[0] & kept[1]) is not is_left_out
    restored.close()


def test_the_recovery_sheet_opens_a_backup(
    casebook: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """With the sheet alone a vault comes back."""
    sheet = casebook.keys.new_sheet()
    casebook.upkeep.backup(tmp_path / "backup")
    entrance.restore(
        tmp_path / "backup",
        tmp_path / "restored",
        "\n".join(sheet),
        SlotKind.RECOVERY,
        limits=CHEAP_LIMITS,
    )
    restored = entrance.unlock(
        tmp_path / "restored", "\n".join(sheet), SlotKind.RECOVERY, limits=CHEAP_LIMITS
    )
    assert restored.cases.count() == 1
    restored.close()


def test_a_changed_passphrase_takes_the_old_one_away(casebook: "Casebook", tmp_path: Path) -> None:
    """The new one opens, the old one does not; the casebook goes on working, and it is logged."""
    casebook.keys.change_passphrase(
        PASSPHRASE, "uusi hyvin pitka salalause", parameters=CHEAP, limits=CHEAP_LIMITS
    )
    casebook.cases.open_case("Malli", "Esimerkki")
    assert casebook.log.lines()[-1].detail == "passphrase.change"
    folder = casebook.vault.path
    casebook.close()
    with pytest.raises(WrongSecret):
        reopen(folder)
    again = entrance.unlock(folder, "uusi hyvin pitka salalause", limits=CHEAP_LIMITS)
    assert again.cases.count() == 1
    again.close()


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("UPDATE case_ SET prison = 'Muualla'", "replay"),
        ("DELETE FROM log_line", "replay"),
        ("UPDATE search_text SET shown = 'x'", "index"),
        ("DELETE FROM batch WHERE seq = 2", "gap"),
        ("UPDATE batch SET signature = zeroblob(64) WHERE id = 1", "chain"),
    ],
)
def test_the_check_says_which_part_is_wrong(
    casebook: "Casebook", small: SmallCase, statement: str, part: str
) -> None:
    """A table, the log, the index or the journal changed behind our back is named."""
    assert casebook.upkeep.check() == ()
    with casebook.vault.write() as connection:
        connection.exec_driver_sql(statement)
    assert part in {finding.part for finding in casebook.upkeep.check()}


def test_a_daily_backup_is_made_once(casebook: "Casebook", small: SmallCase) -> None:
    """The second call of a day makes none."""
    day = dt.date(2026, 11, 24)
    assert casebook.upkeep.daily_backup(day) is not None
    assert casebook.upkeep.daily_backup(day) is None
    assert casebook.upkeep.device().last_backup == day
    (line,) = casebook.upkeep.backups()
    assert (line.day, line.size) == (day, Path(line.path).stat().st_size)


def test_a_mistyped_sheet_is_no_failed_try(casebook: "Casebook") -> None:
    """However often a line of the sheet is mistyped, nobody has to wait."""
    folder = casebook.vault.path
    casebook.close()
    for _ in range(6):
        with pytest.raises(SheetLineWrong):
            entrance.unlock(folder, "AAAA", SlotKind.RECOVERY, limits=CHEAP_LIMITS)
    assert entrance.waiting_time(folder) == 0


def test_too_little_memory_is_a_sentence(
    casebook: "Casebook", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that cannot give Argon2 its memory says so, and counts no damage."""

    def no_room(*_given: object, **_named: object) -> None:
        raise MemoryError

    folder = casebook.vault.path
    casebook.close()
    monkeypatch.setattr(entrance, "unlock_header", no_room)
    with pytest.raises(MemoryShort):
        reopen(folder)
