"""``nivel visit K-0001`` by the real launcher, in a pseudo-terminal: one case and no way on."""

from pathlib import Path

import pytest

from storage.casebook import entrance
from storage.crypto.kdf import Argon2Parameters
from tests.tui_app.pseudo_terminal import LAUNCH, outside_alternate_screen, terminal
from tui_app.child import _parse
from tui_app.launcher import _is_terminal_start

PASSPHRASE = "viisi satunnaista sanaa tassa nain"
CLIENT, OTHER = "Keksittylainen", "Muukalainen"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home with one vault and two clients."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text(
        'language = "fi"\ntheme = "night"\nmouse = true\n'
    )
    (tmp_path / "data" / "vaults").mkdir(parents=True)
    casebook, _sheet = entrance.create(
        tmp_path / "data" / "vaults" / "a", "Testi Testinen", "K", PASSPHRASE,
        parameters=Argon2Parameters.floor(),
    )  # fmt: skip
    case = casebook.cases.open_case("Malli", CLIENT)
    casebook.actions.add(case, "Hakee avaimen", owner_id=casebook.cases.read(case).client_id)
    casebook.cases.open_case("Testi", OTHER)
    casebook.close()
    return tmp_path


def test_a_visit_begins_locked_and_comes_back_after_a_lock(home: Path) -> None:
    """Passphrase, PIN, the client's side; F9 and the passphrase lead to the same visit again."""
    with terminal(home, [*LAUNCH, "visit", "K-0001"]) as screen:
        mark = 0
        for _round in range(2):
            screen.wait_for("Testi Testinen", since=mark)
            screen.press(PASSPHRASE, "Enter")
            screen.wait_for("PIN", since=mark)
            screen.press("2468", "Enter")
            screen.wait_for("jaettu", since=mark)
            screen.press(" ")
            screen.wait_for("Hakee avaimen", since=mark)
            screen.press("2", "g", "c")
            child, mark = screen.child(), len(screen.seen)
            screen.press("F9")
            screen.new_child(child)
        screen.wait_for("Testi Testinen", since=mark)
        screen.press("Ctrl+Q")
        screen.wait_until(screen.ended, "the end")
        for secret in (CLIENT, OTHER, "K-0002"):
            assert secret.encode() not in screen.seen
        assert b"\x1b[?1000h" not in screen.seen
        assert b"K-0001" not in outside_alternate_screen(screen.seen)


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("visit K-0001", True),
        ("--lang sv visit K-0001 --vault /x", True),
        ("visit", False),
        ("visit --help", False),
        ("visit K-0001 --plain", False),
        ("visit K-0001 --late gestern", False),
    ],
)
def test_only_a_visits_number_starts_the_terminal(words: str, starts: bool) -> None:
    """With an option of its plain twin it is a command; the number reaches the child."""
    assert _is_terminal_start(words.split()) is starts
    if starts:
        assert _parse(words.split())["visit"] == "K-0001"
