"""Nothing of ours is cut off at 80 x 24 in any language: headings, columns, captions, keys."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from textual.widget import Widget
from textual.widgets import Static

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, settled, text_of
from tests.tui_app.wide_words import wide_headings, wide_words
from tui_app.i18n.catalogue import LANGUAGES, set_language
from tui_app.i18n.cells import MORE, width
from tui_app.i18n.choices import choice_words
from tui_app.screens import (
    case_actions,
    case_log,
    case_meetings,
    case_words,
    follow_up_words,
    network_words,
    search_words,
    today_words,
)
from tui_app.screens.case import CaseScreen
from tui_app.screens.case_actions import CaseActionsScreen
from tui_app.screens.case_log import CaseLogScreen
from tui_app.screens.case_meetings import CaseMeetingsScreen
from tui_app.screens.case_network import CaseNetworkScreen
from tui_app.screens.cases import CasesScreen
from tui_app.screens.closing import ClosingScreen
from tui_app.screens.hand_out import HandOutScreen
from tui_app.screens.hand_out_words import FORMS_OF, form_choices, paper_choices
from tui_app.screens.new_case import NewCaseScreen
from tui_app.screens.release import NewReleaseScreen
from tui_app.screens.search import SearchScreen
from tui_app.screens.tie import TieScreen
from tui_app.screens.today import TodayScreen
from tui_app.settings import Settings
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field_row import CAPTION_CELLS, FieldRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.casebook.casebook import Casebook
    from tui_app.screens.screen import NivelScreen
    from tui_app.widgets.list_rows import Column

COLUMNS: "tuple[tuple[Column, ...], ...]" = (
    case_words.MASKED, case_words.NAMED, case_words.RELEASES, network_words.MASKED,
    network_words.NAMED, case_log.COLUMNS, case_meetings.COLUMNS, case_actions.MASKED,
    case_actions.NAMED, search_words.COLUMNS, follow_up_words.CONTACTS, follow_up_words.STEPS,
    follow_up_words.PLAN, follow_up_words.INTERVALS, *today_words.COLUMNS.values(),
)  # fmt: skip
# The room of a column whose words come from a closed list.
LISTS = {
    "phase-short": 11,
    "certainty": 11,
    "wish": 23,
    "outcome": 23,
    "log-what": 19,
    "record": 22,
    "meeting-state": 11,
    "step-outcome": 13,
}
MAKE: "dict[str, Callable[[SmallCase, bytes], NivelScreen]]" = {
    "today": lambda _small, _tie: TodayScreen(),
    "cases": lambda _small, _tie: CasesScreen(),
    "new case": lambda _small, _tie: NewCaseScreen(),
    "case": lambda small, _tie: CaseScreen(small.case),
    "network": lambda small, _tie: CaseNetworkScreen(small.case),
    "meetings": lambda small, _tie: CaseMeetingsScreen(small.case),
    "actions": lambda small, _tie: CaseActionsScreen(small.case),
    "log": lambda small, _tie: CaseLogScreen(small.case),
    "closing": lambda small, _tie: ClosingScreen(small.case),
    "tie": lambda _small, tie: TieScreen(tie),
    "release": lambda small, _tie: NewReleaseScreen(small.case),
    "search": lambda _small, _tie: SearchScreen(),
}


@pytest.fixture
def tie(casebook: "Casebook", small: SmallCase) -> bytes:
    """Fill the office with words of our own that are as long as they come."""
    found = casebook.network.lines(small.case)[0].id
    casebook.network.edit(found, wish="not-invite", outcome="not-followed", outcome_reason="x")
    for days, state in ((-2, "open"), (0, "waiting"), (1, "open")):
        due = dt.date(2026, 11, 24) + dt.timedelta(days=days)
        casebook.actions.add(small.case, "Soita", due=due, state=state)
    for day in (4, 5, 6):
        case = casebook.cases.open_case("Testi", "Testinen")
        casebook.cases.edit(case, phase="probationary-freedom")
        casebook.cases.tell_release(case, day=dt.date(2026, 12, day), certainty="possible")
    # What people wrote may be cut in a row, it stands whole below: it is short here.
    casebook.organisations.edit(small.organisation, name="Keksilä")
    casebook.meetings.edit(small.meeting, place="Huone 2")
    (told,) = casebook.cases.releases(small.case)
    casebook.cases.edit_release(told.id, told_by="Rise", source="kirje")
    casebook.meetings.start(small.meeting, dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC))
    return found


def _is_meant(widget: Widget) -> bool:
    """Say whether neither the widget nor a part it stands in is put away."""
    parts = (one for one in widget.ancestors_with_self if isinstance(one, Widget))
    return all(one.display for one in parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MAKE)
async def test_a_screen_is_whole(
    casebook: "Casebook", small: SmallCase, tie: bytes, name: str, language: str
) -> None:
    """No row is cut, every caption has its room, F1 stands in the footer."""
    settings = Settings(language=language)
    async with on_stage(MAKE[name](small, tie), casebook, settings=settings) as pilot:
        await settled(pilot)
        shown = text_of(pilot).splitlines()
        assert len(shown) == 24
        assert [row for row in shown if MORE in row] == []
        assert "F1" in shown[23]
        rows = list(pilot.app.screen.query(FieldRow))
        assert [row.caption for row in rows if width(row.caption) > CAPTION_CELLS - 2] == []
        body = pilot.app.screen.query_one("#body")
        hidden = [each for each in body.query("*") if _is_meant(each) and not each.region.area]
        assert hidden == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_choices_of_a_paper_stand_in_columns(
    casebook: "Casebook", small: SmallCase, language: str
) -> None:
    """Paper, form, reader and language line up, and the longest word of each is whole."""
    settings = Settings(language=language)
    async with on_stage(HandOutScreen(small.meeting), casebook, settings=settings) as pilot:
        fields = {each.id: each for each in pilot.app.screen.query(ChoiceField)}
        assert fields["paper"].region.x == fields["tier"].region.x
        assert fields["form"].region.x == fields["language"].region.x
        every = {
            "paper": paper_choices(),
            "form": [form for paper in FORMS_OF for form in form_choices(paper)],
            "tier": choice_words("tier"),
            "language": choice_words("language"),
        }
        for name, words in every.items():
            room = fields[name].content_size.width - len("<  >")
            assert [word for _value, word in words if width(word) > room] == []
        captions = pilot.app.screen.query(".tight").results(Static)
        assert [each for each in captions if width(str(each.content)) > 8] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_empty_office_is_whole(casebook: "Casebook", language: str) -> None:
    """The first steps fit, none is wrapped in the middle of the list."""
    settings = Settings(language=language)
    async with on_stage(TodayScreen(), casebook, settings=settings) as pilot:
        shown = text_of(pilot).splitlines()
        steps = [row.strip() for row in shown if row.strip()[:3] in {"1  ", "2  ", "3  "}]
        assert len(steps) == 3
        assert all(row.endswith(".") for row in steps)
        assert not any(MORE in row for row in shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_fit_their_columns(language: str) -> None:
    """A column's name is no wider than the column."""
    set_language(language)
    assert wide_headings(COLUMNS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_closed_lists_fit_their_columns(language: str) -> None:
    """Each word that stands in a column of its own has the room."""
    set_language(language)
    assert wide_words(LISTS) == []
