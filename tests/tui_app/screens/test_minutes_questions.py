"""Questions in the minutes: answered with one key, and only open ones come onto the next agenda."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.casebook.handouts import What
from storage.records.minutes import Tier
from tests.tui_app.screens.live_stage import live, sheet, type_line
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.i18n.handout_words import handout_words
from tui_app.screens.meeting_minutes import MinutesScreen
from tui_app.screens.planning import open_items
from tui_app.settings import Settings

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
QUESTION = "Kuka maksaa vakuuden?"


@pytest.fixture
def held(casebook: "Casebook", small: "SmallCase") -> bytes:
    """Hold the meeting, in which a question was asked; return the meeting's id."""
    casebook.minutes.add_entry(small.meeting, QUESTION, NOW, kind="question")
    casebook.meetings.start(small.meeting, NOW)
    casebook.meetings.close(small.meeting, NOW)
    return small.meeting


async def press_d(casebook: "Casebook", meeting: bytes) -> str:
    """Press ``d`` on the first row of the minutes; return what stands there then."""
    async with on_stage(MinutesScreen(meeting), casebook) as pilot:
        assert "d Vastattu" in text_of(pilot).splitlines()[-1]
        await pilot.press("d")
        await settled(pilot)
        return text_of(pilot)


async def test_an_answered_question_does_not_carry_over(
    casebook: "Casebook", small: "SmallCase", held: bytes
) -> None:
    """Answered, it stays off the next agenda; open again, it comes back; both can be undone."""
    assert open_items(casebook, small.case) == (QUESTION,)
    shown = await press_d(casebook, held)
    assert f"kysymys: {QUESTION} [vastattu]" in shown
    assert "AVOIMIA KYSYMYKSIÄ 0" in shown
    assert open_items(casebook, small.case) == ()
    await press_d(casebook, held)
    assert open_items(casebook, small.case) == (QUESTION,)
    assert casebook.undo() == "entry.ask"
    assert open_items(casebook, small.case) == ()


@pytest.mark.parametrize(
    ("language", "label", "why"),
    [
        ("fi", "Vastattu", "Valitse ensin kysymys."),
        ("sv", "Besvarad", "Välj en fråga först."),
        ("en", "Answered", "Choose a question first."),
    ],
)
async def test_only_a_question_can_be_answered(
    casebook: "Casebook", small: "SmallCase", language: str, label: str, why: str
) -> None:
    """On any other row the footer does not offer it and the key says why it does nothing."""
    casebook.minutes.add_entry(small.meeting, "Asunto on valmis.", NOW)
    settings = Settings(language=language)
    async with on_stage(MinutesScreen(small.meeting), casebook, settings=settings) as pilot:
        assert f"d {label}" not in text_of(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert why in text_of(pilot)
    assert casebook.minutes.sheet(small.meeting).entries[0].kind == "note"


async def test_a_question_is_answered_while_the_meeting_goes_on(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Esc goes from the line to what was written; d marks the question."""
    async with live(casebook, small) as pilot:
        await type_line(pilot, f"!k {QUESTION}")
        await pilot.press("escape", "d")
        await settled(pilot)
    assert sheet(casebook, small).entries[0].kind == "answered"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Kysymys, vastattu:"),
        ("sv", "Fråga, besvarad:"),
        ("en", "Question, answered:"),
    ],
)
def test_papers_tell_an_answered_question(
    casebook: "Casebook", held: bytes, language: str, words: str
) -> None:
    """Minutes and the record-ready text say that the question was answered."""
    entry = casebook.minutes.sheet(held).entries[0]
    casebook.minutes.edit_entry(entry.id, kind="answered")
    for what in (What.MINUTES, What.RECORD):
        made = casebook.handouts.preview(held, what, "txt", Tier.OWN, handout_words(language))
        assert f"{words} {QUESTION}" in made.decode()


async def test_the_form_of_an_entry_says_how_to_leave_it(casebook: "Casebook", held: bytes) -> None:
    """A hint under the fields, and Ctrl+S, which saves and goes back."""
    async with on_stage(MinutesScreen(held), casebook) as pilot:
        await pilot.press("e")
        await settled(pilot)
        assert "Kentät tallentuvat itse. Esc palaa." in text_of(pilot)
        await pilot.press("end", *" Ehkä", "ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MinutesScreen)
    assert casebook.minutes.sheet(held).entries[0].text == f"{QUESTION} Ehkä"
