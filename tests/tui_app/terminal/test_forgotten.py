"""What a screen showed is not held once it is closed."""

import gc
import weakref
from functools import lru_cache
from unittest.mock import patch

from textual._styles_cache import StylesCache
from textual.screen import Screen
from textual.widgets import Static

from tests.tui_app.screens.test_form import PretendCasebook
from tests.tui_app.stage import on_stage, settled

ROUNDS = 3


async def still_held() -> int:
    """Show and close a screen a few times; return how many of its widgets' lines are still held."""
    kept: list[weakref.ref[StylesCache]] = []
    async with on_stage(None, PretendCasebook()) as pilot:
        for _ in range(ROUNDS):
            await pilot.app.push_screen(Screen[None]())
            shown = Static("Malli Esimerkki")
            await pilot.app.screen.mount(shown)
            await settled(pilot)
            kept.append(weakref.ref(shown._styles_cache))
            del shown
            await pilot.app.pop_screen()
            await settled(pilot)
        gc.collect()
        return sum(each() is not None for each in kept)


async def test_lines_go_with_their_screen() -> None:
    """No line that was drawn is held once its screen is closed; Textual's own cache holds them."""
    assert await still_held() == 0
    as_textual_has_it = lru_cache(1024)(StylesCache.get_inner_outer.__wrapped__)
    with patch.object(StylesCache, "get_inner_outer", as_textual_has_it):
        assert await still_held() == ROUNDS
