"""Text that tries to drive the screen or the terminal: shown as it is written, or cleaned."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.i18n.cells import width
from tui_app.screens.case import CaseScreen
from tui_app.screens.case_actions import CaseActionsScreen
from tui_app.screens.case_log import CaseLogScreen
from tui_app.screens.case_meetings import CaseMeetingsScreen
from tui_app.screens.case_network import CaseNetworkScreen
from tui_app.screens.cases import CasesScreen
from tui_app.screens.new_case import NewCaseScreen
from tui_app.screens.release import ReleaseScreen
from tui_app.screens.search import SearchScreen
from tui_app.screens.tie import TieScreen
from tui_app.screens.today import TodayScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tui_app.screens.screen import NivelScreen

MARKUP = "[/] [@click=app.quit]x[/] [b]SALASSA[/b]"
TERMINAL = "a\x1b]52;c;c2FsYXNhbmE=\x07b\x9b2Jc\x00d \u202etxt.exe\u2066 \u200d"
SCRIPTS = "👨\u200d👩\u200d👧 漢字 e\u0301"
HOSTILE = f"{MARKUP} {TERMINAL} {SCRIPTS}"
UNSEEN = ("\x1b", "\x07", "\x9b", "\x00", "\u202e", "\u2066")

Screens = dict[str, Callable[[], "NivelScreen"]]


@pytest.fixture
def screens(casebook: "Casebook") -> Screens:
    """Fill every shown text of an office with hostile text; return the screens that show it."""
    case = casebook.cases.open_case(HOSTILE, HOSTILE, prison=HOSTILE)
    casebook.cases.edit(case, home_municipality=HOSTILE, wishes=HOSTILE, summary=HOSTILE)
    release = casebook.cases.tell_release(
        case, day=dt.date(2026, 12, 4), told_by=HOSTILE, source=HOSTILE, note=HOSTILE
    )
    organisation = casebook.organisations.add(name=HOSTILE, municipality=HOSTILE)
    person = casebook.people.add(
        given_name=HOSTILE, family_name=HOSTILE, title=HOSTILE, organisation_id=organisation
    )
    tie = casebook.network.add(
        case, person_id=person, role=HOSTILE, why=HOSTILE, wish="not-invite", wish_words=HOSTILE,
        outcome="not-followed", outcome_reason=HOSTILE, channel_note=HOSTILE,
    )  # fmt: skip
    casebook.network.add(case, organisation_id=organisation)
    casebook.network.add(case, role=HOSTILE)
    at = dt.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 — a wall time
    casebook.meetings.plan(case, title=HOSTILE, place=HOSTILE, starts=at)
    casebook.actions.add(
        case, HOSTILE, owner_id=person, due=dt.date(2026, 11, 22), state="waiting", reason=HOSTILE
    )
    return {
        "today": TodayScreen,
        "cases": CasesScreen,
        "case": lambda: CaseScreen(case),
        "network": lambda: CaseNetworkScreen(case),
        "meetings": lambda: CaseMeetingsScreen(case),
        "actions": lambda: CaseActionsScreen(case),
        "log": lambda: CaseLogScreen(case),
        "tie": lambda: TieScreen(tie),
        "release": lambda: ReleaseScreen(release),
    }


NAMES = (
    "today", "cases", "case", "network", "meetings", "actions", "log", "tie", "release",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
async def test_the_screen_stays_whole(casebook: "Casebook", screens: Screens, name: str) -> None:
    """With names shown, every row fits, brackets stand as written, nothing drives the terminal."""
    async with on_stage(screens[name](), casebook) as pilot:
        for key in ("", "f4"):
            if key:
                await pilot.press(key)
            await settled(pilot)
            shown = text_of(pilot)
            assert len(shown.splitlines()) == 24
            assert all(width(row) <= 80 for row in shown.splitlines())
            assert not any(letter in shown for letter in UNSEEN)
        assert name == "log" or "[/]" in shown
        assert name == "log" or "[@click" in shown


async def test_the_search_and_the_pickers_stay_whole(
    casebook: "Casebook", screens: Screens
) -> None:
    """Hostile names in finds and in the picker of actors are shown as written."""
    async with on_stage(SearchScreen(), casebook) as pilot:
        await pilot.press(*"salassa", "f4")
        await settled(pilot)
        assert "[/]" in text_of(pilot)
    async with on_stage(screens["network"](), casebook) as pilot:
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"salassa")
        await settled(pilot)
        assert "[/]" in text_of(pilot)


async def test_what_is_pasted_is_cleaned(casebook: "Casebook") -> None:
    """A paste with escape codes and NUL into a name is kept without them, brackets and all."""
    async with on_stage(NewCaseScreen(), casebook) as pilot:
        pilot.app.screen.query_one("#given").post_message(Paste(HOSTILE))
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
    (line,) = casebook.cases.lines()
    assert "[@click=app.quit]x[/]" in line.name
    assert not any(letter in line.name for letter in UNSEEN)


@pytest.mark.parametrize("field", ["wishes", "prison"])
async def test_a_megabyte_is_cut_and_saved(casebook: "Casebook", field: str) -> None:
    """A paste of a megabyte is cut to what the field holds; the screen goes on."""
    case = casebook.cases.open_case("Testi", "Testinen")
    async with on_stage(CaseScreen(case), casebook) as pilot:
        target = pilot.app.screen.query_one(f"#{field}")
        target.focus()
        target.post_message(Paste("ä[/]" * 250_000))
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert len(text_of(pilot).splitlines()) == 24
    kept = casebook.cases.read(case)
    assert len(kept.wishes or kept.case.prison) >= 200
