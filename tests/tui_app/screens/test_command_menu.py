"""Help, palette, help pages, jump, settings and repeating, by keys."""

from typing import Any

import pytest

from storage.lines.upkeep import SlotLine
from tests.tui_app.screens.test_screen import PretendCasebook, SmallScreen
from tests.tui_app.stage import StillClock, app_of, on_stage, settled, text_of
from tui_app.i18n.catalogue import LANGUAGES, set_language
from tui_app.i18n.cells import width
from tui_app.i18n.help_pages import HELP_PAGES, read_page
from tui_app.screens.command_menu import CommandMenu
from tui_app.screens.help_page import HelpPage
from tui_app.screens.jump import Jump
from tui_app.screens.progress import Progress
from tui_app.screens.settings import SettingsScreen
from tui_app.settings import Settings, read_settings
from tui_app.widgets.record_list import RecordList


async def test_help_finds_a_command_and_runs_it() -> None:
    """F1, a part of a sentence, Enter: the command is done on the screen below."""
    book = PretendCasebook()
    async with on_stage(SmallScreen(), book, settings=Settings(language="en")) as pilot:
        await pilot.press("down", "f1")
        await settled(pilot)
        await pilot.press(*"close the case", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SmallScreen)
        assert book.cases.closed == [(1).to_bytes(16, "big")]


async def test_the_palette_goes_to_places() -> None:
    """F2 lists the modes; Esc changes nothing."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        await pilot.press("f2")
        await settled(pilot)
        menu = pilot.app.screen
        assert isinstance(menu, CommandMenu)
        assert any(entry.key == "g c" for entry in menu.entries)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SmallScreen)


async def test_help_says_why_a_command_is_off() -> None:
    """On an empty list the row of a command holds the reason."""
    async with on_stage(
        SmallScreen(), PretendCasebook(0), settings=Settings(language="en")
    ) as pilot:
        await pilot.press("f1")
        await settled(pilot)
        assert "There is no row here" in text_of(pilot)


async def test_a_help_page_is_read() -> None:
    """A page is found in the help menu, shown in the language of the moment, and left by Esc."""
    async with on_stage(
        SmallScreen(), PretendCasebook(), settings=Settings(language="fi")
    ) as pilot:
        await pilot.press("f1")
        await settled(pilot)
        await pilot.press(*"sivu lukitus", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, HelpPage)
        assert "palautusarkki" in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SmallScreen)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HELP_PAGES)
def test_every_page_is_there_and_fits(language: str, name: str) -> None:
    """Each page stands in each language, in lines of at most 78 cells."""
    set_language(language)
    page = read_page(name)
    assert page.startswith("# ")
    assert max(width(line) for line in page.splitlines()) <= 78


async def test_jump_goes_where_the_letter_stands() -> None:
    """``'`` shows letters; pressing one puts the cursor there."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        pilot.app.screen.set_focus(None)
        await pilot.press("apostrophe")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Jump)
        assert "[a]" in text_of(pilot)
        await pilot.press("a")
        await settled(pilot)
        assert isinstance(pilot.app.focused, RecordList)


async def test_the_last_command_is_repeated() -> None:
    """``.`` does the last command again."""
    book = PretendCasebook()
    async with on_stage(SmallScreen(), book) as pilot:
        await pilot.press("down", "x")
        await settled(pilot)
        await pilot.press("full_stop")
        await settled(pilot)
        assert len(book.cases.closed) == 2


class Keys:
    """A keys' desk of two made-up slots."""

    def __init__(self) -> None:
        self.removed: list[bytes] = []
        self.changed: list[tuple[str, str]] = []

    def lines(self) -> list[SlotLine]:
        """Return two slots."""
        made = StillClock().now()
        return [SlotLine(b"a" * 16, "passphrase", made), SlotLine(b"b" * 16, "recovery", made)]

    def remove(self, slot_id: bytes, _progress: Progress) -> None:
        """Remember."""
        self.removed.append(slot_id)

    def add_passphrase(self, new: str) -> None:
        """Remember."""
        self.changed.append(("", new))

    def change_passphrase(self, old: str, new: str, _progress: Progress) -> None:
        """Remember."""
        self.changed.append((old, new))

    def new_sheet(self) -> tuple[str, ...]:
        """Return a made-up sheet."""
        return ("AAAAA BBBBB CCCCC", "DDDDD EEEEE FFFFF")


class Me:
    """Who has the vault."""

    person = "Testi Testinen"


class CasebookWithKeys(PretendCasebook):
    """A casebook with keys."""

    me = Me()

    def __init__(self) -> None:
        super().__init__()
        self.keys = Keys()


async def test_settings_work_at_once_and_are_kept() -> None:
    """Another language composes the screen anew; another idle time is in force; both are kept."""
    async with on_stage(SettingsScreen(), CasebookWithKeys()) as pilot:
        await pilot.press("right")  # svenska
        await settled(pilot)
        assert "Inställningar" in text_of(pilot)
        await pilot.press("tab", "tab", "tab", "left")
        await settled(pilot)
        kept = read_settings()
        assert (kept.language, kept.idle_minutes) == ("sv", 4)
        assert app_of(pilot).idle.limit == 240.0


async def test_f7_in_the_settings_shows_the_new_theme() -> None:
    """The field follows the key."""
    async with on_stage(SettingsScreen(), CasebookWithKeys()) as pilot:
        before = text_of(pilot)
        await pilot.press("f7")
        await settled(pilot)
        assert text_of(pilot) != before
        assert read_settings().theme == pilot.app.theme


async def test_the_passphrase_is_changed() -> None:
    """``p``, the old one, the new one twice."""
    book = CasebookWithKeys()
    async with on_stage(SettingsScreen(), book) as pilot:
        await pilot.press("p")
        await settled(pilot)
        for text in ("old one", "a new long one", "a new long one"):
            await pilot.press(*text, "enter")
        await settled(pilot)
        assert book.keys.changed == [("old one", "a new long one")]


async def test_a_passphrase_is_added_without_the_old_one() -> None:
    """After the recovery sheet: a sentence says how, ``a`` asks for the new one twice."""
    book = CasebookWithKeys()
    screen = SettingsScreen()
    screen.start_at("recovered")
    async with on_stage(screen, book) as pilot:
        assert "palautusarkilla" in text_of(pilot)
        await pilot.press("a")
        await settled(pilot)
        for text in ("a new long one", "a new long one"):
            await pilot.press(*text, "enter")
        await settled(pilot)
        assert book.keys.changed == [("", "a new long one")]


async def test_two_different_new_passphrases_are_not_taken() -> None:
    """The second one must be the same; Esc leaves without a change."""
    book = CasebookWithKeys()
    async with on_stage(SettingsScreen(), book) as pilot:
        await pilot.press("p")
        await settled(pilot)
        for text in ("old one", "a new long one", "another"):
            await pilot.press(*text, "enter")
        await settled(pilot)
        assert "! " in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert book.keys.changed == []


async def test_a_key_is_removed_only_after_yes() -> None:
    """``x`` and Enter keep it; ``x``, Right, Enter remove it."""
    book = CasebookWithKeys()
    async with on_stage(SettingsScreen(), book) as pilot:
        pilot.app.screen.query_one("#slots", RecordList).focus()
        await pilot.press("down", "x")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert book.keys.removed == []
        await pilot.press("x")
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert book.keys.removed == [b"b" * 16]


async def test_a_new_sheet_is_shown_once() -> None:
    """``s`` shows the sheet; it goes only when one of its lines was typed."""
    async with on_stage(SettingsScreen(), CasebookWithKeys()) as pilot:
        await pilot.press("s")
        await settled(pilot)
        sheet: Any = pilot.app.screen
        assert "AAAAA" in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "AAAAA" in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*sheet.lines[sheet.asked], "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SettingsScreen)
