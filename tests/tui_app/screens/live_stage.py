"""The stage of the live meeting's tests: the screen with a person at the keys.

``live`` shows the small case's meeting, ``type_line`` types a line and Enter, ``sheet`` reads what
was kept.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from textual.pilot import Pilot

from tests.tui_app.stage import on_stage, settled
from tui_app.screens.meeting_live import LiveScreen
from tui_app.settings import Settings

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.meetings import MeetingSheet
    from tests.offices import SmallCase

HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b[31mpunainen\x1b]52;c;aGk=\x07",
    "مرحبا בוקר",
    "👩‍👩‍👧 ok",
)


@asynccontextmanager
async def live(
    casebook: "Casebook", small: "SmallCase", language: str = "fi"
) -> AsyncIterator[Pilot[int]]:
    """Show the live meeting, started."""
    settings = Settings(language=language)
    async with on_stage(LiveScreen(small.meeting), casebook, settings=settings) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        yield pilot


async def type_line(pilot: Pilot[int], text: str) -> None:
    """Put ``text`` into the line as a paste does, and press Enter."""
    screen = cast("LiveScreen", pilot.app.screen)
    screen.line.insert_text_at_cursor(text)
    await pilot.press("enter")
    await settled(pilot)


def sheet(casebook: "Casebook", small: "SmallCase") -> "MeetingSheet":
    """Read the meeting."""
    return casebook.minutes.sheet(small.meeting)
