"""A view turned towards the client is left by the PIN of the sitting, and by nothing else."""

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input

from tui_app.widgets import leaving_pin
from tui_app.widgets.leaving_pin import LeavingPin, is_same


class Turned(App[str]):
    """A view with nothing but the way back; ``said`` keeps what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        """Yield the way back."""
        yield LeavingPin("2468")

    @on(LeavingPin.Right)
    @on(LeavingPin.Spent)
    @on(LeavingPin.Closed)
    def _told(self, event: LeavingPin.Right | LeavingPin.Spent | LeavingPin.Closed) -> None:
        self.said.append(type(event).__name__)


async def tried(pin: str) -> list[str]:
    """Return what the view was told after ``pin`` was typed three times."""
    app = Turned()
    async with app.run_test() as pilot:
        app.query_one(LeavingPin).ask()
        for _each in range(3):
            await pilot.press(*pin, "enter")
        return app.said


async def test_only_the_pin_leaves() -> None:
    """The right PIN is told at once; three wrong ones are spent; an empty one counts as wrong."""
    assert (await tried("2468"))[0] == "Right"
    assert await tried("1111") == ["Spent"]
    assert await tried("") == ["Spent"]
    assert not is_same("", "")


async def test_a_wrong_pin_would_leave_without_the_control(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: where nothing is compared, whoever presses Enter is let out."""
    monkeypatch.setattr(leaving_pin, "is_same", lambda _typed, _pin: True)
    assert "Right" in await tried("1111")


async def test_esc_goes_on_with_an_empty_field() -> None:
    """Esc takes the question away, and what was typed with it."""
    app = Turned()
    async with app.run_test() as pilot:
        app.query_one(LeavingPin).ask()
        await pilot.press("2", "4", "escape")
        await pilot.pause()
        assert app.said == ["Closed"]
        assert not app.query_one(LeavingPin).display
        assert app.query_one(Input).value == ""
