"""The plain twins: one fact a line, in words, masked, nothing by a column or a sign."""

# ruff: noqa: FBT003 — a line is filled by position here, as one row of a table
import datetime as dt
from dataclasses import replace

import pytest

from storage.lines.actions import ActionLine
from storage.lines.cases import CaseLine, CaseSummary, ReleaseLine
from storage.lines.conflicts import ConflictLine, Side
from storage.lines.contacts import BrokenLine, ContactBook, ContactLine, DoubleLine
from storage.lines.log import LogEntry
from storage.lines.meetings import (
    AgendaLine,
    AgreementLine,
    AttendanceLine,
    EntryLine,
    MeetingLine,
    MeetingSheet,
)
from storage.lines.network import TieLine
from storage.lines.people import OrganisationLine, PersonLine
from storage.lines.search import Answer, Hit
from storage.lines.today import TodayLines
from storage.lines.upkeep import Finding
from tui_app.i18n.catalogue import set_language
from tui_app.plain.actions import actions_text
from tui_app.plain.cases import case_text, cases_text
from tui_app.plain.conflicts import conflicts_text
from tui_app.plain.contacts import contacts_text
from tui_app.plain.findings import findings_text, is_damage
from tui_app.plain.log import log_text
from tui_app.plain.meeting import meeting_text
from tui_app.plain.meetings import meetings_text, references
from tui_app.plain.network import network_text
from tui_app.plain.people import organisations_text, people_text
from tui_app.plain.search import search_text
from tui_app.plain.today import today_text
from tui_app.plain.words import closing_words, days_words, due_words

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 7, 44, tzinfo=dt.UTC)
NAME, OTHER = "Malli Esimerkki", "Aino Keksitty"


def day(offset: int) -> dt.date:
    """Return the day ``offset`` days from the test's today."""
    return TODAY + dt.timedelta(days=offset)


CASE = CaseLine(
    b"c", "K-0142", NAME, "in-prison", "Mallila", day(9), "expected", "Testi Testinen", True, 3,
    dt.datetime(2026, 11, 24, 9, 30),  # noqa: DTZ001
)  # fmt: skip
ACTION = ActionLine(
    b"a", b"c", "K-0142", NAME, "Call Kela", b"w", "Testi Testinen", day(-2), "open", "", None,
    None, None, "tell\nAino",
)  # fmt: skip
MEETING = MeetingLine(
    b"m", b"c", "K-0142", NAME, "network", "Release meeting",
    dt.datetime(2026, 11, 24, 9, 30), dt.datetime(2026, 11, 24, 10, 15),  # noqa: DTZ001
    "Europe/Helsinki", "Room 2", "planned",
)  # fmt: skip
SHEET = MeetingSheet(
    replace(MEETING, state="held"),
    "fi",
    NOW,
    NOW,
    None,
    (AgendaLine(b"i", 10, "Housing", 10, b"w", OTHER, True, None, 540, True),),
    (AttendanceLine(b"t", b"p", NAME, "", "", True, "participant", "coming", "present", ""),),
    (
        EntryLine(b"e", b"i", "note", "client", b"p", NAME, True, "My own\nkey.", NOW, NOW),
        EntryLine(b"f", b"i", "view", "own", None, "", False, "Too early.", NOW, NOW),
        EntryLine(b"g", b"gone", "question", "shared", None, "", False, "Rent?", None, None),
    ),
    (AgreementLine(b"g", b"i", "client", "Keys", b"p", NAME, day(3), NOW, True, b"a", "open"),),
)
TIE = TieLine(
    b"t", b"p", None, OTHER, "", "close", "mother", "lives\nnear", "not-invite", "Not\n her.",
    "not-followed", "a duty", day(-3), "phone", "evenings",
    "weak", True, True, "district", True, day(-90), day(-1),
)  # fmt: skip
SIDE = Side(b"o", (("what", "Call Aino"),), False, "Testi Testinen", "K", NOW, True, False)
DOUBLE = DoubleLine(b"p", None, NAME, "Org", "email")
ENTRY = ContactLine(
    0, 12, "Aino", "Keksitty", OTHER, "Org", "nurse", "050 000 0001", "aino@x.example", "", "",
    (DOUBLE,), ("note",),
)  # fmt: skip
DAY = TodayLines(
    TODAY, (MEETING,), (replace(MEETING, starts=None),), (ACTION, ACTION._replace(due=day(1))), 4,
    (CASE, replace(CASE, release=day(-1))), 5, 2, (replace(MEETING, state="live"),),
    (replace(MEETING, state="held"),), 1, 7,
)  # fmt: skip
SUMMARY = CaseSummary(
    CASE, "My own\nkey.", "", "Esimerkkilä", day(-30), b"p",
    (ReleaseLine(b"r", day(9), "expected", day(-20), "Olli", "letter", True),), 4, 2, 1,
)  # fmt: skip


PERSON = PersonLine(b"p", OTHER, "nurse", "health", "Org", "050", "aino@x", alike=True)
ORGANISATION = OrganisationLine(b"o", "Org", "ngo", "Mallila", "1", "o@x", 2)
LOGGED = LogEntry(b"l", b"c", "K-0142", "changed", "case", NOW, NAME, "case.edit", "r")
ANSWER = Answer("x", (Hit(b"p", "person", None, "", None, OTHER, "x", None),), True, True)
CONFLICT = ConflictLine(b"a", "action", "what", "values", b"c", "K-0142", OTHER, (SIDE,))
BOOK = ContactBook((ENTRY,), (BrokenLine(40, "large"),), 99)


def everything(*, names: bool) -> dict[str, list[str]]:
    """Return the text of every twin."""
    texts = {
        "today": today_text(DAY, names=names),
        "cases": cases_text((CASE,), 1, TODAY, names=names),
        "case": case_text(SUMMARY, TODAY, names=names),
        "network": network_text((TIE,), names=names),
        "meetings": meetings_text((MEETING,), 1, names=names),
        "meeting": meeting_text(SHEET, "K-0142/24.11.2026", names=names),
        "actions": actions_text((ACTION,), 1, TODAY, names=names),
        "people": people_text((PERSON,), 1, names=names),
        "organisations": organisations_text((ORGANISATION,), 1),
        "log": log_text((LOGGED,), 1, names=names),
        "search": search_text(ANSWER, names=names),
        "conflicts": conflicts_text((CONFLICT,), names=names),
        "contacts": contacts_text(BOOK, names=names),
    }
    return {twin: list(text) for twin, text in texts.items()}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_twin_tells_a_name_unasked(language: str) -> None:
    """Masked, no twin holds a name; asked, each that has people does."""
    set_language(language)
    masked, shown = everything(names=False), everything(names=True)
    without_people = {"organisations"}
    for twin, lines in masked.items():
        text = "\n".join(lines)
        assert not [name for name in (*NAME.split(), *OTHER.split()) if name in text.split()], twin
        if twin not in without_people:
            assert any(name in "\n".join(shown[twin]) for name in (NAME, OTHER)), twin


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_line_is_one_plain_line(language: str) -> None:
    """A line has no end inside, no column of spaces, no box, and is never empty."""
    set_language(language)
    for lines in everything(names=True).values():
        for line in lines:
            assert line.isprintable()
            assert line == line.strip()
            assert line
            assert "  " not in line
            assert not set(line) & set("│─┌└═║|*#")


def test_how_late_and_how_soon() -> None:
    """Late and due are said in words with their number."""
    said = [due_words(each, TODAY) for each in (day(-2), TODAY, day(1), day(3), None)]
    assert said == ["late 2 d", "due today", "due tomorrow", "due 27.11.2026", "no due day"]
    assert [days_words(day(each), TODAY) for each in (-3, 0, 1, 9)] == [
        "3 d ago", "today", "tomorrow", "in 9 d",
    ]  # fmt: skip


def test_a_day_of_closed_services_is_named() -> None:
    """Friday, weekend, holiday and its eve are said, an ordinary day is not."""
    days = {
        dt.date(2026, 12, 3): "",
        dt.date(2026, 12, 4): "Friday",
        dt.date(2026, 12, 5): "weekend",
        dt.date(2026, 12, 24): "closed",
        dt.date(2027, 1, 5): "eve",
    }
    for each, word in days.items():
        assert word in closing_words(each)
        assert bool(word) == bool(closing_words(each))


def test_an_action_says_first_how_it_stands() -> None:
    """Late first, then what; waiting and dropped say why; the note is for names only."""
    lines = [
        ACTION,
        ACTION._replace(state="waiting", reason="Kela answers"),
        ACTION._replace(state="dropped", reason="not wanted", done_on=day(-1), owner=""),
    ]
    said = list(actions_text(lines, 3, TODAY, names=False))
    assert said[1] == "late 2 d: Call Kela, K-0142 M.E., T.T."
    assert said[2].startswith("late 2 d, waiting, Kela answers: Call Kela")
    assert said[3] == "dropped, 23.11.2026, not wanted: Call Kela, K-0142 M.E., nobody's"


def test_minutes_say_tier_quote_and_state() -> None:
    """Each entry has its tier, words spoken are quoted, an agreement names doer, day and state."""
    said = list(meeting_text(SHEET, "R", names=False))
    assert "09:44 note, M.E., client copy: “My own key.”".replace("09:44 ", "") in " ".join(said)
    assert any("own organisation only: Too early." in line for line in said)
    assert said[said.index("Under no agenda item") + 1].endswith("network: Rent?")
    assert "Keys, M.E., by 27.11.2026, client copy, action item: open, read back" in said
    assert said[-1] == "Read back: not yet"
    assert "1. Housing, 10 min, A.K., client's own item, used 9 min" in said


def test_references_are_as_short_as_they_can_be() -> None:
    """One a day: the day; two a day: with the time; without a time: the id."""
    later = replace(MEETING, id=b"n" * 16, starts=dt.datetime(2026, 11, 24, 14))  # noqa: DTZ001
    assert references((MEETING,))[b"m"] == "K-0142/24.11.2026"
    assert references((MEETING, later))[b"m"] == "K-0142/24.11.2026/09:30"
    loose = replace(later, starts=None)
    assert references((loose,))[loose.id] == "K-0142/6e6e6e6e"


def test_findings_say_what_to_do_once() -> None:
    """Each finding has its sentence, each advice stands once, a gap is no damage."""
    found = [Finding("page", "7", 2), Finding("chain", "K", 1), Finding("gap", "T", 3)]
    said = list(findings_text(found))
    assert len(said) == 3 + 2
    assert [is_damage(finding) for finding in found] == [True, True, False]
    assert len(list(findings_text(()))) == 1
