"""A whole meeting written down afterwards on one screen, and the papers of a visit, by keys."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, on_top, press, text_of
from tui_app.screens.case_meetings import CaseMeetingsScreen
from tui_app.settings import Settings

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

WHEN = ("l", *"23.11.", "tab", *"9.30", "tab", *"10.15", "tab", "tab", *"Huone 5", "tab")
SAID = (*"Hakee avaimen, Malli Esimerkki", "enter", *"Vuokra maksetaan", "tab", *"Saanko?", "tab")


async def test_a_meeting_is_written_down_on_one_screen(
    casebook: "Casebook", small: SmallCase
) -> None:
    """The key l, when, where, who, what; Ctrl+S writes all of it, one undo takes it back."""
    async with on_stage(CaseMeetingsScreen(small.case), casebook) as pilot:
        await press(pilot, *WHEN, *SAID, *"Oli hyvä mieli")
        await press(pilot, "ctrl+e", "down", "space", "enter")
        words = await press(pilot, "ctrl+s")
        assert on_top(pilot) == "CaseMeetingsScreen"
        assert "Palaveri on kirjattu." in words
        made = next(one for one in casebook.meetings.of_case(small.case) if one.id != small.meeting)
        assert (made.state, made.kind, made.place) == ("held", "prison-visit", "Huone 5")
        sheet = casebook.minutes.sheet(made.id)
        assert [one.text for one in sheet.agreements] == ["Hakee avaimen", "Vuokra maksetaan"]
        assert sheet.agreements[0].doer_id == small.client
        assert [(e.kind, e.text) for e in sheet.entries] == [
            ("note", "Oli hyvä mieli"), ("question", "Saanko?"),
        ]  # fmt: skip
        here = [one for one in sheet.attendance if one.presence == "present"]
        assert len(here) == 2
        assert not casebook.drafts.lines()
        await press(pilot, "u")
        assert len(casebook.meetings.of_case(small.case)) == 1


async def test_beside_a_live_one_both_are_kept_and_what_is_refused_stays(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Without a time it is asked for; half-typed it waits as a draft; then the sentence is said."""
    at = casebook.meetings.line(small.meeting).starts
    assert at
    casebook.meetings.edit(small.meeting, starts=at.replace(day=23), ends=None)
    casebook.visits.end(small.case, at.astimezone())
    casebook.meetings.start(small.meeting, at.replace(day=23).astimezone())
    async with on_stage(CaseMeetingsScreen(small.case), casebook) as pilot:
        words = await press(pilot, "l", *"23.11.", "ctrl+s")
        assert "! Kirjoita päivä ja alkamisaika." in words
        await press(pilot, *"9", "escape", "escape")
        assert on_top(pilot) == "CaseMeetingsScreen"
        words = await press(pilot, "l")
        assert "23.11." in words
        words = await press(pilot, "ctrl+s")
        assert "molemmat säilyvät" in words
        assert len(casebook.meetings.of_case(small.case)) == 2


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_papers_are_shown_and_written(
    casebook: "Casebook", small: SmallCase, tmp_path: Path, language: str
) -> None:
    """The key h shows the pack, Right the cell-safe copy; its file's name tells nothing."""
    settings = Settings(language=language)
    (tmp_path / "out").mkdir()
    async with on_stage(CaseMeetingsScreen(small.case), casebook, settings=settings) as pilot:
        words = await press(pilot, "h")
        assert "Asuminen" in words
        pilot.app.screen.query_one("#folder", Input).value = str(tmp_path / "out")
        pilot.app.screen.query_one("#paper").focus()
        await press(pilot, "right", "ctrl+s")
        assert "Asuminen" not in text_of(pilot)
        (name,) = [path.name for path in (tmp_path / "out").iterdir()]
        assert name in {"muistilista.pdf", "minneslista.pdf", "my-list.pdf"}
    assert [one.what for one in casebook.disclosures.lines(case_id=small.case)] == ["cell-copy pdf"]
