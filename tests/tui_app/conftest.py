"""Keeps the tests of the terminal away from the person's own settings and vaults."""

from pathlib import Path

import pytest
from textual import _wait

from tui_app.i18n.catalogue import set_language
from tui_app.widgets.glyphs import use_glyphs

# A key pressed in a test waits until nothing works for a while: by Textual 20 ms at a time, twice
# a key: half of what the screens took was sleep. ``stage.settled`` watches the workers besides.
_wait.SLEEP_GRANULARITY = 1 / 200
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 10


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put settings and vaults into a folder of the test."""
    monkeypatch.setenv("NIVEL_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("NIVEL_HOME", str(tmp_path / "home"))
    for name in ("SSH_CONNECTION", "SSH_TTY", "NO_COLOR", "NIVEL_VAULT"):
        monkeypatch.delenv(name, raising=False)
    set_language("en")
    use_glyphs("ascii")
