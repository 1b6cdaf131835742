"""Follow-up contacts, the lost-contact plan and the door-open card, by keys from end to end."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, on_top, press, settled, text_of
from tui_app.screens.case_follow_ups import CaseFollowUpsScreen
from tui_app.screens.closing import ClosingScreen
from tui_app.screens.follow_up_template import FollowUpTemplateScreen
from tui_app.screens.today import TodayScreen
from tui_app.screens.week import WeekScreen
from tui_app.settings import Settings

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


async def test_planned_tried_and_made(casebook: "Casebook", small: SmallCase) -> None:
    """``p`` proposes and moves nothing silently; ``a`` writes what was tried; nothing is lost."""
    desk = casebook.follow_ups
    async with on_stage(CaseFollowUpsScreen(small.case), casebook) as pilot:
        shown = await press(pilot, "p")
        assert on_top(pilot) == "FollowUpPlanScreen"
        assert "[x] 1–3 päivää" in shown
        assert "siirretty, alun perin su 3.1.: viikonloppu" in shown
        shown = await press(pilot, "space", "down")  # without the first
        assert "siirretty, alun perin sunnuntai 3.1.2027: palvelut ovat kiinni" in shown
        await press(pilot, "o")  # the third on its own day
        assert "[ ] 1–3 päivää" in text_of(pilot)
        assert desk.lines(small.case) == ()
        shown = await press(pilot, "enter")
        assert on_top(pilot) == "CaseFollowUpsScreen"
        assert [line.due for line in desk.lines(small.case)][:2] == [
            dt.date(2026, 12, 10), dt.date(2027, 1, 3),
        ]  # fmt: skip
        await press(pilot, "a", "e", *"ei vastannut", "enter")
        assert "seuraavan kerran" in text_of(pilot)
        shown = await press(pilot, "enter")
        first = desk.lines(small.case)[0]
        assert (first.attempts, first.next_try) == (1, dt.date(2026, 11, 25))
        assert "ei vastausta, yritetty 1 kerran" in shown.splitlines()[-5]
        await press(pilot, "a", "t", "enter")
        assert desk.lines(small.case)[0].state == "done"
        await press(pilot, "down", "m")
        assert desk.lines(small.case)[1].state == "missed"
        shown = await press(pilot, "down", "x", *"ei halua", "enter")
        assert "luovuttu" in shown
        await press(pilot, "u")
        assert desk.lines(small.case)[2].state == "planned"
        shown = await press(pilot, "n", *"synttärisoitto", "enter", *"1.12.", "enter")
        assert "ennen vapautumista" in shown  # refused with its sentence; nothing was written
        assert len(desk.lines(small.case)) == 4
        await press(pilot, "n", *"synttärisoitto", "enter", *"7.12.", "enter")
        assert "synttärisoitto" in text_of(pilot)


async def test_without_a_planning_date_it_says_so(casebook: "Casebook", small: SmallCase) -> None:
    """A planning date removed: a sentence, nothing planned, what was planned stays and says so."""
    first = casebook.follow_ups.proposals(small.case).lines[0]
    casebook.follow_ups.plan(small.case, {first.id: first.due})
    casebook.cases.plan_by(small.case, None)
    async with on_stage(CaseFollowUpsScreen(small.case), casebook) as pilot:
        assert "suunnittelupäivää ei enää ole" in text_of(pilot)
        shown = await press(pilot, "p", "enter")
        assert "Suunnittelupäivää ei ole" in shown
        assert "mitään ei kirjattu" in shown
        shown = await press(pilot, "escape", "enter")
        assert on_top(pilot) == "FollowUpScreen"
        shown = await press(pilot, "home", "shift+end", *"1.12.", "enter")
        assert "ennen vapautumista" in shown
    assert casebook.follow_ups.lines(small.case)[0].due == first.due


async def test_the_lost_contact_plan_and_reachability(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Agreed in the list below, run in its order with what may be said in sight; in words."""
    async with on_stage(CaseFollowUpsScreen(small.case), casebook) as pilot:
        pilot.app.screen.query_one("#steps").focus()
        await press(pilot, "n", *"aino", "enter")
        assert on_top(pilot) == "StepScreen"
        await press(pilot, *"että kaipaamme", "ctrl+s")
        await press(pilot, "n", *"kaveri kahvilasta", "down", "enter")
        await press(pilot, "escape")
        steps = casebook.lost_contact.steps(small.case)
        assert [(line.person, line.role) for line in steps] == [
            ("Aino Keksitty", ""), ("", "kaveri kahvilasta"),
        ]  # fmt: skip
        assert steps[0].may_say == "että kaipaamme"
        pilot.app.screen.query_one("#steps").focus()
        shown = await press(pilot, "end", "a")
        assert "toinen askel on ensin" in shown
        shown = await press(pilot, "home", "a")
        assert "saa kertoa: että kaipaamme" in shown
        await press(pilot, "e", *"ei vastannut", "enter")
        shown = await press(pilot, "end", "a", "o", "enter")
        assert "Kirjoita ensin syy." in shown
        await press(pilot, *"numero vaihtunut", "enter")
        outcomes = [line.outcome for line in casebook.lost_contact.steps(small.case)]
        assert outcomes == ["no-answer", "passed-over"]
        assert "käyty läpi" in await press(pilot, "a")
        await press(pilot, "z", "minus")
        assert casebook.lost_contact.steps(small.case)[0].role == "kaveri kahvilasta"
        await press(pilot, "h", "space", "enter", *"soita vastaanottoon", "enter")
        assert "Tavoitettavuus: ei puhelinta, soita vastaanottoon" in text_of(pilot)


async def test_closed_with_a_card_and_opened_with_one_key(
    casebook: "Casebook", small: SmallCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card stands ready and is written to a file; ``o`` opens the case, asking nothing."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    casebook.follow_ups.add(small.case, "soitto", dt.date(2026, 12, 9))
    async with on_stage(ClosingScreen(small.case), casebook) as pilot:
        shown = text_of(pilot)
        assert "1 seurantayhteydenotto lepää" in shown
        assert "Sanna Keksitty" in shown
        await press(pilot, *"muutti", "ctrl+s")
        assert on_top(pilot) == "DoorCardScreen"
        await press(pilot, "ctrl+s")
        assert (tmp_path / "ovi-auki.pdf").read_bytes()[:4] == b"%PDF"
        assert casebook.cases.line(small.case).phase == "closed"
    async with on_stage(CaseFollowUpsScreen(small.case), casebook) as pilot:
        assert "Avaa se ensin uudelleen" in await press(pilot, "p")
        await press(pilot, "o")
        assert casebook.cases.line(small.case).phase == "after"
        await press(pilot, "c")
        assert on_top(pilot) == "DoorCardScreen"


async def test_the_template_is_edited(casebook: "Casebook", small: SmallCase) -> None:
    """In Swedish: an interval added, a number that is none said, one changed, one taken out."""
    del small
    swedish = Settings(language="sv")
    async with on_stage(FollowUpTemplateScreen(), casebook, settings=swedish) as pilot:
        assert "1–3 dagar" in text_of(pilot)
        await press(pilot, "n", "end", "backspace", "x", "ctrl+s")
        assert "Skriv ett heltal." in text_of(pilot)
        await press(pilot, "backspace", "2", "enter", "end", "backspace", "1", "ctrl+s")
        assert "0–999" in text_of(pilot)
        await press(pilot, "end", "backspace", "2", "ctrl+s")
        assert on_top(pilot) == "FollowUpTemplateScreen"
        assert "2 veckor" in text_of(pilot)
        await press(pilot, "home", "x")
        await settled(pilot)
        assert "1–3 dagar" not in text_of(pilot)
        assert [one.first for one in casebook.follow_ups.template()] == [1, 2, 1, 3, 6]


async def test_today_and_the_week_show_it(casebook: "Casebook", small: SmallCase) -> None:
    """A missed contact says so on Today and leads to the case; the week has it on its day."""
    casebook.cases.tell_release(small.case, day=dt.date(2026, 11, 20), certainty="confirmed")
    casebook.follow_ups.add(small.case, "soitto", dt.date(2026, 11, 23))
    async with on_stage(TodayScreen(), casebook) as pilot:
        shown = text_of(pilot)
        assert "SEURANTAYHTEYDENOTOT" in shown
        assert "! myöhässä 1 pv" in next(row for row in shown.splitlines() if "soitto" in row)
        assert "M.E." in shown
        pilot.app.screen.query_one("#following").focus()
        await press(pilot, "enter")
        assert on_top(pilot) == "CaseFollowUpsScreen"
    async with on_stage(WeekScreen(), casebook) as pilot:
        assert "soitto" in text_of(pilot)
