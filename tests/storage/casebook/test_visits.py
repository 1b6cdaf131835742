"""A visit: one case in every statement, and no name on the screen that the client is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.casebook import meetings
from storage.casebook.casebook import Casebook
from storage.casebook.visits import CELL, PACK, draft_place
from storage.errors import ReasonNeeded
from storage.lines.visits import LateAgreement, LateVisit, ShownVisit
from tests.offices import SmallCase, new_office, reopen, small_case
from tests.statements import Recorded, recorded
from tests.storage.casebook.visiting import LATER, NOW, TODAY, WALL, tell
from tui_app.i18n.visit_words import visit_words

WORDS = visit_words("fi")


@pytest.fixture
def told(casebook: Casebook, small: SmallCase) -> SmallCase:
    """Lend the small case with what was said in it."""
    return tell(casebook, small)


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
