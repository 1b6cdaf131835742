"""Case, Actions, Meetings and Log by keys."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.case_actions import CaseActionsScreen
from tui_app.screens.case_log import CaseLogScreen
from tui_app.screens.case_meetings import CaseMeetingsScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def add_two(casebook: "Casebook", small: SmallCase) -> None:
    """Add a late action item and one of tomorrow."""
    casebook.actions.add(small.case, "Soita Kelaan", due=dt.date(2026, 11, 22))
    casebook.actions.add(small.case, "Kortti", due=dt.date(2026, 11, 25), owner_id=small.client)


async def test_n_adds_an_action_item(casebook: "Casebook", small: SmallCase) -> None:
    """``n``, words and Enter add it; Esc adds nothing and keeps the words for the next time."""
    async with on_stage(CaseActionsScreen(small.case), casebook) as pilot:
        await pilot.press("n", *"Soita äidille", "escape")
        await settled(pilot)
        assert casebook.actions.count(case_id=small.case) == 0
        await pilot.press("n")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        (line,) = casebook.actions.lines(case_id=small.case)
        assert line.what == "Soita äidille"
        assert casebook.drafts.lines() == ()


async def test_late_ones_come_first_and_say_so(casebook: "Casebook", small: SmallCase) -> None:
    """The first row says ``!`` and how late; the owner is masked until F4."""
    add_two(casebook, small)
    async with on_stage(CaseActionsScreen(small.case), casebook) as pilot:
        rows = text_of(pilot).splitlines()
        assert "! myöhässä 2 pv" in rows[3]
        assert "M.E." in rows[4]
        await pilot.press("f4")
        await settled(pilot)
        assert "Malli Esimerkki" in text_of(pilot).splitlines()[4]


async def test_several_are_marked_done_in_one_undo(casebook: "Casebook", small: SmallCase) -> None:
    """Space marks rows, ``d`` ends them all, one ``u`` opens them all again."""
    add_two(casebook, small)
    async with on_stage(CaseActionsScreen(small.case), casebook) as pilot:
        await pilot.press("space", "space", "d")
        await settled(pilot)
        assert casebook.actions.count(case_id=small.case) == 0
        await pilot.press("u")
        await settled(pilot)
        assert casebook.actions.count(case_id=small.case) == 2


async def test_dropping_needs_a_reason(casebook: "Casebook", small: SmallCase) -> None:
    """``x`` asks why; the reason stands with the dropped one among the ended."""
    add_two(casebook, small)
    async with on_stage(CaseActionsScreen(small.case), casebook) as pilot:
        await pilot.press("x", "escape")
        await settled(pilot)
        assert casebook.actions.count(case_id=small.case) == 2
        await pilot.press("x", *"ei tarpeen", "enter")
        await settled(pilot)
        assert casebook.actions.count(case_id=small.case) == 1
        await pilot.press("c")
        await settled(pilot)
        assert "Soita Kelaan, ei tarpeen" in text_of(pilot)


async def test_w_waits_and_opens_again(casebook: "Casebook", small: SmallCase) -> None:
    """``w`` marks as waiting, said in words; ``w`` again takes it back."""
    add_two(casebook, small)
    async with on_stage(CaseActionsScreen(small.case), casebook) as pilot:
        await pilot.press("w")
        await settled(pilot)
        assert "odottaa: Soita Kelaan" in text_of(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert "odottaa" not in text_of(pilot)


async def test_meetings_are_listed_and_planned(casebook: "Casebook", small: SmallCase) -> None:
    """A meeting says when, how it stands, what and where; ``n`` plans another."""
    async with on_stage(CaseMeetingsScreen(small.case), casebook) as pilot:
        row = text_of(pilot).splitlines()[3]
        for part in ("ti 24.11. 09:30", "suunniteltu", "verkostopalaveri, Tapaamishuone 2"):
            assert part in row
        await pilot.press("n")
        await settled(pilot)
        assert len(casebook.meetings.of_case(small.case)) == 2


async def test_the_log_says_who_did_what(casebook: "Casebook", small: SmallCase) -> None:
    """The newest line first: when, who, did what; names masked, contents never."""
    async with on_stage(CaseLogScreen(small.case), casebook) as pilot:
        shown = text_of(pilot)
        assert "S.K." in shown
        assert "muutettu" in shown
        assert "asiakkuus avattu" in shown or "vapautumispäivä kerrottu" in shown
        assert "Esimerkki" not in shown


async def test_a_look_at_names_stands_in_the_cases_log(
    casebook: "Casebook", small: SmallCase
) -> None:
    """F4 on a case writes a line into that case's log, in words."""
    async with on_stage(CaseLogScreen(small.case), casebook) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        assert "nimet näytetty" in text_of(pilot)
        assert "CaseLogScreen" not in text_of(pilot)
    assert casebook.log.lines(case_id=small.case)[0].what == "unmasked"
