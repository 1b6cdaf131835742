"""``nivel visit``: its plain twin, and the late entry of a meeting from standard input."""

import io
from pathlib import Path

import pytest

from tests.offices import reopen
from tests.tui_app.cli.conftest import Office

LINES = "Oli hyvä mieli\n!q Saanko avaimet?\n\n!g Vuokra maksetaan, 25.11.\n"


def test_the_clients_side_is_told_in_text(office: Office) -> None:
    """Whose visit, which meeting, then the pages, one thing a line."""
    ran = office.run("visit", "k1", "--plain")
    assert ran.lines[0] == "Visit: K-0001 M.E."
    assert "What we talk about" in ran.lines
    assert "  2  Asuminen" in ran.lines
    assert office.run("visit", "K-0099").code == 1


def test_papers_are_written_for_the_client(office: Office, tmp_path: Path) -> None:
    """The pack and the cell-safe copy, as text and in large print; without a folder it asks."""
    assert office.run("visit", "k1", "--paper", "cell").code == 2
    ran = office.run("visit", "k1", "--paper", "cell", "--as", "txt", "--to", str(tmp_path))
    assert "Read it through" in ran.out
    assert "K-0001" not in (tmp_path / "my-list.txt").read_text(encoding="utf-8")
    assert office.run("visit", "1", "--paper", "pack", "--large", "--to", str(tmp_path)).code == 0
    assert (tmp_path / "visit.pdf").read_bytes().startswith(b"%PDF")


def test_a_meeting_is_written_down_afterwards(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks say what a line is; the day and the time are given; a missing time is asked for."""
    monkeypatch.setattr("sys.stdin", io.StringIO(LINES))
    ran = office.run("visit", "k1", "--late", "23.11.2025", "--at", "9.30", "--until", "10.15")
    assert ran.code == 0, ran.err
    assert office.run("visit", "k1", "--late", "23.11.2025").code == 2
    casebook = reopen(office.folder)
    case_id = casebook.visits.open("k1")
    made = next(one for one in casebook.meetings.of_case(case_id) if one.state == "held")
    sheet = casebook.minutes.sheet(made.id)
    assert [one.text for one in sheet.agreements] == ["Vuokra maksetaan"]
    assert [one.text for one in sheet.entries] == ["Oli hyvä mieli", "Saanko avaimet?"]
    casebook.close()
