"""``nivel action`` and ``nivel contact``: the daily writing from the command line."""

import json
from pathlib import Path

from tests.offices import reopen
from tests.tui_app.cli.conftest import Office, Ran


def said(office: Office, folder: Path, text: str, *command: str) -> Ran:
    """Run a command with a text from a file."""
    file = folder / "text"
    file.write_text(text, encoding="utf-8")
    return office.run(*command, "--text-file", str(file))


def test_a_day_of_action_items(office: Office, tmp_path: Path) -> None:
    """Added with a day in its line, moved, talked about, handed over, done, and it comes again."""
    ran = said(
        office, tmp_path, "Soita Kelaan tomorrow", "action", "add", "1", "--repeat", "weeks:1"
    )
    assert ran.code == 0, ran.err
    assert "due Wednesday 25.11.2026" in ran.out
    number = office.run("actions", "--numbers").lines[1].split()[0]
    assert f"{number}, due" in ran.out
    assert office.run("action", "due", number, "27.11.2026").code == 0
    assert said(office, tmp_path, "kysytty", "action", "comment", number).code == 0
    ran = said(
        office, tmp_path, "loma", "action", "hand-over", number, "--to-whom", "Aino Keksitty"
    )
    assert ran.code == 0, ran.err
    shown = office.run("action", "show", number, "--names").out
    assert "Soita Kelaan" in shown
    assert "Aino Keksitty" in shown
    assert "every week" in shown
    assert "Sanna Keksitty: loma" in shown
    assert "Keksitty" not in office.run("action", "show", number, "--json").out
    ran = office.run("action", "done", number, "--json")
    (again,) = json.loads(ran.out)["next"]
    assert again["due"] == "2026-12-04"
    assert said(office, tmp_path, "ei tarvita", "action", "drop", again["id"][:8]).code == 0
    assert office.run("actions").lines[0] == "Open action items: 0"


def test_what_is_not_clear_saves_nothing(office: Office, tmp_path: Path) -> None:
    """An unknown number, an empty text, a name outside the network: a sentence, no record."""
    assert office.run("action", "done", "abcdef").code == 1
    assert office.run("action", "done", "a").code == 1
    assert said(office, tmp_path, " ", "action", "add", "1").code == 1
    assert said(office, tmp_path, "Asia", "action", "add", "1").code == 0
    number = office.run("actions", "--numbers").lines[1].split()[0]
    ran = said(office, tmp_path, "syy", "action", "hand-over", number, "--to-whom", "Kuka Muu")
    assert ran.code == 1
    assert office.run("action", "due", number, "32.13.").code == 2


def test_a_contact_of_yesterday(office: Office, tmp_path: Path) -> None:
    """When it was and when it was written are both kept; a time to come is refused."""
    ran = said(
        office, tmp_path, "Asunto löytyi", "contact", "1", "called", "--at", "yesterday at 14"
    )
    assert "Monday 23.11.2026 14:00" in ran.out, ran.err
    assert office.run("contact", "1", "no-answer").code == 0
    assert office.run("contact", "1", "called", "--at", "tomorrow").code == 2
    casebook = reopen(office.folder)
    lines = casebook.contact_attempts.lines(office.case.case)
    casebook.close()
    assert [(line.outcome, line.words) for line in lines] == [
        ("no-answer", ""), ("reached", "Asunto löytyi"),
    ]  # fmt: skip
    assert (lines[1].entered_at - lines[1].at).days in {0, 1}
