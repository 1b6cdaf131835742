"""Exchange by keys: the device and its check, backups, and files of changes between two vaults."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from storage.casebook.casebook import Casebook
from storage.casebook.exchange import Exchange
from storage.crypto.kdf import Argon2Parameters
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, SmallCase, new_office
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.dialogs.ask_passphrase import AskPassphrase
from tui_app.dialogs.ask_path import AskPath
from tui_app.screens.exchange import ExchangeScreen
from tui_app.screens.exchange_backup import BackupScreen
from tui_app.screens.exchange_changes import ChangesScreen
from tui_app.screens.exchange_device import DeviceScreen
from tui_app.widgets.path_field import PathField, completions, typed_path


@pytest.fixture
def other(tmp_path: Path, casebook: Casebook) -> Iterator[Casebook]:
    """Lend a second vault of the same office."""
    opened = new_office(tmp_path / "other", "Olli Olematon", "L", casebook.me.office_id)
    yield opened
    opened.close()


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the screens seal and open files of changes at a cost that suits tests."""
    monkeypatch.setattr(Argon2Parameters, "default", classmethod(lambda _cls: CHEAP))
    for name in ("write_changes", "look_into"):
        kept = getattr(Exchange, name)
        kept.__kwdefaults__["limits"], before = CHEAP_LIMITS, kept.__kwdefaults__["limits"]
        monkeypatch.setitem(kept.__kwdefaults__, "limits", CHEAP_LIMITS)
        del before


async def answer_path(pilot: Pilot[int], path: Path | str) -> None:
    """Write a path into the dialog that asks for one."""
    assert isinstance(pilot.app.screen, AskPath), text_of(pilot)
    pilot.app.screen.query_one(PathField).value = str(path)
    await pilot.press("enter")
    await settled(pilot)


async def answer(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait."""
    await pilot.press(*keys)
    await settled(pilot)


async def test_digits_go_through_the_four_tabs(casebook: Casebook) -> None:
    """Each digit opens its tab in place of the one before; Esc goes out to Today."""
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        for digit, kind in ("2", DeviceScreen), ("3", BackupScreen), ("4", ChangesScreen), (
            "1", ExchangeScreen,
        ):  # fmt: skip
            await answer(pilot, digit)
            assert isinstance(pilot.app.screen, kind)
        await answer(pilot, "escape")
        assert pilot.app.current_mode == "today"


async def test_the_check_says_that_all_is_well(casebook: Casebook, small: SmallCase) -> None:
    """C looks through the whole casebook and tells the outcome in words on the page."""
    async with on_stage(DeviceScreen(), casebook) as pilot:
        assert casebook.me.mark in text_of(pilot)
        await answer(pilot, "c")
        assert text_of(pilot).count("Kaikki kunnossa") == 2
