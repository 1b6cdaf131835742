"""Exchange by keys: the device and its check, backups, and files of changes between two vaults."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from storage.casebook.casebook import Casebook
from storage.errors import DiskFull
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, SmallCase, new_office
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.dialogs.ask_passphrase import AskPassphrase
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.confirm import Confirm
from tui_app.screens.daily_backup import back_up_daily
from tui_app.screens.exchange import ExchangeScreen
from tui_app.screens.exchange_backup import BackupScreen
from tui_app.screens.exchange_changes import ChangesScreen
from tui_app.screens.exchange_device import DeviceScreen
from tui_app.screens.exchange_history import HistoryScreen
from tui_app.screens.exchange_now import NowScreen
from tui_app.widgets.path_field import PathField


@pytest.fixture(autouse=True)
def cheap(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the screens seal and open files of changes at a cost that suits tests."""
    make_cheap(casebook, monkeypatch)


def make_cheap(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the cheap cost in the place of the real one."""
    desk = casebook.exchange
    write = partial(desk.write_changes, parameters=CHEAP, limits=CHEAP_LIMITS)
    monkeypatch.setattr(desk, "write_changes", write)
    monkeypatch.setattr(desk, "look_into", partial(desk.look_into, limits=CHEAP_LIMITS))


@pytest.fixture
def other(
    tmp_path: Path, casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Casebook]:
    """Lend a second vault of the same office."""
    opened = new_office(tmp_path / "other", "Olli Olematon", "L", casebook.me.office_id)
    make_cheap(opened, monkeypatch)
    yield opened
    opened.close()


async def answer(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait."""
    await pilot.press(*keys)
    await settled(pilot)


async def answer_path(pilot: Pilot[int], path: Path | str) -> None:
    """Write a path into the dialog that asks for one."""
    assert isinstance(pilot.app.screen, AskPath), text_of(pilot)
    pilot.app.screen.query_one(PathField).value = str(path)
    await answer(pilot, "enter")


async def write_file(pilot: Pilot[int], path: Path) -> None:
    """Write a file of changes by keys."""
    await answer(pilot, "w")
    await answer_path(pilot, path)
    await answer(pilot, *PASSPHRASE.replace(" ", "_"), "enter")
    await answer(pilot, *PASSPHRASE.replace(" ", "_"), "enter")


async def test_digits_go_through_the_tabs(casebook: Casebook) -> None:
    """Each digit opens its tab in place of the one before; Esc goes out to Today."""
    async with on_stage(None, casebook) as pilot:
        await pilot.app.switch_mode("exchange")
        await settled(pilot)
        for digit, kind in ("2", HistoryScreen), ("3", ExchangeScreen), ("5", DeviceScreen), (
            "6", BackupScreen), ("7", ChangesScreen), ("1", NowScreen):  # fmt: skip
            await answer(pilot, digit)
            assert isinstance(pilot.app.screen, kind)
        await answer(pilot, "6", "escape")
        assert pilot.app.current_mode == "today"
        await pilot.app.switch_mode("exchange")
        assert isinstance(pilot.app.screen, BackupScreen)


async def test_the_check_says_that_all_is_well(casebook: Casebook, small: SmallCase) -> None:
    """C looks through the whole casebook and tells the outcome in words on the page."""
    async with on_stage(DeviceScreen(), casebook) as pilot:
        assert casebook.me.mark in text_of(pilot)
        await answer(pilot, "c")
        assert text_of(pilot).count("Kaikki kunnossa") == 2


async def test_the_check_says_what_is_wrong(casebook: Casebook, small: SmallCase) -> None:
    """Negative control: a row changed behind the journal's back is found, with what to do."""
    with casebook.vault.write() as connection:
        connection.exec_driver_sql("UPDATE person SET title = 'x' WHERE id = ?", (small.worker,))
    async with on_stage(DeviceScreen(), casebook) as pilot:
        await answer(pilot, "c")
        assert "rivit eroavat muutoshistoriasta, henkilö: 1" in text_of(pilot)
        assert "palauta uusin varmuuskopio" in text_of(pilot)


async def test_a_backup_is_written_and_never_over_another(
    casebook: Casebook, tmp_path: Path
) -> None:
    """The file is there; its name is refused the second time before anything else is asked."""
    path = tmp_path / "kopio.nivelbackup"
    async with on_stage(BackupScreen(), casebook) as pilot:
        await answer(pilot, "b")
        await answer_path(pilot, path)
        assert path.stat().st_size > 1000
        assert "Kirjoitettu ja luettu takaisin" in text_of(pilot)
        whole = path.read_bytes()
        await answer(pilot, "b")
        await answer_path(pilot, path)
        assert isinstance(pilot.app.screen, AskPath)
        assert "on jo" in text_of(pilot)
        await answer(pilot, "escape")
    assert path.read_bytes() == whole


async def test_a_folder_takes_the_proposed_name(casebook: Casebook, tmp_path: Path) -> None:
    """Naming a folder alone puts the dated file into it; a missing folder is said."""
    async with on_stage(BackupScreen(), casebook) as pilot:
        await answer(pilot, "b")
        await answer_path(pilot, tmp_path / ("x" * 300))
        assert isinstance(pilot.app.screen, BackupScreen)
        assert "! " in text_of(pilot)
        await answer(pilot, "b")
        await answer_path(pilot, tmp_path / "none" / "kopio")
        assert "! none" in text_of(pilot)
        await answer_path(pilot, tmp_path)
    assert (tmp_path / "nivel-2026-11-24.nivelbackup").exists()


async def test_todays_backup_is_made_once(casebook: Casebook) -> None:
    """D makes it and lists it; the second time it says that it is there."""
    async with on_stage(BackupScreen(), casebook) as pilot:
        await answer(pilot, "d")
        assert "2026-11-24.nivelbackup" in text_of(pilot)
        await answer(pilot, "d")
        assert "on jo tehty" in text_of(pilot)


async def test_changes_go_from_one_vault_to_the_other(
    casebook: Casebook, other: Casebook, small: SmallCase, tmp_path: Path
) -> None:
    """Written here under a passphrase, looked into there, believed by a person, taken in."""
    path = tmp_path / "muutokset"
    async with on_stage(ChangesScreen(), casebook) as pilot:
        await write_file(pilot, path)
        assert "muutokset," in "".join(text_of(pilot).split())  # may be wrapped
    async with on_stage(ChangesScreen(), other) as pilot:
        await answer(pilot, "t")
        await answer_path(pilot, path)
        await answer(pilot, *PASSPHRASE.replace(" ", "_"), "enter")
        assert (type(pilot.app.screen), "Sanna Keksitty" in text_of(pilot)) == (Confirm, True)
        assert other.people.count() == 0
        await answer(pilot, "right", "enter")
        assert "Kaikki sopii yhteen" in text_of(pilot)
    assert other.cases.line(small.case).label == "K-0001"


async def test_no_means_no(
    casebook: Casebook, other: Casebook, small: SmallCase, tmp_path: Path
) -> None:
    """Enter at the question takes nothing in."""
    async with on_stage(ChangesScreen(), casebook) as pilot:
        await write_file(pilot, tmp_path / "muutokset")
    async with on_stage(ChangesScreen(), other) as pilot:
        await answer(pilot, "t")
        await answer_path(pilot, tmp_path / "muutokset")
        await answer(pilot, *PASSPHRASE.replace(" ", "_"), "enter")
        await answer(pilot, "enter")
    assert other.cases.count() == 0


async def test_a_wrong_passphrase_is_asked_again(
    casebook: Casebook, other: Casebook, tmp_path: Path
) -> None:
    """The question comes back with what may be wrong, and never says damaged."""
    async with on_stage(ChangesScreen(), casebook) as pilot:
        await write_file(pilot, tmp_path / "muutokset")
    async with on_stage(ChangesScreen(), other) as pilot:
        await answer(pilot, "t")
        await answer_path(pilot, tmp_path / "muutokset")
        await answer(pilot, *"vaara", "enter")
        assert isinstance(pilot.app.screen, AskPassphrase)
        assert "Tarkista salalause" in text_of(pilot)


@pytest.mark.parametrize("content", [b"", b"not a file of changes", b"NIVELCHG" + b"\xff" * 60])
async def test_another_file_is_refused_in_words(
    casebook: Casebook, tmp_path: Path, content: bytes
) -> None:
    """What is no file of changes is refused with a sentence; the page stays."""
    path = tmp_path / "muu"
    path.write_bytes(content)
    async with on_stage(ChangesScreen(), casebook) as pilot:
        await answer(pilot, "t")
        await answer_path(pilot, path)
        await answer(pilot, *"vaara", "enter")
        assert isinstance(pilot.app.screen, ChangesScreen)
        assert "! " in text_of(pilot)


async def test_a_missing_file_and_a_folder_are_said_at_once(
    casebook: Casebook, tmp_path: Path
) -> None:
    """Before the passphrase is asked."""
    async with on_stage(ChangesScreen(), casebook) as pilot:
        await answer(pilot, "t")
        await answer_path(pilot, tmp_path / "none")
        assert isinstance(pilot.app.screen, AskPath)
        assert "! none" in text_of(pilot)
        await answer_path(pilot, tmp_path)
        assert isinstance(pilot.app.screen, AskPath)
        assert "on kansio" in text_of(pilot)


async def test_unlocking_makes_todays_backup(casebook: Casebook) -> None:
    """Whoever unlocks has a backup of the day soon after, and hears nothing of it."""
    async with on_stage() as pilot:
        app_of(pilot).took_over(casebook)
        await settled(pilot)
        assert pilot.app.current_mode == "today"
        assert [line.day for line in casebook.upkeep.backups()] == [dt.date(2026, 11, 24)]


async def test_a_failed_daily_backup_says_so(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen on top tells it with what to do; a backup that works tells nothing."""

    def full(_day: dt.date) -> None:
        raise DiskFull(Path("levy"))

    async with on_stage(DeviceScreen(), casebook) as pilot:
        back_up_daily(pilot.app.screen)
        await settled(pilot)
        assert len(casebook.upkeep.backups()) == 1
        assert "!" not in text_of(pilot)
        monkeypatch.setattr(casebook.upkeep, "daily_backup", full)
        back_up_daily(pilot.app.screen)
        await settled(pilot)
        assert "varmuuskopiota ei tehty" in text_of(pilot)
