"""Erasing a closed case by keys: only a closed one, only after the question, and then for good."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.case import CaseScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase


async def test_an_open_case_is_not_offered(casebook: "Casebook", small: "SmallCase") -> None:
    """The key says why it is off."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.press("w")
        await settled(pilot)
        assert "ei ole päätetty" in text_of(pilot)
    assert casebook.cases.count(closed=True) == 1


async def test_a_closed_case_goes_after_the_question(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Enter on "no" keeps it; "yes" erases it, and the screen goes out."""
    casebook.cases.close(small.case, "valmis")
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.press("w")
        await settled(pilot)
        assert "lopullisesti?" in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert casebook.cases.count(closed=True) == 1
        await pilot.press("w")
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert casebook.cases.count(closed=True) == 0
    assert casebook.upkeep.device().last_backup == dt.date(2026, 11, 24)
