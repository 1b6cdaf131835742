"""A new client by keys: the name is enough, a wrong day is refused beside its field."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.screens.cases import CasesScreen
from tui_app.screens.new_case import NewCaseScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


async def test_a_name_opens_a_case(casebook: "Casebook") -> None:
    """``n``, a name and Ctrl+S open a case of one's own and show its Summary."""
    async with on_stage(CasesScreen(), casebook) as pilot:
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"Aino", "enter", *"Keksitty", "ctrl+s")
        await settled(pilot)
        (line,) = casebook.cases.lines()
        assert (line.name, line.is_own, line.release) == ("Aino Keksitty", True, None)
        assert f"{line.label} A.K." in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CasesScreen)


async def test_enter_goes_on_and_opens_in_the_last_field(casebook: "Casebook") -> None:
    """Enter leads through all fields; the release date is told as it was written."""
    async with on_stage(NewCaseScreen(), casebook) as pilot:
        for words in ("Aino", "Keksitty", "Keksilä", "3.12."):
            await pilot.press(*words, "enter")
        await pilot.press("right", "tab", *"Rise", "enter", *"kirje", "enter")
        await settled(pilot)
        (line,) = casebook.cases.lines()
        (release,) = casebook.cases.releases(line.id)
        assert line.prison == "Keksilä"
        assert line.release == release.day == dt.date(2026, 12, 3)
        assert (release.told_by, release.source) == ("Rise", "kirje")
        assert release.certainty == "possible"


async def test_one_undo_takes_the_case_and_its_date_back(casebook: "Casebook") -> None:
    """Opening a case with a date is one change."""
    async with on_stage(NewCaseScreen(), casebook) as pilot:
        await pilot.press(*"Aino", "enter", "enter", "enter", *"3.12.", "ctrl+s")
        await settled(pilot)
        assert casebook.cases.count() == 1
        await pilot.press("u")
        await settled(pilot)
        assert casebook.cases.count() == 0


async def test_a_day_that_does_not_exist_is_refused_and_kept(casebook: "Casebook") -> None:
    """31.2. is said beside the field, nothing is opened, and the draft is back next time."""
    async with on_stage(NewCaseScreen(), casebook) as pilot:
        await pilot.press(*"Aino", "enter", "enter", "enter", *"31.2.", "ctrl+s")
        await settled(pilot)
        assert casebook.cases.count() == 0
        assert "! Siinä kuussa ei ole sellaista päivää." in text_of(pilot)
        await pilot.press("escape", "escape")
        await settled(pilot)
        await app_of(pilot).push_screen(NewCaseScreen())
        await settled(pilot)
        assert "31.2." in text_of(pilot)
        assert "Luonnos" in text_of(pilot)


async def test_a_name_is_asked_for(casebook: "Casebook") -> None:
    """Without a name Ctrl+S says what is missing, beside the field."""
    async with on_stage(NewCaseScreen(), casebook) as pilot:
        await pilot.press("tab", "tab", *"Keksilä", "ctrl+s")
        await settled(pilot)
        assert casebook.cases.count() == 0
        assert "! Kirjoita ensin asiakkaan nimi." in text_of(pilot)


async def test_drafts_are_dropped_once_the_case_is_open(casebook: "Casebook") -> None:
    """The next new client begins with empty fields."""
    async with on_stage(NewCaseScreen(), casebook) as pilot:
        await pilot.press(*"Aino", "ctrl+s")
        await settled(pilot)
        assert casebook.drafts.lines() == ()
