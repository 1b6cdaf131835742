"""Case, Summary by keys: fields save themselves, dates are planned by, closing asks why."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.records.cases import Case
from storage.records.log import LogWhat
from tests.offices import SmallCase
from tests.tui_app.stage import app_of, on_stage, press, settled, text_of
from tui_app.screens.case import CaseScreen
from tui_app.screens.cases import CasesScreen

if TYPE_CHECKING:
    import pytest

    from storage.casebook.casebook import Casebook


async def test_wishes_are_saved_by_leaving_the_field(
    casebook: "Casebook", small: SmallCase
) -> None:
    """``e``, words and Tab keep the client's wishes; Esc goes back to the list, not out."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.press("e", *"Oma avain.", "tab")
        await settled(pilot)
        assert casebook.cases.read(small.case).wishes == "Oma avain."
        await pilot.press("escape")
        assert pilot.app.screen.focused is pilot.app.screen.query_one("#releases")
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_escape_saves_too(casebook: "Casebook", small: SmallCase) -> None:
    """Leaving a field by Esc keeps what was typed."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.press("e", *"Oma avain.", "escape")
        await settled(pilot)
        assert casebook.cases.read(small.case).wishes == "Oma avain."


async def test_a_half_typed_text_is_back_after_a_kill(
    casebook: "Casebook", small: SmallCase
) -> None:
    """What was typed when the process ended stands in the field again, with its time."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.press("e", *"Oma ava")
        app_of(pilot).screen.leaving()  # type: ignore[attr-defined]
        await settled(pilot)
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        assert "Oma ava" in text_of(pilot)
        assert "Luonnos" in text_of(pilot)
        assert casebook.cases.read(small.case).wishes == ""


async def test_p_plans_by_the_date_in_hand(casebook: "Casebook", small: SmallCase) -> None:
    """One date is planned by; ``p`` chooses another, and says so in its row."""
    other = casebook.cases.tell_release(
        small.case, planning=False, day=dt.date(2026, 12, 18), told_on=dt.date(2026, 11, 1)
    )
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.press("down", "p")
        await settled(pilot)
        planned = [line.id for line in casebook.cases.releases(small.case) if line.is_planning]
        assert planned == [other]
        row = next(row for row in text_of(pilot).splitlines() if "18.12." in row)
        assert "suunnittelupäivä" in row


async def test_closing_asks_why_and_reopening_does_not(
    casebook: "Casebook", small: SmallCase
) -> None:
    """``x`` wants the reason; a closed case takes no edits until ``o`` opens it again."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.press("x")
        await settled(pilot)
        assert "Kirjoita myös syy." in await press(pilot, "ctrl+s")
        await press(pilot, *"muutti", "ctrl+s")
        assert casebook.cases.line(small.case).phase == "closed"
        assert "Uutta hakemusta ei tarvita." in text_of(pilot)
        await press(pilot, "escape")
        assert "(päätetty)" in text_of(pilot)
        assert ": muutti" in text_of(pilot)
        await pilot.press("e")
        assert "Avaa se ensin uudelleen" in text_of(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert casebook.cases.line(small.case).phase == "after"


async def test_digits_go_from_tab_to_tab_and_escape_out(
    casebook: "Casebook", small: SmallCase
) -> None:
    """2 shows the network in place of the Summary: Esc from there is out of the case."""
    async with on_stage(CasesScreen(), casebook) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        shown = [type(screen).__name__ for screen in pilot.app.screen_stack[-2:]]
        assert shown == ["CasesScreen", "CaseNetworkScreen"]
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CasesScreen)


def anothers_case(casebook: "Casebook", case_id: bytes) -> None:
    """Give the case to another worker, and forget that it was opened here."""
    with casebook.change("case.edit") as change:
        change.edit(Case, case_id, owner_id=bytes(16), owner_name="Toinen Tekijä")
    casebook._opened.clear()


async def test_anothers_case_asks_for_the_reason(casebook: "Casebook", small: SmallCase) -> None:
    """Nothing is shown before the reason; it stands in the use log afterwards."""
    anothers_case(casebook, small.case)
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        assert "Miksi avaat sen?" in text_of(pilot)
        await pilot.press(*"sijaistan", "enter")
        await settled(pilot)
        assert "Keksilän vankila" in text_of(pilot)
    opened = [line for line in casebook.log.lines(case_id=small.case) if line.reason]
    assert [(line.what, line.reason) for line in opened] == [(LogWhat.OPENED, "sijaistan")]


async def test_without_a_reason_anothers_case_stays_shut(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Esc in the question goes back to the list, and nothing was logged as opened."""
    anothers_case(casebook, small.case)
    before = casebook.log.count(small.case)
    async with on_stage(CasesScreen(), casebook) as pilot:
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CasesScreen)
    assert casebook.log.count(small.case) == before


async def test_without_the_question_anothers_case_would_open(
    casebook: "Casebook", small: SmallCase, monkeypatch: "pytest.MonkeyPatch"
) -> None:
    """Negative control: with the owner's check taken away the case opens without a word."""
    anothers_case(casebook, small.case)
    monkeypatch.setattr(casebook, "is_open", lambda _case: True)
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        assert "Miksi avaat sen?" not in text_of(pilot)
        assert "Keksilän vankila" in text_of(pilot)


async def test_the_head_is_masked_until_f4(casebook: "Casebook", small: SmallCase) -> None:
    """Row 1 shows number and initials; F4 the name."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        assert "K-0001 M.E." in text_of(pilot).splitlines()[0]
        await pilot.press("f4")
        await settled(pilot)
        assert "K-0001 Malli Esimerkki" in text_of(pilot).splitlines()[0]


async def test_conflicts_are_told(
    casebook: "Casebook", small: SmallCase, monkeypatch: "pytest.MonkeyPatch"
) -> None:
    """A case with edit conflicts says so, and where they are decided."""
    sheet = casebook.cases.read(small.case)
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        assert "muokkausristiriita" not in text_of(pilot)
        monkeypatch.setattr(casebook.cases, "read", lambda *_: replace(sheet, conflicts=2))
        await pilot.press("f5")
        await settled(pilot)
        assert "! 2 muokkausristiriitaa" in text_of(pilot)


async def test_a_choice_in_hand_is_saved_by_a_digit(casebook: "Casebook", small: SmallCase) -> None:
    """Choosing a phase and going to another tab at once keeps the phase."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        pilot.app.screen.query_one("#phase").focus()
        await pilot.press("right", "2")
        await settled(pilot)
        assert casebook.cases.line(small.case).phase == "probationary-freedom"
        assert type(pilot.app.screen).__name__ == "CaseNetworkScreen"
