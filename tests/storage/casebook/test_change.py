"""One write path: what a change writes, undoes, logs and tells."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.errors import Invalid, ReasonNeeded, RecordMissing, UndoGone
from storage.records.cases import Case
from storage.records.identity import new_id
from storage.records.people import Person
from tests.offices import SmallCase

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.change import Changed

NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)


def test_a_refused_save_leaves_nothing(casebook: "Casebook", small: SmallCase) -> None:
    """A change in which one save is refused writes none of its saves, and no log line."""
    before = casebook.log.count()

    def two_saves() -> None:
        with casebook.change("test.two") as change:
            change.edit(Case, small.case, prison="Toinen vankila")
            change.edit(Case, small.case, phase="on-the-moon")

    with pytest.raises(Invalid) as refusal:
        two_saves()
    assert refusal.value.field == "phase"
    assert casebook.cases.line(small.case).prison == "Keksilän vankila"
    assert casebook.log.count() == before


def test_two_edits_of_one_record_in_one_change_add_up(
    casebook: "Casebook", small: SmallCase
) -> None:
    """The second edit inside a change stands on the first."""
    with casebook.change("test.two") as change:
        change.edit(Case, small.case, prison="Toinen vankila")
        change.edit(Case, small.case, home_municipality="Esimerkkilä")
    with casebook.read() as connection:
        row = connection.exec_driver_sql("SELECT prison, home_municipality FROM case_").one()
    assert tuple(row) == ("Toinen vankila", "Esimerkkilä")


def test_undo_and_redo_are_new_changes(casebook: "Casebook", small: SmallCase) -> None:
    """Undo puts the former value back, redo the later one; both are named and logged."""
    casebook.cases.edit(small.case, prison="Toinen vankila")
    assert casebook.undo() == "case.edit"
    assert casebook.cases.line(small.case).prison == "Keksilän vankila"
    assert casebook.redo() == "case.edit"
    assert casebook.cases.line(small.case).prison == "Toinen vankila"
    details = [line.detail for line in casebook.log.lines(case_id=small.case)[:2]]
    assert details == ["redo.case.edit", "undo.case.edit"]


def test_undoing_what_was_made_takes_it_away_and_keeps_the_log(casebook: "Casebook") -> None:
    """An undone case is gone from lists and search; what the log says stays."""
    case = casebook.cases.open_case("Malli", "Poistuva")
    casebook.undo()
    assert casebook.cases.count() == 0
    assert casebook.search.find("poistuva").hits == ()
    assert any(line.detail == "case.open" for line in casebook.log.lines())
    with pytest.raises(RecordMissing):
        casebook.cases.line(case)


def test_undo_is_refused_when_a_later_change_stands_on_it(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Undo never takes a later value with it."""
    casebook.cases.edit(small.case, prison="Toinen vankila")
    with casebook.change("test.silent", can_undo=False) as change:
        change.edit(Case, small.case, prison="Kolmas vankila")
    with pytest.raises(UndoGone):
        casebook.undo()
    assert casebook.cases.line(small.case).prison == "Kolmas vankila"


def test_the_feed_tells_after_the_write(casebook: "Casebook", small: SmallCase) -> None:
    """A listener hears the name, kinds and scopes, and can read what was written."""
    heard: list[tuple[Changed, str]] = []
    casebook.feed.subscribe(
        lambda changed: heard.append((changed, casebook.cases.line(small.case).prison))
    )
    casebook.cases.edit(small.case, prison="Toinen vankila")
    changed, prison = heard[0]
    assert (changed.what, prison) == ("case.edit", "Toinen vankila")
    assert {"case", "log-line"} == changed.kinds
    assert changed.scopes == {small.case}


def test_opening_is_logged_once(casebook: "Casebook", small: SmallCase) -> None:
    """Opening a meeting writes one line in the use log; painting it again writes none."""
    before = casebook.log.count(small.case)
    casebook.minutes.sheet(small.meeting)
    casebook.minutes.sheet(small.meeting)
    assert casebook.log.count(small.case) == before + 1


def test_another_owners_case_asks_for_the_reason(casebook: "Casebook", small: SmallCase) -> None:
    """Without a reason it stays shut; with one it opens and the reason is in the log."""
    with casebook.change("test.owner") as change:
        change.edit(Case, small.case, owner_id=bytes(16), owner_name="Joku Muu")
    casebook._opened.clear()
    for opening in (
        lambda: casebook.cases.read(small.case),
        lambda: casebook.minutes.sheet(small.meeting),
        lambda: casebook.people.read(small.mother),
        lambda: casebook.network.read(casebook.network.lines(small.case)[0].id),
    ):
        with pytest.raises(ReasonNeeded) as refusal:
            opening()
        assert refusal.value.case_id == small.case
    casebook.cases.read(small.case, reason="sijaistan")
    assert casebook.log.lines(case_id=small.case)[0].reason == "sijaistan"
    casebook._opened.clear()  # half an hour later, in the middle of the meeting
    assert casebook.minutes.sheet(small.meeting).agenda


def test_an_agreement_with_a_doer_bears_one_action_item(
    casebook: "Casebook", small: SmallCase
) -> None:
    """The action item follows the agreement's text, doer and day, and has a derived id."""
    agreement = casebook.minutes.add_agreement(
        small.meeting, "Soitetaan vuokranantajalle", NOW, doer_id=small.worker
    )
    casebook.minutes.edit_agreement(agreement, due=dt.date(2026, 11, 27))
    (action,) = casebook.actions.lines(case_id=small.case)
    assert (action.agreement_id, action.due) == (agreement, dt.date(2026, 11, 27))
    assert action.owner == "Testi Testinen"


def test_an_action_item_keeps_its_own_day_when_the_agreements_text_is_mended(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Only what changed in the agreement reaches the action item."""
    due = dt.date(2026, 11, 27)
    agreement = casebook.minutes.add_agreement(small.meeting, "Soitetan", NOW, due=due)
    (action,) = casebook.actions.lines(case_id=small.case)
    casebook.actions.edit(action.id, due=dt.date(2026, 11, 30))
    casebook.minutes.edit_agreement(agreement, text="Soitetaan")
    (action,) = casebook.actions.lines(case_id=small.case)
    assert (action.what, action.due) == ("Soitetaan", dt.date(2026, 11, 30))


def test_own_tier_moves_to_its_own_section(casebook: "Casebook", small: SmallCase) -> None:
    """An entry made one's own leaves the shared section; the shared one is deleted."""
    entry = casebook.minutes.add_entry(small.meeting, "Arka asia", NOW)
    moved = casebook.minutes.edit_entry(entry, tier="own")
    assert moved != entry
    (line,) = casebook.minutes.sheet(small.meeting).entries
    assert (line.id, line.tier) == (moved, "own")


def test_minutes_added_fast_add_up(casebook: "Casebook", small: SmallCase) -> None:
    """Each key counts from what is kept, not from what a screen still shows; none goes below 0."""
    item = casebook.minutes.sheet(small.meeting).agenda[0].id
    for by in (1, 1, -1, 1):
        casebook.meetings.lengthen(item, by)
    assert casebook.minutes.sheet(small.meeting).agenda[0].minutes == 7
    casebook.meetings.lengthen(item, -20)
    assert casebook.minutes.sheet(small.meeting).agenda[0].minutes == 0


def test_a_refused_record_is_left_as_it_was(casebook: "Casebook") -> None:
    """A save cleans the record it is given, unless it refuses it."""
    person = Person(id=new_id(), given_name="  Testi ", family_name="x" * 1000)
    with casebook.change("test.clean") as change:
        with pytest.raises(Invalid):
            change.save(person)
        assert person.given_name == "  Testi "
        person.family_name = "Testinen"
        assert change.save(person).given_name == "Testi"
