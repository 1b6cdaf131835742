"""Keys that arrive in a burst, over a slow line or on a slow computer, go where they were meant to.

Negative control: with Textual's own way of handing keys on, the same burst lands in one field.
"""

from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui_app.screens.test_form import PretendCasebook, SmallForm
from tests.tui_app.stage import on_stage, settled
from tui_app.terminal.key_order import KeysInOrder

BURST = ("A", "i", "n", "o", "enter", "3", "full_stop", "1", "2", "full_stop", "enter", "s")
CHARACTERS = {"full_stop": "."}


async def typed_at_once(pilot: Pilot[Any]) -> None:
    """Put the whole burst into the app's queue before it can look at the first key."""
    for key in BURST:
        character = CHARACTERS.get(key, key if len(key) == 1 else None)
        pilot.app.post_message(events.Key(key, character))
    for _ in range(20):
        await settled(pilot)


async def test_a_burst_fills_field_after_field() -> None:
    """Text, Enter, a date, Enter, a letter for a choice: each in its own field."""
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        name, day = (pilot.app.screen.query_one(f"#{each}", Input) for each in ("name", "day"))
        name.value = ""
        name.focus()
        await typed_at_once(pilot)
        assert name.value == "Aino"
        assert "3.12." in day.value
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "phase"
        assert getattr(pilot.app.focused, "value", "") == "b"


async def test_without_the_order_a_burst_lands_in_one_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: every key goes to the field that had the cursor when it arrived."""
    monkeypatch.setattr(KeysInOrder, "on_event", App.on_event)
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        name = pilot.app.screen.query_one("#name", Input)
        name.value = ""
        name.focus()
        await typed_at_once(pilot)
        assert name.value == "Aino3.12.s"


async def test_a_handler_that_never_ends_does_not_stop_the_keyboard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After the longest wait the next key goes on."""
    monkeypatch.setattr("tui_app.terminal.key_order.LONGEST", 0.05)
    monkeypatch.setattr("tui_app.terminal.key_order._done", _never)
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        name = pilot.app.screen.query_one("#name", Input)
        name.value = ""
        name.focus()
        for key in ("a", "left", "b"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause(0.3)
        assert name.value == "ba"


async def _never(_node: object) -> None:
    import asyncio

    await asyncio.Event().wait()
