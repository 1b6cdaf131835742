"""What is asked at a terminal, and the commands that need no vault."""

import json
from pathlib import Path

import pytest

from storage.casebook import entrance
from tests.offices import CHEAP_LIMITS, PASSPHRASE, reopen
from tests.tui_app.cli.conftest import Office, Run
from tui_app.cli import case, init, opening
from tui_app.i18n.catalogue import _, set_language

NEW = "kuusi pientä sanaa riittää tähän hyvin"


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sit at a terminal: what is in the list is typed, secrets and lines alike."""
    typed: list[str] = []
    for module in (opening, init, case):
        monkeypatch.setattr(module, "is_terminal", lambda _stream: True)
    monkeypatch.setattr("getpass.getpass", lambda *_given, **_more: typed.pop(0))

    class Lines:
        """The keyboard."""

        def readline(self) -> str:
            """Type one line."""
            return typed.pop(0) + "\n"

    monkeypatch.setattr("sys.stdin", Lines())
    return typed


def test_init_asks_name_mark_and_the_passphrase_twice(
    nivel: Run, at_terminal: list[str], tmp_path: Path
) -> None:
    """Without options a vault is made from four answers, for the person who answered."""
    at_terminal += ["Malli Esimerkki", "m", NEW, NEW]
    ran = nivel("init", "--vault", str(tmp_path / "vault"))
    assert ran.code == 0, ran.err
    casebook = entrance.unlock(tmp_path / "vault", NEW, limits=CHEAP_LIMITS)
    assert (casebook.me.person, casebook.me.mark) == ("Malli Esimerkki", "M")
    casebook.close()
    assert NEW not in ran.out + ran.err


def test_two_different_passphrases_make_nothing(
    nivel: Run, at_terminal: list[str], tmp_path: Path
) -> None:
    """A slip in the second passphrase is seen before anything is made."""
    at_terminal += ["Malli Esimerkki", "M", NEW, NEW + "x"]
    assert nivel("init", "--vault", str(tmp_path / "vault")).code == 1
    assert not (tmp_path / "vault").exists()


def test_a_passphrase_is_asked_without_echo(office: Office, at_terminal: list[str]) -> None:
    """At a terminal the passphrase comes from getpass, which does not show it."""
    at_terminal += [PASSPHRASE]
    ran = office.nivel("cases", "--vault", str(office.folder))
    assert ran.code == 0
    assert PASSPHRASE not in ran.out + ran.err


def test_the_reason_is_asked_at_a_terminal(office: Office, at_terminal: list[str]) -> None:
    """Another's case: the reason is asked for, and goes into the log."""
    casebook = reopen(office.folder)
    casebook.cases.edit(office.case.case, owner_id=b"x" * 16, owner_name="Olli Olematon")
    casebook.close()
    at_terminal += ["loman sijainen"]
    assert office.run("case", "1").code == 0
    assert "reason: loman sijainen" in office.run("log").out


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_keys_are_printed_in_every_form(nivel: Run, language: str) -> None:
    """The table has every area in words, and the help key, as text, Markdown and JSON."""
    plain = nivel("keys", "--lang", language)
    assert plain.code == 0
    set_language(language)
    assert plain.lines[0] == _("Everywhere") + ":"
    assert any(line.startswith("F1, ?: ") for line in plain.lines)
    table = nivel("keys", "--markdown", "--lang", language).lines
    assert table[1] == "| --- | --- | --- | --- |"
    assert {line.count("|") for line in table} == {5}
    found = json.loads(nivel("keys", "--json", "--lang", language).out)["lines"]
    assert len(found) == len(table) - 2
    assert len({each["id"] for each in found}) == len(found)


def test_settings_need_no_vault(nivel: Run) -> None:
    """The settings are told as text and as JSON."""
    ran = nivel("settings", "--lang", "en")
    assert ran.lines[0] == "Settings"
    assert "Locks when idle, minutes: 5" in ran.lines
    assert json.loads(nivel("settings", "--json").out)["idle_minutes"] == 5


def test_a_meeting_that_is_not_there(office: Office) -> None:
    """An id of nothing and a day without a meeting are refused, not guessed."""
    for name in ("0" * 32, "K-0001/nonsense", "K-0001/24.11.2026/10:00"):
        assert office.run("meeting", name).code == 1


def test_meetings_of_a_case_and_ended_actions(office: Office) -> None:
    """``--case`` and ``--ended`` narrow the lists."""
    assert office.run("meetings", "--case", "1").lines[0] == "Meetings: 1"
    assert office.run("meetings", "--past").lines == ["Past meetings: 0"]
    assert office.run("actions", "--case", "1", "--ended").lines == ["Ended action items: 0"]
    assert office.run("actions", "--mine", "--waiting").lines == ["Open action items: 0"]
