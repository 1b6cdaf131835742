"""How a session ends: lock, stop, hang-up, killed launcher, killed child (safety, trap 8, T2, T14).

The real program runs in a pseudo-terminal on a small vault.
"""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.casebook import entrance
from storage.crypto.kdf import Argon2Parameters
from tests.tui_app.pseudo_terminal import (
    LAUNCH,
    Terminal,
    alive,
    in_memory,
    outside_alternate_screen,
    terminal,
)

PASSPHRASE = "viisi satunnaista sanaa tassa nain"
CLIENT = "Keksittylainen"
NEEDLES = (PASSPHRASE.encode(), CLIENT.encode(), PASSPHRASE.encode("utf-32-le"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home with one vault and one client; settings chosen."""
    home = tmp_path_factory.mktemp("made")
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('language = "fi"\ntheme = "night"\n')
    (home / "data" / "vaults").mkdir(parents=True)
    casebook, _sheet = entrance.create(
        home / "data" / "vaults" / "a", "Testi Testinen", "K", PASSPHRASE,
        parameters=Argon2Parameters.floor(),
    )  # fmt: skip
    casebook.cases.open_case("Malli", CLIENT)
    casebook.close()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """Copy the made home."""
    return Path(shutil.copytree(made, tmp_path / "home"))


@contextmanager
def unlocked(home: Path) -> Iterator[tuple[Terminal, int]]:
    """Run the program, open its vault; yield it with the child that holds the vault."""
    with terminal(home) as screen:
        screen.wait_for("Testi Testinen")
        screen.press(PASSPHRASE, "Enter")
        screen.wait_for(" min")
        screen.press("2")
        screen.wait_for("K-0001")
        yield screen, screen.child()


def test_f9_empties_the_screen_and_leaves_no_secret_in_memory(home: Path) -> None:
    """After F9 another process is at the lock screen and no memory holds key text or client.

    Control: the unlocked child's own memory does hold them, so the search can see.
    """
    with unlocked(home) as (screen, child):
        if os.geteuid() == 0:  # others may not look at all: that is T13
            assert in_memory(child, NEEDLES) > 0
        mark = len(screen.seen)
        screen.press("F9")
        fresh = screen.new_child(child)
        screen.wait_for("Testi Testinen", since=mark)
        assert not alive(child)
        assert screen.seen[mark:].find(b"\x1b[2J") >= 0
        assert CLIENT.encode() not in screen.seen[mark:]
        if os.geteuid() == 0:
            assert in_memory(fresh, NEEDLES) == 0
            assert in_memory(screen.pid, NEEDLES) == 0


def test_other_users_programs_may_not_look_in(home: Path) -> None:
    """The child is not dumpable, so its files in /proc belong to root and no core is written."""
    with terminal(home) as screen:
        screen.wait_for("Testi Testinen")
        limits = Path(f"/proc/{screen.child()}/limits").read_text()
        core = next(line for line in limits.splitlines() if line.startswith("Max core"))
        assert core.split()[4:6] == ["0", "0"]
        status = Path(f"/proc/{screen.child()}/status").read_text()
        assert "Umask:\t0077" in status


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGCONT])
def test_a_signal_locks(home: Path, number: signal.Signals) -> None:
    """SIGTERM, and waking from a stop, end the child that holds the vault; a fresh one asks."""
    with unlocked(home) as (screen, child):
        os.kill(child, number)
        screen.new_child(child)
        assert not alive(child)


def test_hanging_up_ends_both(home: Path) -> None:
    """When the terminal goes away, launcher and child end by themselves."""
    with unlocked(home) as (screen, child):
        os.close(screen.master)
        screen.master = os.open("/dev/null", os.O_RDWR)
        screen.wait_until(screen.ended, "the launcher's end")
        screen.wait_until(lambda: not alive(child), "the child's end")


def test_the_child_dies_with_a_killed_launcher(home: Path) -> None:
    """A kill -9 of the launcher ends the child within seconds."""
    with unlocked(home) as (screen, child):
        os.kill(screen.pid, signal.SIGKILL)
        screen.wait_until(lambda: not alive(child), "the child's end")


def test_a_killed_child_gives_the_terminal_back(home: Path) -> None:
    """After kill -9 of the child the launcher cleans the terminal and says one neutral line."""
    with unlocked(home) as (screen, child):
        os.kill(child, signal.SIGKILL)
        screen.wait_until(screen.ended, "the launcher's end")
        screen.read(0.2)
        left = outside_alternate_screen(screen.seen)
        assert b"Nivel" in left
        assert b"\x1b[?25h" in left
        assert CLIENT.encode() not in left
        assert b"K-0001" not in left


def test_quitting_leaves_nothing_in_the_scrollback(home: Path) -> None:
    """After Ctrl+Q nothing of the casebook stands outside the alternate screen, nor was OSC 52."""
    with unlocked(home) as (screen, _child):
        screen.press("Ctrl+Q")
        screen.wait_until(screen.ended, "the end")
        screen.read(0.2)
        left = outside_alternate_screen(screen.seen)
        assert b"K-0001" not in left
        assert b"\x1b]" not in screen.seen  # no title, no clipboard, no link
        assert screen.seen.rstrip().rfind(b"\x1b[2J") > screen.seen.rfind(b"K-0001")


def test_ctrl_z_stops_the_job_and_fg_asks_for_the_passphrase(home: Path) -> None:
    """In a shell Ctrl+Z locks and stops; ``fg`` starts at the lock screen."""
    shell = ["/bin/bash", "--norc", "--noprofile", "-i"]
    with terminal(home, shell, extra={"PS1": "ready> "}) as screen:
        screen.wait_for("ready> ")
        screen.press(" ".join(LAUNCH), "Enter")
        screen.wait_for("Testi Testinen")
        mark = len(screen.seen)
        screen.press("Ctrl+Z")
        screen.wait_for("Stopped", since=mark)
        mark = len(screen.seen)
        screen.press("fg", "Enter")
        screen.wait_for("Testi Testinen", since=mark)


def test_textual_variables_do_nothing(home: Path, tmp_path: Path) -> None:
    """Log, screenshot, driver and developer variables leave no file behind (trap 4, T17)."""
    hostile = {
        "TEXTUAL_LOG": str(tmp_path / "log.txt"), "TEXTUAL": "devtools,debug",
        "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_DRIVER": "tests.nothing:Nothing", "PYTHONPATH": str(tmp_path),
    }  # fmt: skip
    (tmp_path / "json.py").write_text("raise SystemExit('a foreign module was imported')")
    before = {path.name for path in tmp_path.iterdir()}
    with terminal(home, extra=hostile) as screen:
        screen.wait_for("Testi Testinen")
        screen.press("hunter2")
        screen.read(1.2)
    assert {path.name for path in tmp_path.iterdir()} == before
