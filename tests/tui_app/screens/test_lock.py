"""The lock screen, the first run and the recovery sheet, by keys."""

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from storage.errors import SheetLineWrong
from storage.lines.delivery import Waiting
from tests.tui_app.screens.test_screen import PretendCasebook
from tests.tui_app.stage import PretendDoor, app_of, on_stage, settled, text_of
from tui_app.dialogs.new_passphrase import NewPassphrase
from tui_app.dialogs.show_sheet import ShowSheet
from tui_app.process import SUSPENDED
from tui_app.screens.first_run import FirstRun
from tui_app.screens.lock import LockScreen
from tui_app.screens.recovery import RecoveryScreen
from tui_app.screens.settings import SettingsScreen
from tui_app.settings import Settings, read_settings
from tui_app.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


@pytest.fixture(autouse=True)
def no_modes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open no desk's screen: the casebook here is made of cardboard."""
    monkeypatch.setattr("tui_app.app.built_modes", lambda: ())


class PretendFeed:
    """A feed that nobody hears."""

    def subscribe(self, listener: object) -> None:
        """Take no notice."""


class NoKeys:
    """A keys' desk with nothing to list."""

    def lines(self) -> tuple[()]:
        """List nothing."""
        return ()


class SheetDoor(PretendDoor):
    """A door that a sheet of four made-up lines opens."""

    def unlock(self, path: Path, secret: str, *, by_sheet: bool) -> "Casebook":
        """Open by the four lines."""
        if not by_sheet or secret != "AAA\nBBB\nCCC\nDDD":
            raise SheetLineWrong((4,))
        return self.casebook


class OpenCasebook(PretendCasebook):
    """A casebook that can be taken over."""

    feed = PretendFeed()
    keys = NoKeys()
    delivery = SimpleNamespace(waiting=lambda: Waiting((), 0, None))


def opened(pilot: Pilot[int]) -> object:
    """Return the casebook that is open."""
    return app_of(pilot).casebook


async def test_the_right_passphrase_opens() -> None:
    """Typing the passphrase and Enter hands the casebook over; the field forgets the text."""
    book = OpenCasebook()
    async with on_stage(door=PretendDoor(book)) as pilot:
        await pilot.press(*PretendDoor.secret, "enter")
        await settled(pilot)
        assert opened(pilot) is book


async def test_a_wrong_passphrase_waits() -> None:
    """A wrong one says a sentence, and Enter does nothing until the wait is over."""
    door = PretendDoor(OpenCasebook())
    async with on_stage(door=door) as pilot:
        await pilot.press(*"wrong", "enter")
        await settled(pilot)
        assert opened(pilot) is None
        assert any(row.startswith(" !") for row in text_of(pilot).splitlines())
        assert door.tries == 1
        await pilot.press(*"wrong", "enter")
        await settled(pilot)
        assert door.tries == 1


async def test_the_passphrase_is_never_on_the_screen_unless_asked() -> None:
    """Stars are shown; F4 shows it; nothing is copied."""
    async with on_stage() as pilot:
        await pilot.press(*"hunter", "ctrl+a", "ctrl+c", "ctrl+x")
        assert "hunter" not in text_of(pilot)
        assert pilot.app.clipboard == ""
        assert pilot.app.screen.query_one(PassphraseField).value == "hunter"
        await pilot.press("f4")
        await settled(pilot)
        assert "hunter" in text_of(pilot)


async def test_language_changes_at_the_lock_screen() -> None:
    """Ctrl+L goes from Finnish to Swedish and is kept."""
    async with on_stage() as pilot:
        assert isinstance(pilot.app.screen, LockScreen)
        before = text_of(pilot)
        await pilot.press("ctrl+l")
        await settled(pilot)
        assert "[SV]" in text_of(pilot)
        assert text_of(pilot) != before
        assert read_settings().language == "sv"


async def test_the_first_run_leads_to_an_open_casebook() -> None:
    """Language, look, name, passphrase, sheet and one line of it: then it is open."""
    book = OpenCasebook()
    door = PretendDoor(book, empty=True)
    async with on_stage(door=door, settings=Settings(language="en")) as pilot:
        assert isinstance(pilot.app.screen, FirstRun)
        await pilot.press("home", "enter")  # Suomi
        await settled(pilot)
        assert read_settings().language == "fi"
        await pilot.press("down", "enter")  # day
        await settled(pilot)
        assert pilot.app.theme == "day"
        await pilot.press(*"Testi Testinen", "enter", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NewPassphrase)
        for _again in range(2):
            await pilot.press(*PretendDoor.secret, "enter")
        await settled(pilot)
        sheet: Any = pilot.app.screen
        assert isinstance(sheet, ShowSheet)
        await pilot.press("enter")
        await settled(pilot)
        assert sheet.lines[0] not in text_of(pilot)
        await pilot.press(*"nonsense", "enter")
        await settled(pilot)
        assert opened(pilot) is None
        await pilot.press("ctrl+a", "ctrl+k", *sheet.lines[sheet.asked].lower(), "enter")
        await settled(pilot)
        assert opened(pilot) is book
        assert door.people == ["Testi Testinen"]


@pytest.mark.parametrize(
    ("language", "again"),
    [
        ("fi", "Kirjoita sama salalause vielä kerran"),
        ("sv", "Skriv samma lösenfras en gång till"),
        ("en", "Type the same passphrase once more"),
    ],
)
async def test_proposed_words_stay_while_they_are_typed(language: str, again: str) -> None:
    """F5, the words typed, Enter, Enter on the empty second field: the words are still there."""
    door = PretendDoor(OpenCasebook(), empty=True)
    async with on_stage(door=door, settings=Settings(language=language)) as pilot:
        await pilot.press("enter", "enter", *"Testi Testinen", "enter", "enter", "f5")
        await settled(pilot)
        assert PretendDoor.secret in text_of(pilot)
        await pilot.press(*PretendDoor.secret, "enter", "enter")
        await settled(pilot)
        assert PretendDoor.secret in text_of(pilot)
        assert again in text_of(pilot)
        await pilot.press(*"not the same", "enter")
        await settled(pilot)
        assert PretendDoor.secret in text_of(pilot)


async def test_the_letters_may_be_left_empty() -> None:
    """Emptied again, they are the first letter of the name; the row says so before."""
    door = PretendDoor(OpenCasebook(), empty=True)
    async with on_stage(door=door) as pilot:
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert "tyhjänä nimesi" in text_of(pilot)
        await pilot.press(*"Äiti Esimerkki", "enter", "backspace", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NewPassphrase)
        for _again in range(2):
            await pilot.press(*PretendDoor.secret, "enter")
        await settled(pilot)
        last: Any = app_of(pilot).screen
        assert isinstance(last, ShowSheet)
    assert door.marks == ["A"]


async def test_the_recovery_sheet_opens_and_leads_to_a_new_passphrase() -> None:
    """Ctrl+R, four lines, Enter: the casebook is open; a wrong sheet is refused and stays typed."""
    door = SheetDoor(OpenCasebook())
    async with on_stage(door=door) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RecoveryScreen)
        for line in ("AAA", "BBB", "CCC", "XXX"):
            await pilot.press(*line, "enter")
        await settled(pilot)
        assert opened(pilot) is None
        assert "BBB" in text_of(pilot)
        await pilot.press("backspace", "backspace", "backspace", *"DDD", "ctrl+o")
        await settled(pilot)
        assert opened(pilot) is not None
        assert isinstance(pilot.app.screen, SettingsScreen)


async def test_escape_leaves_the_recovery_sheet() -> None:
    """Esc goes back to the lock screen; a new casebook's first question is left by Esc too."""
    async with on_stage(door=PretendDoor(OpenCasebook())) as pilot:
        for key in ("ctrl+r", "ctrl+o"):
            await pilot.press(key)
            await settled(pilot)
            assert not isinstance(pilot.app.screen, LockScreen)
            await pilot.press("escape")
            await settled(pilot)
            assert isinstance(pilot.app.screen, LockScreen)


async def test_a_passphrase_by_a_pipe_opens_at_once() -> None:
    """The demo's passphrase is taken once, without a key pressed."""
    door = PretendDoor(OpenCasebook())
    door.handed_over = PretendDoor.secret
    async with on_stage(door=door) as pilot:
        assert opened(pilot) is not None
        assert door.take_handed_over() == ""


@pytest.mark.parametrize("told", ["", "keksitty lause avaa tämän holvin"])
async def test_only_a_made_up_office_tells_its_passphrase(told: str) -> None:
    """The demo's lock screen says what opens it; another vault's says nothing of the kind."""
    door = PretendDoor(OpenCasebook())
    door.told = told
    async with on_stage(door=door) as pilot:
        assert ("keksitty" in text_of(pilot)) == bool(told)
        assert told in text_of(pilot)


async def test_ctrl_z_at_the_lock_screen_goes_to_the_shell() -> None:
    """Before the unlocking there is nothing to undo: the launcher is told to stop the job."""
    async with on_stage() as pilot:
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert app_of(pilot).return_code == SUSPENDED
