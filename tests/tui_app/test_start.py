"""The start: what the launcher takes for a command, what a child keeps, settings, hardening."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui_app.child import _handed_over, _parse, _with_options
from tui_app.launcher import _is_terminal_start, _without_passphrase, main
from tui_app.paths import named_vault, vaults_folder
from tui_app.process import child_environment, over_ssh
from tui_app.settings import Settings, read_settings, save_settings, settings_file
from tui_app.version import VERSION

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("", True),
        ("--lang fi --vault /x", True),
        ("--lang=fi --no-mouse --ascii", True),
        ("--passphrase-fd 3", True),
        ("today", False),
        ("--lang fi today", False),
        ("--help", False),
        ("--vault", False),
    ],
)
def test_only_options_start_the_terminal(words: str, starts: bool) -> None:
    """A noun or an unknown option is the command line's business."""
    assert _is_terminal_start(words.split()) is starts


def test_a_restart_never_gets_the_passphrase() -> None:
    """What comes after a lock asks the person."""
    words = ["--passphrase-fd", "3", "--lang", "fi", "--passphrase-fd=4"]
    assert _without_passphrase(words) == ["--lang", "fi"]


def test_the_version_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    """``--version`` says what the project file says."""
    assert main(["--version"]) == 0
    said = capsys.readouterr().out.strip()
    assert said == f"nivel {VERSION}"
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_options_reach_the_settings() -> None:
    """Language, theme and glyphs given on the command line hold for this run; nonsense is left."""
    settings = _with_options(Settings(), _parse(["--lang", "sv", "--theme=day", "--ascii"]))
    assert (settings.language, settings.theme, settings.glyphs) == ("sv", "day", "ascii")
    assert _with_options(Settings(language="fi"), _parse(["--lang", "xx"])).language == "fi"


def test_a_passphrase_comes_by_a_pipe_only() -> None:
    """The first line of the descriptor, without its end; nothing for a wrong one."""
    reader, writer = os.pipe()
    os.write(writer, b"viisi sanaa\n")
    os.close(writer)
    assert _handed_over(str(reader)) == "viisi sanaa"
    assert _handed_over(None) == ""
    assert _handed_over("no-number") == ""


def test_textuals_variables_do_not_reach_the_child() -> None:
    """All ``TEXTUAL*`` are gone, ours are set; over a network line it draws less often."""
    given = {"PATH": "/bin", "TEXTUAL_LOG": "x", "TEXTUAL": "devtools", "SSH_TTY": "/dev/pts/1"}
    kept = child_environment(given)
    assert "TEXTUAL_LOG" not in kept
    assert "TEXTUAL" not in kept
    assert kept["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert kept["TEXTUAL_ANIMATIONS"] == "none"
    assert kept["TEXTUAL_FPS"] == "20"
    assert over_ssh(given)
    assert not over_ssh({"PATH": "/bin"})


def test_hardening_leaves_no_core_and_no_way_in() -> None:
    """After ``harden`` no core is written, the process is not dumpable, new files are private.

    Control: before it the same process is dumpable.
    """
    code = (
        "import ctypes, os, resource\n"
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from tui_app.process import bar_network, harden\n"
        "dumpable = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)\n"
        "before = dumpable(); harden(os.getppid()); bar_network()\n"
        "import asyncio\n"
        "print(before, dumpable(), resource.getrlimit(resource.RLIMIT_CORE)[0], os.umask(0),"
        " asyncio.base_events.ssl)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "0", "0", "63", "None"]


def test_a_child_without_its_launcher_does_not_run() -> None:
    """Should the launcher have died before the child is told, the child ends."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from tui_app.process import harden\nharden(1 << 22)\nprint('runs')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert done.returncode == 77


def test_settings_are_kept_with_the_persons_comments() -> None:
    """What is saved is read again; comments and unknown lines stay."""
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_text("# my own words\nfuture = 1\n", encoding="utf-8")
    save_settings(Settings(language="sv", theme="mono", idle_minutes=2, copy=True))
    assert read_settings() == Settings(language="sv", theme="mono", idle_minutes=2, copy=True)
    text = path.read_text(encoding="utf-8")
    assert "# my own words" in text
    assert "future = 1" in text
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "language = 5",
        "theme = 'loud'",
        "idle_minutes = 90",
        "idle_minutes = true",
        "not toml [",
    ],
)
def test_broken_settings_never_stop_nivel(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be understood takes its default; the idle time is never stretched."""
    monkeypatch.setenv("LANG", "fi_FI.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert read_settings() == Settings(language="fi")


def test_vaults_lie_where_they_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """``--vault`` comes before ``NIVEL_VAULT``; without both there is the folder of all vaults."""
    monkeypatch.setenv("NIVEL_VAULT", "/from/variable")
    assert named_vault("/from/option") == Path("/from/option")
    assert named_vault(None) == Path("/from/variable")
    monkeypatch.delenv("NIVEL_VAULT")
    assert named_vault(None) is None
    assert vaults_folder().name == "vaults"
    monkeypatch.delenv("NIVEL_HOME")
    assert vaults_folder().name == "vaults"
