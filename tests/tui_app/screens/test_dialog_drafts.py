"""A draft of a dialog remembers what stood under it: both are kept when that has changed."""

from typing import TYPE_CHECKING

import pytest

from storage.casebook.seen import Heads
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.screens.meeting_prepare import PrepareScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase


async def type_over(pilot: "Pilot[int]", text: str) -> None:
    """Open the title of the first item, write over it, and let the draft be kept."""
    await pilot.press("home", "e")
    await settled(pilot)
    await pilot.press("ctrl+u", *text)
    await pilot.pause(1.2)
    await settled(pilot)


@pytest.mark.parametrize("blind", [False, True], ids=["control", "without"])
async def test_a_draft_is_not_saved_over_what_its_author_never_saw(
    casebook: "Casebook", small: "SmallCase", monkeypatch: pytest.MonkeyPatch, *, blind: bool
) -> None:
    """Typed, left, the title changed meanwhile, answered: a person decides between the two.

    Negative control: with heads that were all seen, the new title would be gone.
    """
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await type_over(pilot, "Oma")
        await pilot.press("escape")
        await settled(pilot)
    item = casebook.minutes.sheet(small.meeting).agenda[0]
    casebook.meetings.edit_item(item.id, title="Toisen")
    if blind:
        monkeypatch.setattr(Heads, "blank", lambda heads: heads)
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await pilot.press("home", "e")
        await settled(pilot)
        assert "Oma" in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app_of(pilot).casebook is casebook
    assert casebook.conflicts.count() == (0 if blind else 1)
