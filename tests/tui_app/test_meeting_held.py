"""The main job in the real program: a meeting planned and held by keys, killed while typing.

A pseudo-terminal of 80x24, in Finnish, on a real vault: plan, start, mark who is here, write with
the marks, half a line, kill -9. Then everything is there, and the half line is back on the screen.
"""

import os
import signal
from pathlib import Path

import pytest

from storage.casebook import entrance
from storage.crypto.kdf import Argon2Parameters
from tests.offices import small_case
from tests.tui_app.pseudo_terminal import Terminal, alive, terminal

PASSPHRASE = "viisi satunnaista sanaa tassa nain"
KEYS = {"Ctrl+N": "\x0e", "Ctrl+E": "\x05"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home with one vault and one small case; settings chosen."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('language = "fi"\ntheme = "night"\n')
    (tmp_path / "data" / "vaults").mkdir(parents=True)
    casebook, _sheet = entrance.create(
        tmp_path / "data" / "vaults" / "a", "Sanna Keksitty", "K", PASSPHRASE,
        parameters=Argon2Parameters.floor(),
    )  # fmt: skip
    small = small_case(casebook)
    casebook.meetings.cancel(small.meeting)
    casebook.close()
    return tmp_path


def unlock(screen: Terminal) -> None:
    """Open the vault and go to the meetings."""
    screen.wait_for("Sanna Keksitty")
    screen.press(PASSPHRASE, "Enter")
    screen.wait_for(" min")
    mark = len(screen.seen)
    screen.press("3")
    screen.wait_for("Tulevat palaverit", since=mark)


def then(screen: Terminal, key: str, words: str) -> None:
    """Press a key and wait for the words that follow."""
    mark = len(screen.seen)
    screen.press(KEYS.get(key, key))
    screen.wait_for(words, since=mark)


def hold_a_meeting(screen: Terminal) -> None:
    """Plan, start, mark, write; leave half a line in the field."""
    then(screen, "n", "Kenen palaveri")
    then(screen, "Enter", "Miksi olemme koolla")
    screen.press("pe", "Tab", "9.30", "Tab")
    screen.wait_for("27.11.")
    screen.press("Tab", "Tab")
    then(screen, "s", "Puhuu")
    then(screen, "Ctrl+E", "Keit")
    screen.press("a")
    then(screen, "Enter", "L\u00e4sn\u00e4:")
    screen.press("M.E.: haluan oman avaimen", "Enter", KEYS["Ctrl+N"])
    screen.press("!t soita asumisyksikk\u00f6\u00f6n, min\u00e4, pe", "Enter")
    screen.press("!s vuokra haetaan Kelasta", "Enter")
    screen.wait_for("Sovittu")
    screen.press("!k voiko \u00e4iti tuoda huone")
    screen.read(2.0)


def test_a_meeting_survives_a_kill_while_typing(home: Path) -> None:
    """Every line is in the vault, and the half line is back in its field after unlocking."""
    with terminal(home) as screen:
        unlock(screen)
        hold_a_meeting(screen)
        child = screen.child()
        os.kill(child, signal.SIGKILL)
        screen.wait_until(lambda: not alive(child), "the end of the child")
    casebook = entrance.unlock(home / "data" / "vaults" / "a", PASSPHRASE)
    (line,) = casebook.meetings.lines()
    sheet = casebook.minutes.sheet(line.id)
    casebook.close()
    assert line.state == "live"
    assert {each.presence for each in sheet.attendance} == {"present"}
    assert [(each.text, each.speaker) for each in sheet.entries] == [
        ("haluan oman avaimen", "Malli Esimerkki")
    ]
    agreed = {each.text: each for each in sheet.agreements}
    assert agreed["soita asumisyksikk\u00f6\u00f6n"].doer == "Sanna Keksitty"
    assert agreed["soita asumisyksikk\u00f6\u00f6n"].item_id == sheet.agenda[1].id
    assert agreed["vuokra haetaan Kelasta"].action_id is None
    with terminal(home) as screen:
        unlock(screen)
        then(screen, "Enter", "voiko \u00e4iti tuoda huone")
        screen.wait_for("on palautettu")
