"""A driver that keeps every byte the app would send to a terminal, and a run of the app on it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

Script = Callable[[Pilot[Any]], Awaitable[None]]


class RecordingDriver(HeadlessDriver):
    """Headless, but the app draws as if a terminal were there."""

    written: list[str]

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - Textual's own
        super().__init__(*arguments, **options)
        self.written = []

    @property
    def is_headless(self) -> bool:
        """Draw."""
        return False

    def write(self, data: str) -> None:
        """Keep ``data``."""
        self.written.append(data)


async def recorded(app: App[Any], script: Script, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run ``app`` on a recording driver through ``script``; return all that was written."""
    monkeypatch.setattr("tui_app.app.take_signals", lambda _loop, _end: None)
    monkeypatch.setattr("tui_app.watch.end_soon", lambda _code: None)
    app.driver_class = RecordingDriver
    drivers: list[RecordingDriver] = []

    async def pilot_script(pilot: Pilot[Any]) -> None:
        driver = app._driver
        assert isinstance(driver, RecordingDriver)
        drivers.append(driver)
        await script(pilot)
        if not app._exit:
            app.exit()

    await app.run_async(size=(80, 24), auto_pilot=pilot_script)
    if app._exception is not None:
        raise app._exception
    return "".join(drivers[0].written)
