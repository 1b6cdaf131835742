"""A release date by keys: told, never computed; a wrong day is refused beside its field."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.offices import SmallCase
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.screens.case import CaseScreen
from tui_app.screens.release import NewReleaseScreen, ReleaseScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


async def test_a_date_is_written_when_its_day_is_left(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Day and Tab write it, the next fields save themselves, and the case shows it."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.press("r")
        await settled(pilot)
        await pilot.press(*"18.12.", "tab", "left", "tab", "tab", *"Vanki Vartia", "tab")
        await settled(pilot)
        told = next(
            line for line in casebook.cases.releases(small.case) if line.day.month == 12
            and line.day.day == 18
        )  # fmt: skip
        assert (told.certainty, told.told_by) == ("confirmed", "Vanki Vartia")
        assert told.told_on == dt.date(2026, 11, 24)
        assert not told.is_planning
        await pilot.press("escape")
        await settled(pilot)
        assert "18.12.2026" in text_of(pilot)


async def test_the_first_date_is_planned_by(casebook: "Casebook") -> None:
    """Where no date was told before, the first one is the planning date."""
    case = casebook.cases.open_case("Testi", "Testinen")
    async with on_stage(NewReleaseScreen(case), casebook) as pilot:
        await pilot.press(*"18.12.", "tab")
        await settled(pilot)
    assert casebook.cases.line(case).release == dt.date(2026, 12, 18)


async def test_a_day_that_does_not_exist_stays_typed(
    casebook: "Casebook", small: SmallCase
) -> None:
    """31.2. is said beside the field, nothing is written, Esc holds once, the draft is back."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.press("r")
        await settled(pilot)
        await pilot.press(*"31.2.", "tab")
        await settled(pilot)
        assert "! Siinä kuussa ei ole sellaista päivää." in text_of(pilot)
        assert len(casebook.cases.releases(small.case)) == 1
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, NewReleaseScreen)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("r")
        await settled(pilot)
        assert "31.2." in text_of(pilot)


async def test_services_are_told_on_a_holiday(casebook: "Casebook", small: SmallCase) -> None:
    """6.12. says beside the field that services are closed."""
    async with on_stage(NewReleaseScreen(small.case), casebook) as pilot:
        await pilot.press(*"6.12.")
        await settled(pilot)
        assert "palvelut ovat kiinni" in text_of(pilot)


async def test_a_written_date_is_mended_field_by_field(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Enter on a date opens its form; a field left keeps its new value, alone."""
    (told,) = casebook.cases.releases(small.case)
    async with on_stage(ReleaseScreen(told.id), casebook) as pilot:
        pilot.app.screen.query_one("#source").focus()
        await pilot.press("end", *" 2.11.", "tab")
        await settled(pilot)
        (kept,) = casebook.cases.releases(small.case)
        assert kept.source == "kirje 2.11."
        assert (kept.day, kept.told_by) == (told.day, told.told_by)


async def test_a_kill_in_the_middle_keeps_what_was_typed(
    casebook: "Casebook", small: SmallCase
) -> None:
    """The half of a date and its source are there again after the process has ended."""
    async with on_stage(NewReleaseScreen(small.case), casebook) as pilot:
        pilot.app.screen.query_one("#source").focus()
        await pilot.press(*"puhelu vank")
        app_of(pilot).screen.leaving()  # type: ignore[attr-defined]
        await settled(pilot)
    async with on_stage(NewReleaseScreen(small.case), casebook) as pilot:
        assert "puhelu vank" in text_of(pilot)
