"""Two keys from anywhere: an action item in one line, a contact by a letter; a real vault."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.actions import ActionsScreen
from tui_app.screens.case_actions import CaseActionsScreen
from tui_app.screens.cases import CasesScreen
from tui_app.screens.people import PeopleScreen
from tui_app.settings import Settings

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook
    from storage.lines.actions import ActionLine

FINNISH = Settings(language="fi")
SWEDISH = Settings(language="sv")


async def typed(pilot: "Pilot[int]", words: str) -> None:
    """Type words into the field with the cursor."""
    field = pilot.app.focused
    assert isinstance(field, Input)
    for letter in words:
        field.insert_text_at_cursor(letter)
    await settled(pilot)


def only(casebook: "Casebook") -> "ActionLine":
    """Return the one action item there is."""
    (line,) = casebook.actions.lines()
    return line


async def test_two_keys_and_the_words(casebook: "Casebook", small: SmallCase) -> None:
    """On a case: y a, the line, Enter. The day is said back with its weekday before it is saved."""
    async with on_stage(CaseActionsScreen(small.case), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("y", "a")
        await settled(pilot)
        await typed(pilot, "Soita Kelaan pe")
        assert "perjantai 27.11.2026" in text_of(pilot).lower()
        assert casebook.actions.count() == 0
        await pilot.press("enter")
        await settled(pilot)
        line = only(casebook)
        assert (line.what, line.due) == ("Soita Kelaan", dt.date(2026, 11, 27))
        assert (line.case_id, line.owner_id) == (small.case, casebook.me.person_id)
        assert "Tehtävä lisätty" in text_of(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert casebook.actions.count() == 0


async def test_an_unclear_day_is_asked(casebook: "Casebook", small: SmallCase) -> None:
    """On a Tuesday "ti" is asked: 2 is the next one, 0 keeps the words and no day."""
    async with on_stage(CaseActionsScreen(small.case), casebook, settings=FINNISH) as pilot:
        for digit in ("2", "0"):
            await settled(pilot)
            await pilot.press("y", "a")
            await settled(pilot)
            await typed(pilot, "Soita ti")
            await pilot.press("enter")
            await settled(pilot)
            assert "Mikä päivä?" in text_of(pilot)
            await pilot.press(digit)
        await settled(pilot)
        found = {(line.what, line.due) for line in casebook.actions.lines()}
        assert found == {("Soita", dt.date(2026, 12, 1)), ("Soita ti", None)}


async def test_the_case_by_its_number(casebook: "Casebook", small: SmallCase) -> None:
    """Where no case is on the screen, its number in the line is enough."""
    label = casebook.cases.line(small.case).label
    async with on_stage(ActionsScreen(), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("y", "a")
        await settled(pilot)
        await typed(pilot, f"{label.lower()} Soita huomenna")
        await pilot.press("enter")
        await settled(pilot)
        line = only(casebook)
        assert (line.what, line.due) == ("Soita", dt.date(2026, 11, 25))


async def test_else_the_case_is_asked(casebook: "Casebook", small: SmallCase) -> None:
    """Nothing is filed under the row under the cursor unless it is chosen; Esc files nothing."""
    async with on_stage(CasesScreen(), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("y", "a")
        await settled(pilot)
        await typed(pilot, "Soita pankkiin")
        await pilot.press("enter")
        await settled(pilot)
        assert "kenen?" in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert casebook.actions.count() == 0
        await pilot.press("y", "a")
        await settled(pilot)
        assert "Soita pankkiin" in text_of(pilot), "the draft waits"
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert only(casebook).case_id == small.case


async def test_a_number_that_there_is_not(casebook: "Casebook", small: SmallCase) -> None:
    """It is said, nothing is saved under another case, and the words wait."""
    async with on_stage(CaseActionsScreen(small.case), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("y", "a")
        await settled(pilot)
        await typed(pilot, "Soita K-9999")
        await pilot.press("enter")
        await settled(pilot)
        assert "K-9999 ei ole" in text_of(pilot)
        assert casebook.actions.count() == 0


@pytest.mark.parametrize(
    ("settings", "letter", "channel", "outcome"),
    [
        (FINNISH, "s", "phone", "reached"),
        (FINNISH, "t", "visit", "reached"),
        (FINNISH, "k", "letter", "sent"),
        (FINNISH, "v", "video", "reached"),
        (FINNISH, "e", "phone", "no-answer"),
        (SWEDISH, "r", "phone", "reached"),
        (SWEDISH, "i", "phone", "no-answer"),
    ],
)
async def test_a_contact_by_one_letter(
    casebook: "Casebook", small: SmallCase, settings: Settings, letter: str, channel: str,
    outcome: str,
) -> None:  # fmt: skip
    """Y c, the letter, Enter: four keys."""
    async with on_stage(CaseActionsScreen(small.case), casebook, settings=settings) as pilot:
        await settled(pilot)
        await pilot.press("y", "c")
        await settled(pilot)
        await pilot.press(letter, "enter")
        await settled(pilot)
        (line,) = casebook.contact_attempts.lines(small.case)
        assert (line.channel, line.outcome, line.words) == (channel, outcome, "")
        assert line.at == line.entered_at


async def test_a_contact_in_the_past(casebook: "Casebook", small: SmallCase) -> None:
    """Yesterday at 14 is said back; when it was written is kept beside it."""
    async with on_stage(CaseActionsScreen(small.case), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("y", "c")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        await typed(pilot, "kertoi asunnosta eilen klo 14")
        assert "23.11.2026" in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        (line,) = casebook.contact_attempts.lines(small.case)
        assert line.words == "kertoi asunnosta"
        assert line.at.astimezone().date() == dt.date(2026, 11, 23)
        assert line.entered_at.date() == dt.date(2026, 11, 24)


async def test_without_a_letter_nothing_is_written(casebook: "Casebook", small: SmallCase) -> None:
    """Enter alone says what is missing; another letter is no way."""
    async with on_stage(CaseActionsScreen(small.case), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("y", "c")
        await settled(pilot)
        await pilot.press("q", "enter")
        await settled(pilot)
        assert "Valitse ensin tapa" in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert casebook.contact_attempts.count(small.case) == 0


async def test_the_contact_asks_for_the_case(casebook: "Casebook", small: SmallCase) -> None:
    """Where no case is on the screen it is asked first."""
    async with on_stage(PeopleScreen(), casebook, settings=FINNISH) as pilot:
        await settled(pilot)
        await pilot.press("y", "c")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("e", "enter")
        await settled(pilot)
        assert casebook.contact_attempts.count(small.case) == 1
