"""The README says what is: its commands exist, its keys and its picture are the program's own."""

import re
import shlex

import pytest

from tests.house import key_table
from tests.house.tree import ROOT
from tui_app.cli import main

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (make|nivel)( .*)?$", README, re.MULTILINE)


def said(program: str) -> list[str]:
    """Return what the README tells to type after ``program``."""
    return [rest.strip() for name, rest in COMMANDS if name == program]


def test_the_two_commands_come_first() -> None:
    """``make demo`` and ``make test`` are the first two commands of the README."""
    assert [f"{name}{rest}" for name, rest in COMMANDS][:2] == ["make demo", "make test"]


@pytest.mark.parametrize("target", sorted(set(said("make"))))
def test_every_make_command_exists(target: str) -> None:
    """Each ``make`` of the README is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{re.escape(target.split(maxsplit=1)[0])}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("command", sorted(set(said("nivel")) - {""}))
def test_every_nivel_command_is_understood(command: str) -> None:
    """Each ``nivel`` of the README parses: the noun is there, and so are its options."""
    words = shlex.split(re.sub(r" \d?[<>] .*", "", command))
    assert main._parsed(words).noun == words[0]


def test_the_check_sees_a_command_that_is_not_there() -> None:
    """Negative control: an unknown noun and an unknown option are refused."""
    for words in (["dance"], ["today", "--sideways"]):
        with pytest.raises(SystemExit):
            main._parsed(words)


def test_the_key_table_is_the_programs_own() -> None:
    """The table between the markers is what ``nivel keys --markdown`` prints."""
    assert key_table.with_table(README, key_table.table()) == README


def test_an_old_key_table_is_seen() -> None:
    """Negative control: with one key changed, the comparison fails."""
    assert key_table.with_table(README, key_table.table().replace("F9", "F10")) != README


def shown_screen(readme: str) -> str:
    """Return the screen that ``readme`` shows as text."""
    found = re.search(r"^```text\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def test_the_screen_is_the_programs_own() -> None:
    """What is shown is the picture of Today, which ``test_pictures`` holds to the program."""
    picture = ROOT / "tests" / "tui_app" / "pictures" / "en" / "today.txt"
    assert shown_screen(README) == picture.read_text(encoding="utf-8")


def test_an_old_screen_is_seen() -> None:
    """Negative control: another screen, or none, is not the picture."""
    assert shown_screen(README.replace("[1 Today]", "[1 Diary]")) != shown_screen(README)
    assert shown_screen(README.replace("```text", "```")) == ""


@pytest.mark.parametrize(
    "said_in_it",
    ["official client record", "legal compliance", "release date", "scores a person", "watches no"],
)
def test_the_boundaries_are_said(said_in_it: str) -> None:
    """The README says what Nivel is not."""
    assert said_in_it in README
