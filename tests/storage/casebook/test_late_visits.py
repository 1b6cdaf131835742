"""What is written during a visit, and a whole meeting that is written down afterwards."""

import datetime as dt

import pytest

from storage.casebook import visits
from storage.casebook.casebook import Casebook
from storage.casebook.visits import draft_place
from storage.errors import Invalid
from storage.lines.visits import LateAgreement, LateVisit
from tests.offices import SmallCase
from tests.storage.casebook.visiting import LATER, NOW, TODAY, WALL, tell


@pytest.fixture
def told(casebook: Casebook, small: SmallCase) -> SmallCase:
    """Lend the small case with what was said in it."""
    return tell(casebook, small)


def test_what_is_written_belongs_to_the_meeting_that_goes_on(
    casebook: Casebook, told: SmallCase
) -> None:
    """Today's planned meeting starts by itself; one undo takes the words and the start back."""
    casebook.drafts.keep(draft_place(told.case), "Milloin")
    casebook.visits.ask(told.case, "Milloin avaimet?", NOW)
    sheet = casebook.visits.sheet(told.case, TODAY)
    assert sheet.meeting
    assert (sheet.meeting.id, sheet.meeting.state) == (told.meeting, "live")
    assert "Milloin avaimet?" in sheet.shown.questions
    assert sheet.draft == ""
    assert casebook.undo() == "visit.ask"
    assert casebook.meetings.line(told.meeting).state == "planned"


def test_without_a_meeting_today_one_is_made(casebook: Casebook, told: SmallCase) -> None:
    """Two things said on another day stand in one new meeting, and the end closes it."""
    at = NOW + dt.timedelta(days=1)
    casebook.visits.ask(told.case, "Eka?", at)
    casebook.visits.agree(told.case, LateAgreement("Toka"), at)
    casebook.visits.end(told.case, at + dt.timedelta(minutes=5))
    made = next(line for line in casebook.meetings.of_case(told.case) if line.id != told.meeting)
    assert (made.kind, made.state) == ("prison-visit", "held")
    sheet = casebook.minutes.sheet(made.id)
    assert (len(sheet.entries), len(sheet.agreements)) == (1, 1)


LATE = LateVisit(
    WALL,
    WALL + dt.timedelta(minutes=45),
    notes=("Oli hyvä mieli",),
    questions=("Milloin avaimet?",),
)


def test_a_late_entry_fills_the_planned_meeting(casebook: Casebook, told: SmallCase) -> None:
    """When it was and when it was written stay apart; the planned place stays; one undo."""
    late = LateVisit(
        WALL, LATE.ends, present=(told.client, told.mother), notes=LATE.notes,
        questions=LATE.questions, agreed=(LateAgreement("Avaimet", told.client, TODAY),),
    )  # fmt: skip
    written = casebook.visits.write_late(told.case, late, LATER)
    assert (written.meeting_id, written.beside) == (told.meeting, False)
    sheet = casebook.minutes.sheet(told.meeting)
    assert sheet.meeting.state == "held"
    assert sheet.meeting.place == "Tapaamishuone 2"
    assert sheet.started_at == dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)
    note = next(entry for entry in sheet.entries if entry.text == "Oli hyvä mieli")
    assert note.at == sheet.started_at
    assert note.written_at
    assert note.at < note.written_at
    there = {one.person_id: one.presence for one in sheet.attendance}
    assert (there[told.mother], there[told.worker]) == ("present", "unknown")
    assert casebook.undo() == "visit.late"
    assert casebook.meetings.line(told.meeting).state == "planned"


def test_a_meeting_kept_live_stays_beside_the_late_entry(
    casebook: Casebook, told: SmallCase
) -> None:
    """Both are kept, and the answer says so; the live one is not touched."""
    casebook.visits.ask(told.case, "Eka?", NOW)
    casebook.visits.end(told.case, NOW)
    before = casebook.minutes.sheet(told.meeting)
    written = casebook.visits.write_late(told.case, LATE, LATER)
    assert written.beside
    assert written.meeting_id != told.meeting
    assert casebook.minutes.sheet(told.meeting) == before


def test_it_would_be_written_into_without_the_look(
    casebook: Casebook, told: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: where nobody looks what else is of that day, nothing is told of it."""
    casebook.visits.ask(told.case, "Eka?", NOW)
    monkeypatch.setattr(visits.Visits, "_on", lambda *_arguments: [])
    assert not casebook.visits.write_late(told.case, LATE, LATER).beside


def test_what_has_not_been_is_not_written_late(casebook: Casebook, told: SmallCase) -> None:
    """A time to come, or an end before the start, is refused and nothing is written."""
    for late, now in ((LATE, NOW - dt.timedelta(days=2)), (LateVisit(WALL, WALL), LATER)):
        with pytest.raises(Invalid):
            casebook.visits.write_late(told.case, late, now)
    assert casebook.meetings.line(told.meeting).state == "planned"
