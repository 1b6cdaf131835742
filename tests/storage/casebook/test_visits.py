"""A visit: one case in every statement, no name on the shared screen, late entry, papers."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.casebook import meetings, visits
from storage.casebook.casebook import Casebook
from storage.casebook.visits import CELL, PACK, draft_place
from storage.errors import Invalid, ReasonNeeded
from storage.lines.visits import LateAgreement, LateVisit, ShownVisit
from tests.offices import SmallCase, new_office, reopen, small_case
from tests.statements import Recorded, recorded
from tui_app.i18n.visit_words import visit_words

WORDS = visit_words("fi")
TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
WALL = dt.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 — a wall time
LATER = dt.datetime(2026, 11, 30, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def told(casebook: Casebook, small: SmallCase) -> SmallCase:
    """Put into the planned meeting, and into a held one, what is and is not for the client."""
    agree, add = casebook.minutes.add_agreement, casebook.minutes.add_entry
    agree(
        small.meeting, "Testi soittaa Kelaan", NOW, doer_id=small.worker, due=dt.date(2026, 12, 2)
    )
    agree(small.meeting, "Sisäinen asia", NOW, doer_id=small.worker, tier="own")
    add(small.meeting, "Saanko puhelimen?", NOW, kind="question", tier="shared",
        speaker_id=small.client)  # fmt: skip
    add(small.meeting, "Mitä äiti pelkää?", NOW, kind="question", tier="own")
    casebook.actions.add(small.case, "Hoida henkilökortti", owner_id=small.client)
    casebook.actions.add(small.case, "Selvitä taustat", owner_id=small.worker)
    return small


def shown(casebook: Casebook, small: SmallCase) -> ShownVisit:
    """Return the client's side."""
    return casebook.visits.sheet(small.case, TODAY).shown


def test_the_client_sees_what_is_theirs(casebook: Casebook, told: SmallCase) -> None:
    """Agenda, agreements, questions and own steps; a name is a letter; nothing of the office's."""
    seen = shown(casebook, told)
    assert seen.agenda == ("Avaus", "Asuminen", "Raha")
    assert [one.text for one in seen.agreed] == ["T. soittaa Kelaan"]
    assert seen.questions == ("Saanko puhelimen?",)
    assert [one.text for one in seen.steps] == ["T. soittaa Kelaan", "Hoida henkilökortti"]
    text = str(seen)
    assert not any(word in text for word in ("Sisäinen", "taustat", "pelkää", "Testi", "K-0001"))


def test_a_protected_person_is_not_there_at_all(casebook: Casebook, told: SmallCase) -> None:
    """The sentence that names one goes whole."""
    casebook.minutes.add_agreement(told.meeting, "Aino hakee. Avain portilta.", NOW)
    casebook.bases.protect(told.case, told.mother)
    assert "Avain portilta." in [one.text for one in shown(casebook, told).agreed]
    assert told.mother not in {one.id for one in casebook.visits.people(told.case)}


def test_showing_stands_in_the_disclosure_log(casebook: Casebook, told: SmallCase) -> None:
    """A screen turned to the client is a way out, logged as one."""
    casebook.visits.show(told.case)
    (line,) = casebook.disclosures.lines(case_id=told.case)
    assert (line.way, line.what) == ("view", "visit screen")


def test_another_persons_case_asks_why(casebook: Casebook, told: SmallCase) -> None:
    """Without a reason it is not opened."""
    with casebook.change("case.edit") as change:
        from storage.records.cases import Case

        change.edit(Case, told.case, owner_id=b"x" * 16)
    casebook._opened.clear()  # as after an opening of the vault
    with pytest.raises(ReasonNeeded):
        casebook.visits.open("K-0001")
    assert casebook.visits.open("K-0001", "sijainen") == told.case


# --- one case in every statement ----------------------------------------------------------------


def whole_visit(casebook: Casebook, small: SmallCase, folder: Path) -> None:
    """Do everything that a visit can do."""
    casebook.narrow()
    case_id = casebook.visits.open("K-0001")
    casebook.visits.sheet(case_id, TODAY)
    casebook.visits.show(case_id)
    casebook.drafts.keep(draft_place(case_id), "puoli r")
    casebook.visits.ask(case_id, "Milloin avaimet?", NOW)
    casebook.visits.agree(case_id, LateAgreement("Avaimet portilta", small.client), NOW)
    casebook.undo()
    casebook.redo()
    casebook.visits.end(case_id, NOW)
    casebook.visits.write_late(case_id, LateVisit(WALL, present=(small.client,)), LATER)
    for paper in (PACK, CELL):
        casebook.visits.write(case_id, paper, "txt", WORDS, folder)
    casebook.drafts.lines(f"late/{case_id.hex()}")


@pytest.fixture
def visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Make an office of three cases; answer with what names another in a visit of the first."""
    office = new_office(tmp_path / "office")
    small = small_case(office)
    others = [office.cases.open_case("Muukalainen", f"Toinen{n}") for n in "ab"]
    for other in others:
        meeting = office.meetings.plan(other, starts=WALL, place="Muualla")
        office.minutes.add_agreement(meeting, "Muu asia", NOW)
        office.actions.add(other, "Muu tehtävä", due=TODAY)
        office.drafts.keep(f"case/{other.hex()}/summary", "Muu luonnos")
    clients = [office.cases.read(other).client_id for other in others]
    office.close()

    def run() -> list[str]:
        with recorded(monkeypatch) as kept:
            opened = reopen(tmp_path / "office")
            try:
                whole_visit(opened, small, tmp_path)
            finally:
                opened.close()
        assert_recorded(kept, small)
        return kept.naming((*others, *clients), ("Muukalainen", "Toinen", "Muu ", "K-0002"))

    return run


def assert_recorded(kept: Recorded, small: SmallCase) -> None:
    """Hold the record to what the visit itself did, in statements and rows: it is not deaf."""
    assert kept.naming((small.case,), ()), "the visit's own case"
    assert any("puoli r" in said for said in kept.statements)
    assert kept.rows


def test_no_statement_of_a_visit_names_another_case(visit: Callable[[], list[str]]) -> None:
    """From the opening of the vault to its end: no other id, name, text or number, in or out."""
    assert visit() == []


def test_one_would_without_the_bound_case(
    visit: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: where the case is not bound, other cases' meetings are read."""
    unbound = meetings._OF_CASE.replace("m.case_id = :case", "(:case = :case)")
    monkeypatch.setattr(meetings, "_OF_CASE", unbound)
    assert visit()


def test_a_narrow_casebook_has_no_other_desk(casebook: Casebook, small: SmallCase) -> None:
    """What was spoken to before is gone too; without narrowing it is there."""
    assert casebook.cases.line(small.case).label == "K-0001"
    casebook.narrow()
    for desk in ("cases", "today", "search", "people", "meetings", "delivery", "actions"):
        with pytest.raises(AttributeError):
            getattr(casebook, desk)
    assert casebook.visits.open("k1") == small.case


# --- during and after ---------------------------------------------------------------------------


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


# --- on paper -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_pack_holds_what_is_worked_on(
    casebook: Casebook, told: SmallCase, tmp_path: Path, language: str
) -> None:
    """Agenda, question, agreement with empty lines, step; as text and in large print; logged."""
    words = visit_words(language)
    text = casebook.visits.preview(told.case, PACK, "txt", words).decode()
    for part in ("Asuminen", "Saanko puhelimen?", "T. soittaa Kelaan", "Hoida", "________"):
        assert part in text, part
    assert not any(word in text for word in ("Esimerkki", "Malli", "K-0001", "Testi", "Sisäinen"))
    path = casebook.visits.write(told.case, PACK, "pdf", words, tmp_path, is_large=True)
    assert path.read_bytes().startswith(b"%PDF")
    (line,) = casebook.disclosures.lines(case_id=told.case)
    assert (line.way, line.what) == ("print", "visit-pack pdf")


def test_the_cell_safe_copy_tells_nothing_to_others(casebook: Casebook, told: SmallCase) -> None:
    """Neutral title, no name, offence, treatment, number or address; the harmless is there."""
    for text in (
        "Tuomio luetaan yhdessä", "Päihdehoito jatkuu", "Soita 040 123 4567", "Aino hakee sinut",
        "Avaimet 3.12.",
    ):  # fmt: skip
        casebook.minutes.add_agreement(told.meeting, text, NOW)
    text = casebook.visits.preview(told.case, CELL, "txt", WORDS).decode()
    assert "Avaimet 3.12." in text
    assert text.startswith("Muistilista\n")
    for word in (
        *("Tuomio", "hoito", "040", "Aino", "A. hakee", "Malli", "Esimerkki", "K-0001"),
        *("asiakas", "vankila", "Keksilä"),
    ):
        assert word.lower() not in text.lower(), word
    assert WORDS.files[CELL] == "muistilista"


def test_the_cell_copy_would_tell_without_the_rule(
    casebook: Casebook, told: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: with the rule taken away the treatment stands in the copy."""
    casebook.minutes.add_agreement(told.meeting, "Päihdehoito jatkuu", NOW)
    from storage.casebook import visit_paper

    monkeypatch.setattr(visit_paper, "cell_safe", lambda text, _stems: (text, 0))
    assert "Päihdehoito" in casebook.visits.preview(told.case, CELL, "txt", WORDS).decode()
