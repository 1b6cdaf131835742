"""Prepare shows any title as text and cuts no caption in any language."""

from typing import TYPE_CHECKING, cast

import pytest

from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.meeting_prepare import PrepareScreen
from tui_app.settings import Settings

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook
    from storage.lines.meetings import MeetingSheet
    from tests.offices import SmallCase


def sheet(casebook: "Casebook", small: "SmallCase") -> "MeetingSheet":
    """Read the meeting."""
    return casebook.minutes.sheet(small.meeting)


async def go_to(pilot: "Pilot[int]", field: str) -> None:
    """Put the cursor into the field and empty it."""
    screen = cast("PrepareScreen", pilot.app.screen)
    widget = screen.query_one(f"#{field}")
    widget.focus()
    if hasattr(widget, "value") and field not in {"kind", "language"}:
        await pilot.press("end", *["backspace"] * len(widget.value))
    await settled(pilot)


@pytest.mark.parametrize("text", ["[/]", "[@click=app.quit]x[/]", "\x1b]52;c;aGk=\x07x", "مرحبا"])
async def test_hostile_titles_stay_text(
    casebook: "Casebook", small: "SmallCase", text: str
) -> None:
    """Whatever stands in a title or a place, the screen stays whole."""
    casebook.meetings.edit(small.meeting, title=text, place=text)
    item = sheet(casebook, small).agenda[0]
    casebook.meetings.edit_item(item.id, title=text)
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert len(text_of(pilot).splitlines()) == 24


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_captions_are_whole_in_every_language(
    casebook: "Casebook", small: "SmallCase", language: str
) -> None:
    """At 80x24 no caption, key or word of ours is cut; only what people wrote may be."""
    settings = Settings(language=language)
    async with on_stage(PrepareScreen(small.meeting), casebook, settings=settings) as pilot:
        rows = text_of(pilot).splitlines()
        for row in (rows[1], rows[2], rows[3], rows[4], rows[6], rows[23]):
            assert "~" not in row
