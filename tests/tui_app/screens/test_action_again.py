"""An action item's repeat, comments and handing over, the filters, the contact log: by keys."""

import datetime as dt
from typing import TYPE_CHECKING

from storage.records.actions import ActionState
from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.action import ActionScreen
from tui_app.screens.actions import ActionsScreen
from tui_app.screens.case_contacts import CaseContactsScreen
from tui_app.screens.today import TodayScreen
from tui_app.settings import Settings
from tui_app.widgets.choice_field import ChoiceField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

FINNISH = Settings(language="fi")
TODAY = dt.date(2026, 11, 24)


async def test_done_says_when_it_comes_again(casebook: "Casebook", small: SmallCase) -> None:
    """D on a repeating item: the next day is said, a closed one proposed moved and not moved."""
    casebook.actions.add(small.case, "Soittaa", due=dt.date(2026, 11, 25), repeat="months:1")
    async with on_stage(ActionsScreen(), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert "25.12.2026" in text_of(pilot)
        (line,) = casebook.actions.lines()
        assert line.due == dt.date(2026, 12, 25)


async def test_the_repeat_is_chosen_in_the_form(casebook: "Casebook", small: SmallCase) -> None:
    """The month's day is written down; the form says it."""
    item = casebook.actions.add(small.case, "Soittaa", due=dt.date(2026, 12, 31))
    async with on_stage(ActionScreen(item), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        field = pilot.app.screen.query_one("#repeat", ChoiceField)
        field.focus()
        await settled(pilot)
        while field.value != "months:1":
            await pilot.press("right")
        await pilot.press("enter")
        await settled(pilot)
        line = casebook.actions.line(item)
        assert line is not None
        assert line.repeat == "months:1:31"
        assert "31. päivänä" in text_of(pilot)


async def test_a_comment_and_handing_over(casebook: "Casebook", small: SmallCase) -> None:
    """Ctrl+E adds a comment; Ctrl+G asks to whom and why, and both stand under the form."""
    item = casebook.actions.add(small.case, "Soittaa", owner_id=small.worker)
    async with on_stage(ActionScreen(item), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+e")
        await settled(pilot)
        await pilot.press(*"kysytty", "enter")
        await settled(pilot)
        assert "kysytty" in text_of(pilot)
        await pilot.press("ctrl+g")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"loma", "enter")
        await settled(pilot)
        words = [line.words for line in casebook.comments.lines(item)]
        assert words == ["kysytty", "loma"]
        line = casebook.actions.line(item)
        assert line is not None
        assert line.owner_id not in (None, small.worker)


async def test_late_and_this_week(casebook: "Casebook", small: SmallCase) -> None:
    """L shows the late one, v the one of this week, v again both; bulk marking works there too."""
    late = casebook.actions.add(small.case, "Myöhäinen", due=TODAY - dt.timedelta(days=9))
    casebook.actions.add(small.case, "Viikolla", due=TODAY + dt.timedelta(days=2))
    async with on_stage(ActionsScreen(), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("i")
        await settled(pilot)
        assert "Myöhäinen" not in text_of(pilot)
        await pilot.press("l")
        await settled(pilot)
        assert "Viikolla" not in text_of(pilot)
        await pilot.press("space", "d")
        await settled(pilot)
        line = casebook.actions.line(late)
        assert line is not None
        assert line.state == ActionState.DONE
        await pilot.press("l")
        await settled(pilot)
        assert "Viikolla" in text_of(pilot)


async def test_the_contact_log_of_a_case(casebook: "Casebook", small: SmallCase) -> None:
    """n, a letter, Enter; the row says when and how; x takes it back."""
    async with on_stage(CaseContactsScreen(small.case), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press("e", "enter")
        await settled(pilot)
        assert "ei vastausta" in text_of(pilot)
        assert "24.11.2026" in text_of(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert casebook.contact_attempts.count(small.case) == 0


async def test_today_says_what_is_known_and_whose_owner_left(
    casebook: "Casebook", small: SmallCase
) -> None:
    """The release has its preparation in words; an owner out of the network is named."""
    casebook.actions.add(small.case, "Soittaa", due=TODAY, owner_id=small.worker)
    read = casebook.today.read
    assert read(TODAY).prepared[small.case] == (None, None)
    assert read(TODAY).ownerless == ()
    at = dt.datetime(2026, 11, 12, 10, tzinfo=dt.UTC)
    casebook.contact_attempts.add(small.case, "visit", "reached", at=at, now=at)
    tie = next(t for t in casebook.network.lines(small.case) if t.person_id == small.worker)
    casebook.network.remove(tie.id)
    lines = read(TODAY)
    assert lines.prepared[small.case].first_contact == at.date()
    assert [line.what for line in lines.ownerless] == ["Soittaa"]
    async with on_stage(TodayScreen(), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        assert "ei ole verkostossa" in text_of(pilot)
        assert "ei verkostoa" in text_of(pilot)
