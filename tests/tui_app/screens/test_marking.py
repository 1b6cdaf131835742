"""A key on a row of action items supersedes what the row shows, and nothing else."""

from typing import TYPE_CHECKING, cast

import pytest

from storage.lines.actions import ActionLine
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.actions import ActionsScreen
from tui_app.screens.case_actions import CaseActionsScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase


def state_of(casebook: "Casebook", key: bytes) -> str:
    """Return how an action item stands."""
    found = casebook.actions.line(key)
    assert found is not None
    return found.state


@pytest.mark.parametrize("blind", [False, True], ids=["control", "without"])
@pytest.mark.parametrize("where", ["all", "case"])
async def test_a_key_marks_only_what_its_row_shows(
    casebook: "Casebook",
    small: "SmallCase",
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    *,
    blind: bool,
) -> None:
    """Changed behind the screen's back: shown anew, and nothing is marked; then the key marks it.

    Negative control: with rows that always look the same, the first press marks it.
    """
    key = casebook.actions.add(small.case, "Soita", owner_id=small.worker)
    late = lambda *_any: False  # noqa: E731 — the news of a change is late
    monkeypatch.setattr(ActionsScreen, "concerns", late)
    monkeypatch.setattr(CaseActionsScreen, "concerns", late)
    screen = ActionsScreen() if where == "all" else CaseActionsScreen(small.case)
    async with on_stage(screen, casebook) as pilot:
        if where == "all":
            await pilot.press("3")
        await pilot.press("home")
        await settled(pilot)
        assert cast("ActionsScreen", screen).actions.current_key == key
        casebook.actions.edit(key, what="Jotain aivan muuta")
        await settled(pilot)
        if blind:
            monkeypatch.setattr(ActionLine, "__eq__", lambda *_any: True)
        await pilot.press("d")
        await settled(pilot)
        if blind:
            assert state_of(casebook, key) == "done"
            return
        assert state_of(casebook, key) == "open"
        shown = text_of(pilot)
        assert "Muuttui sillä välin" in shown
        assert "Jotain aivan muuta" in shown
        await pilot.press("home", "d")
        await settled(pilot)
        assert state_of(casebook, key) == "done"
