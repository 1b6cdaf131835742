"""The reading commands: what they say, masked and unmasked, as text and as JSON."""

import json
from pathlib import Path

import pytest

from tests.offices import reopen
from tests.tui_app.cli.conftest import Office

READING = (
    ("today",),
    ("week",),
    ("cases",),
    ("case", "K-0001"),
    ("meetings",),
    ("meeting", "K-0001/24.11.2026"),
    ("visit", "K-0001"),
    ("actions",),
    ("follow-ups",),
    ("people",),
    ("search", "vankila"),
    ("log",),
    ("exchange",),
)
NAMES = ("Esimerkki", "Keksitty", "Testinen")


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_every_list_is_masked(office: Office, command: tuple[str, ...]) -> None:
    """No command prints a person's name unless it is asked to, as text or as JSON."""
    for form in ((), ("--plain",), ("--json",)):
        ran = office.run(*command, *form)
        assert ran.code == 0, ran.err
        shown = ran.out.replace("Esimerkkilä", "").replace("Sanna Keksitty", "")
        assert not [name for name in NAMES if name in shown]


@pytest.mark.parametrize("command", [("cases",), ("case", "1"), ("people",), ("today",)])
def test_names_are_shown_when_asked_and_that_is_logged(
    office: Office, command: tuple[str, ...]
) -> None:
    """``--names`` shows them, after a line in the use log: the mask is the only difference."""
    ran = office.run(*command, "--names")
    assert any(name in ran.out for name in NAMES)
    log = office.run("log").out.replace("K-0001, ", "")
    assert f"names shown, S.K., cli {command[0]}" in log


def test_a_case_is_told_whole_and_its_opening_logged(office: Office) -> None:
    """``nivel case`` has summary, network, meetings and action items, one fact a line."""
    ran = office.run("case", "k1")
    assert ran.lines[:3] == ["Case K-0001", "Client: M.E.", "Phase: in prison"]
    assert "3.12.2026 in 9 d, expected, told 2.11.2026" in ran.out
    assert "A.K., äiti, close person, why there: asuu lähellä" in ran.out
    assert "K-0001/24.11.2026 M.E., Tuesday 09:30, network meeting" in ran.out
    assert "Open action items: 0" in ran.out
    assert "opened, case, K-0001, S.K." in office.run("case", "1", "--part", "log").out


def test_a_meeting_is_found_by_case_and_day(office: Office) -> None:
    """A meeting is named by case and day, by its id, or by the case that has just one."""
    whole = office.case.meeting.hex()
    for name in ("K-0001/24.11.2026", "K-0001/2026-11-24", "k1/24.11./9.30", "1", whole):
        ran = office.run("meeting", name)
        assert ran.code == 0, (name, ran.err)
        assert ran.lines[0] == "Meeting K-0001/24.11.2026"
    assert "1. Avaus, 5 min" in ran.out
    assert "Planned time: 25 min" in ran.out
    assert "Entries of the minutes" not in ran.out


def test_an_unclear_meeting_is_listed_never_guessed(office: Office) -> None:
    """Two meetings of a case: the bare number is refused with both references."""
    casebook = reopen(office.folder)
    first = casebook.meetings.line(office.case.meeting).starts
    assert first is not None
    casebook.meetings.plan(office.case.case, starts=first.replace(hour=14))
    casebook.close()
    ran = office.run("meeting", "K-0001")
    assert ran.code == 1
    assert "K-0001/24.11.2026/09:30" in ran.err
    assert "K-0001/24.11.2026/14:30" in ran.err
    assert office.run("meeting", "K-0001/24.11.2026/14:30").code == 0
    assert office.run("meeting", "K-0001/25.11.2026").code == 1


def test_json_has_the_documented_keys(office: Office) -> None:
    """Each document says its format, what it is and whether it is masked; ids are hex."""
    cases = json.loads(office.run("cases", "--json").out)
    assert {key: cases[key] for key in ("format", "what", "masked", "count")} == {
        "format": 1,
        "what": "cases",
        "masked": True,
        "count": 1,
    }
    assert set(cases["lines"][0]) == {
        "id", "label", "client", "phase", "prison", "release", "certainty", "owner", "is_own",
        "open_actions", "next_meeting",
    }  # fmt: skip
    assert cases["lines"][0]["id"] == office.case.case.hex()
    assert cases["lines"][0]["client"] == "M.E."
    meeting = json.loads(office.run("meeting", "1", "--json", "--names").out)
    assert meeting["masked"] is False
    assert meeting["meeting"]["reference"] == "K-0001/24.11.2026"
    assert meeting["participants"][0]["name"] == "Malli Esimerkki"
    assert [each["minutes"] for each in meeting["agenda"]] == [5, 10, 10]


def test_a_search_tells_where_and_not_what(office: Office) -> None:
    """Masked, a find has no word of the text; a Finnish form is found; ``-`` reads the words."""
    ran = office.run("search", "vankilassa")
    assert ran.lines[0] == "Found: 1"
    assert ran.lines[1].startswith("K-0001 case, ")
    assert "Keksilän vankila" in office.run("search", "vankilassa", "--names").out
    assert json.loads(office.run("search", "vankila", "--json").out)["lines"][0]["excerpt"] is None


def test_another_ones_case_asks_for_the_reason(office: Office) -> None:
    """Another's case is refused without a reason; with one it opens, and the log has it."""
    casebook = reopen(office.folder)
    casebook.cases.edit(office.case.case, owner_id=b"x" * 16, owner_name="Olli Olematon")
    casebook.close()
    assert office.run("case", "1").code == 1
    assert office.run("case", "1", "--reason", "loman sijainen").code == 0
    log = office.run("case", "1", "--reason", "x", "--part", "log")
    assert "reason: loman sijainen" in log.out


def test_three_languages(office: Office) -> None:
    """``--lang`` speaks Finnish and Swedish; the dates stay as Finland writes them."""
    fi = office.run("case", "1", "--lang", "fi").out
    assert "Asiakas K-0001" in fi
    assert ": vankilassa" in fi
    assert "3.12.2026 9 pv päästä, odotettu" in fi
    assert "Klient K-0001" in office.run("case", "1", "--lang=sv").out


def test_a_week_of_another_day_and_its_calendar_file(office: Office, tmp_path: Path) -> None:
    """``--of`` takes date words; ``--calendar`` writes the file, says for whom, and logs it."""
    ran = office.run("week", "--of", "3.12.2026")
    assert ran.lines[0] == "Week 49, 30.11.2026 – 6.12.2026"
    assert "  release: K-0001 M.E." in ran.lines
    ran = office.run("week", "--calendar", str(tmp_path), "--lang", "fi")
    assert ran.lines[1].startswith("Kenelle:")
    assert (tmp_path / "viikko-2026-48.ics").exists()
    assert "week as a calendar file" in office.run("log", "--log", "disclosed").out
    assert office.run("week", "--of", "32.1.").code == 2
