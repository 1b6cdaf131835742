"""Today by keys: first steps in an empty office, four panels, and the way from each row."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.offices import SmallCase
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.screens.case import CaseScreen
from tui_app.screens.new_case import NewCaseScreen
from tui_app.screens.today import TodayScreen
from tui_app.screens.today_list import DayList

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

TODAY = dt.date(2026, 11, 24)


def add_actions(casebook: "Casebook", small: SmallCase) -> None:
    """Add one late, one of today and one of the day after."""
    for what, days in (("Soita Kelaan", -2), ("Kortti", 0), ("Asunto", 1)):
        casebook.actions.add(small.case, what, due=TODAY + dt.timedelta(days=days))


async def test_an_empty_office_says_what_to_do_first(casebook: "Casebook") -> None:
    """Three steps stand there, and ``n`` leads to the first client."""
    async with on_stage(TodayScreen(), casebook) as pilot:
        assert "1  Paina n ja kirjoita asiakkaan nimi." in text_of(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NewCaseScreen)


async def test_late_things_say_so_in_words(casebook: "Casebook", small: SmallCase) -> None:
    """``!`` stands with the number of days, a day ahead stands without."""
    add_actions(casebook, small)
    async with on_stage(TodayScreen(), casebook) as pilot:
        rows = text_of(pilot).splitlines()
        late, today, tomorrow = (
            next(row for row in rows if what in row) for what in ("Kelaan", "Kortti", "Asunto")
        )
        assert "! myöhässä 2 pv" in late
        assert "! tänään" in today
        assert "huomenna" in tomorrow
        assert "!" not in tomorrow


async def test_a_release_on_a_friday_is_marked(casebook: "Casebook", small: SmallCase) -> None:
    """A release before a weekend has ``!`` and the day's name; one on a Thursday has not."""
    case = casebook.cases.open_case("Testi", "Testinen")
    casebook.cases.tell_release(case, day=dt.date(2026, 12, 4))
    async with on_stage(TodayScreen(), casebook) as pilot:
        rows = text_of(pilot).splitlines()
        assert any("!" in row and "4.12." in row and "perjantai" in row for row in rows)
        assert any("!" not in row and "3.12." in row for row in rows)


async def test_enter_opens_the_case_of_a_release(casebook: "Casebook", small: SmallCase) -> None:
    """Down goes on from panel to panel; Enter on a release opens its case."""
    async with on_stage(TodayScreen(), casebook) as pilot:
        pilot.app.screen.query_one("#releases").focus()
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_down_goes_on_into_the_next_panel(casebook: "Casebook", small: SmallCase) -> None:
    """At the end of a panel Down stands on the first row of the next one that has rows."""
    async with on_stage(TodayScreen(), casebook) as pilot:
        assert pilot.app.screen.focused is pilot.app.screen.query_one("#meetings")
        await pilot.press("down")
        assert pilot.app.screen.focused is pilot.app.screen.query_one("#releases")
        await pilot.press("k")
        assert pilot.app.screen.focused is pilot.app.screen.query_one("#meetings")
        assert [row.lstrip()[:1] for row in text_of(pilot).splitlines()].count(">") == 1


async def test_d_marks_done_and_u_takes_it_back(casebook: "Casebook", small: SmallCase) -> None:
    """``d`` on an action item ends it; elsewhere it says why not; ``u`` opens it again."""
    add_actions(casebook, small)
    async with on_stage(TodayScreen(), casebook) as pilot:
        await pilot.press("d")
        assert "Siirry ensin tehtävän kohdalle." in text_of(pilot)
        pilot.app.screen.query_one("#due").focus()
        await pilot.press("d")
        await settled(pilot)
        assert casebook.actions.count() == 2
        await pilot.press("u")
        await settled(pilot)
        assert casebook.actions.count() == 3


async def test_names_stay_masked_until_f4(casebook: "Casebook", small: SmallCase) -> None:
    """Initials stand in every panel; F4 shows names in full."""
    async with on_stage(TodayScreen(), casebook) as pilot:
        assert "Esimerkki" not in text_of(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert "Malli Esimerkki" in text_of(pilot)


async def test_what_was_left_running_wants_a_look(casebook: "Casebook", small: SmallCase) -> None:
    """A meeting still live stands in the last panel, a client without a date too."""
    casebook.cases.open_case("Testi", "Testinen")
    casebook.meetings.start(small.meeting, dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC))
    async with on_stage(TodayScreen(), casebook) as pilot:
        shown = text_of(pilot)
        assert "verkostopalaveri K-0001 M.E. jäi käyntiin" in shown
        assert "1 asiakas vankilassa ilman kerrottua vapautumispäivää" in shown
        assert pilot.app.screen.query_one("#look", DayList).count == 2


async def test_enter_still_opens_after_a_change(casebook: "Casebook", small: SmallCase) -> None:
    """A panel read again beside the one in hand does not take its row away."""
    casebook.meetings.cancel(small.meeting)
    async with on_stage(TodayScreen(), casebook) as pilot:
        assert pilot.app.screen.query_one("#look", DayList).count == 0
        await pilot.press("f5")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_midnight_turns_the_page(casebook: "Casebook", small: SmallCase) -> None:
    """A program left open shows the new day by itself."""
    add_actions(casebook, small)
    async with on_stage(TodayScreen(), casebook) as pilot:
        app_of(pilot).clock.pass_by(24 * 3600.0)  # type: ignore[attr-defined]
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "25.11.2026" in text_of(pilot)
        assert "! myöhässä 3 pv" in text_of(pilot)
