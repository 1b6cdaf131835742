"""A note area leaves nothing behind when its screen is closed."""

import gc
import weakref
from unittest.mock import patch

from textual.screen import Screen

from tests.tui_app.screens.test_form import PretendCasebook
from tests.tui_app.stage import on_stage, settled
from tui_app.widgets.note_area import NoteArea

ROUNDS = 3


async def left_behind() -> int:
    """Open and close a screen with an area a few times; return how many areas are still held."""
    kept: list[weakref.ref[NoteArea]] = []
    async with on_stage(None, PretendCasebook()) as pilot:
        for _ in range(ROUNDS):
            screen: Screen[None] = Screen()
            await pilot.app.push_screen(screen)
            one = NoteArea("Malli")
            kept.append(weakref.ref(one))
            await screen.mount(one)
            one.focus()
            del one
            await pilot.press(*"sana")
            await settled(pilot)
            del screen
            await pilot.app.pop_screen()
            await settled(pilot)
        gc.collect()
        return sum(each() is not None for each in kept)


async def test_what_was_typed_goes_with_the_screen() -> None:
    """No area, and so no text of it, is held once its screen is closed; Textual would hold each."""
    assert await left_behind() == 0
    with patch.object(NoteArea, "on_unmount", lambda _area: None):
        assert await left_behind() == ROUNDS
