"""Actions and Meetings, the two lists over all cases: by keys, against a real vault."""

import datetime as dt
from typing import TYPE_CHECKING, cast

import pytest

from storage.lines.actions import ActionLine
from storage.records.actions import ActionState
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.action import ActionScreen
from tui_app.screens.actions import ActionsScreen
from tui_app.screens.actions_words import HolidayLine, with_holidays
from tui_app.screens.meetings import MeetingsScreen
from tui_app.settings import Settings
from tui_app.widgets.choice_field import ChoiceField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

TODAY = dt.date(2026, 11, 24)


def line(number: int, due: dt.date | None) -> ActionLine:
    """Make an action item's line."""
    return ActionLine(
        number.to_bytes(16, "big"), b"c" * 16, "K-0001", "Malli Esimerkki", "Soittaa", None, "",
        due, "open", "", None, None, None, "",
    )  # fmt: skip


@pytest.fixture
def three(casebook: "Casebook", small: "SmallCase") -> tuple[bytes, bytes, bytes]:
    """Add a late one, one of this week and one after Independence Day."""
    add = casebook.actions.add
    return (
        add(small.case, "Soittaa Kelaan", owner_id=small.worker, due=dt.date(2026, 11, 22)),
        add(small.case, "Henkilökortti", owner_id=small.client, due=dt.date(2026, 11, 26)),
        add(small.case, "Muistio vankilaan", due=dt.date(2026, 12, 7)),
    )


def state_of(casebook: "Casebook", key: bytes) -> str:
    """Return how an action item stands."""
    found = casebook.actions.line(key)
    assert found is not None
    return found.state


def test_a_holiday_stands_before_the_first_later_day() -> None:
    """Independence Day stands between the 3rd and the 7th; nothing stands before today."""
    lines = [line(1, dt.date(2026, 11, 1)), line(2, dt.date(2026, 12, 3)),
             line(3, dt.date(2026, 12, 7)), line(4, None)]  # fmt: skip
    days = [each.day if isinstance(each, HolidayLine) else each.due
            for each in with_holidays(lines, TODAY)]  # fmt: skip
    assert days == [lines[0].due, lines[1].due, dt.date(2026, 12, 6), lines[2].due, None]


def test_without_lines_there_are_no_holidays() -> None:
    """An empty list stays empty."""
    assert tuple(with_holidays((), TODAY)) == ()


async def test_late_has_a_sign_and_words(casebook: "Casebook", three: tuple[bytes, ...]) -> None:
    """``!`` in the row, days late in the preview, the holiday between; names are masked."""
    del three
    async with on_stage(ActionsScreen(), casebook) as pilot:
        shown = text_of(pilot)
        assert "> ! su 22.11.      K-0001   T.T." in shown
        assert "myöhässä 2 pv" in shown
        assert "pyhä su 6.12. Itsenäisyyspäivä" in shown
        assert "Testinen" not in shown


async def test_done_waiting_and_dropped(casebook: "Casebook", three: tuple[bytes, ...]) -> None:
    """d, w and x on one row each; x asks for the reason, Esc drops nothing."""
    async with on_stage(ActionsScreen(), casebook) as pilot:
        await pilot.press("w")
        await settled(pilot)
        assert state_of(casebook, three[0]) == ActionState.WAITING
        await pilot.press("w")
        await settled(pilot)
        assert state_of(casebook, three[0]) == ActionState.OPEN
        await pilot.press("x", "escape")
        await settled(pilot)
        assert state_of(casebook, three[0]) == ActionState.OPEN
        await pilot.press("x", *"ei tarvita", "enter")
        await settled(pilot)
        assert state_of(casebook, three[0]) == ActionState.DROPPED
        await pilot.press("d")
        await settled(pilot)
        assert state_of(casebook, three[1]) == ActionState.DONE
        await pilot.press("4")
        await settled(pilot)
        assert "ei tarvita" in text_of(pilot) or "Soittaa Kelaan" in text_of(pilot)


async def test_many_at_once_are_one_undo(casebook: "Casebook", three: tuple[bytes, ...]) -> None:
    """Space marks two, d does both, u undoes both; a holiday is never marked done."""
    async with on_stage(ActionsScreen(), casebook) as pilot:
        await pilot.press("space", "space", "space", "d")
        await settled(pilot)
        assert [state_of(casebook, key) for key in three] == ["done", "done", "open"]
        await pilot.press("u")
        await settled(pilot)
        assert [state_of(casebook, key) for key in three] == ["open", "open", "open"]


async def test_another_day_in_words(casebook: "Casebook", three: tuple[bytes, ...]) -> None:
    """The key t asks; 31.2. is no answer; ``pe`` is."""
    async with on_stage(ActionsScreen(), casebook) as pilot:
        await pilot.press("t", *"31.2.", "enter")
        await settled(pilot)
        assert "! " in text_of(pilot)
        await pilot.press(*["backspace"] * 5, *"pe", "enter")
        await settled(pilot)
    found = casebook.actions.line(three[0])
    assert found is not None
    assert found.due == dt.date(2026, 11, 27)


async def test_a_new_one_of_any_case(casebook: "Casebook", three: tuple[bytes, ...]) -> None:
    """n: the case, what, then the form for who and when."""
    del three
    async with on_stage(ActionsScreen(), casebook) as pilot:
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"esim", "enter")
        await settled(pilot)
        await pilot.press(*"Varata aika", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ActionScreen)
        pilot.app.screen.query_one("#owner", ChoiceField).focus()
        await pilot.press("right", "tab", *"pe", "tab")
        await settled(pilot)
    (new,) = casebook.actions.pick("varata")
    assert (new.owner, new.due) == ("Sanna Keksitty", dt.date(2026, 11, 27))


async def test_the_filter_finds_words(casebook: "Casebook", three: tuple[bytes, ...]) -> None:
    """/ and words narrow the list, Esc shows all."""
    del three
    async with on_stage(ActionsScreen(), casebook) as pilot:
        await pilot.press("slash", *"kortti", "enter")
        await settled(pilot)
        assert "Henkilökortti" in text_of(pilot)
        assert "Soittaa" not in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "Soittaa" in text_of(pilot)


async def test_dropped_without_a_reason_is_said_beside_the_field(
    casebook: "Casebook", three: tuple[bytes, ...]
) -> None:
    """The form refuses; with the reason written both are saved."""
    async with on_stage(ActionScreen(three[0]), casebook) as pilot:
        state = pilot.app.screen.query_one("#state", ChoiceField)
        state.focus()
        await pilot.press("left", "tab")
        await settled(pilot)
        assert "Kirjoita myös perustelu" in text_of(pilot) or "! " in text_of(pilot)
        assert state_of(casebook, three[0]) == "open"
        await pilot.press(*"ei tarvita", "tab")
        await settled(pilot)
        assert state_of(casebook, three[0]) == "dropped"


async def test_g_and_a_letter_go_to_another_mode(
    casebook: "Casebook", three: tuple[bytes, ...]
) -> None:
    """Digits are this screen's tabs, so the modes are reached by letters."""
    del three
    async with on_stage(ActionsScreen(), casebook) as pilot:
        await pilot.press("g", "m")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MeetingsScreen)


async def test_meetings_to_come_past_and_called_off(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """The key x calls off with an undo; p shows the past; n plans from the list."""
    async with on_stage(MeetingsScreen(), casebook) as pilot:
        assert "ti 24.11. 09:30  K-0001   M.E." in text_of(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert casebook.meetings.count(past=True) == 1
        await pilot.press("p")
        await settled(pilot)
        assert "peruttu" in text_of(pilot)
        await pilot.press("u", "p")
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "[1 Valmistelu]" in text_of(pilot)
    assert len(casebook.meetings.of_case(small.case)) == 2


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_nothing_of_ours_is_cut(
    casebook: "Casebook", three: tuple[bytes, ...], language: str
) -> None:
    """At 80x24 tabs, columns and keys are whole in every language."""
    settings = Settings(language=language)
    for screen in (ActionsScreen(), MeetingsScreen(), ActionScreen(three[0])):
        async with on_stage(screen, casebook, settings=settings) as pilot:
            rows = text_of(pilot).splitlines()
            assert all("~" not in row for row in (rows[1], rows[2], rows[23]))


async def test_hostile_words_stay_text(casebook: "Casebook", small: "SmallCase") -> None:
    """Markup, escape codes and right-to-left letters in every field of an action item."""
    for text in ("[/]", "[@click=app.quit]x[/]", "\x1b[2Jx", "مرحبا"):
        key = casebook.actions.add(small.case, text, note=text, reason=text)
        for screen in (ActionsScreen(), ActionScreen(key)):
            async with on_stage(screen, casebook) as pilot:
                assert len(text_of(pilot).splitlines()) == 24
                assert cast("object", pilot.app.screen) is screen
