"""An edit replaces what its author saw: what came from elsewhere meanwhile is kept beside it."""

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.casebook.gathering import Gathering
from storage.errors import RecordMissing
from tests.storage.casebook.two_devices import carry, known_to_both, living, look

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

FIELDS = ("family_name", "given_name", "called", "title", "phone", "email", "note")
FIELD = st.sampled_from(FIELDS)
WORD = st.sampled_from(("", "yksi", "kaksi", "kolme"))
Edit = tuple[str, str]


def both_stand(two: "tuple[Casebook, Casebook]", mine: list[Edit], theirs: list[Edit]) -> None:
    """Edit a person in a form that was opened before the other device's edits came in."""
    here, there = two
    person = known_to_both(here, there)
    before = here.people.read(person).model_dump()
    seen = look(here, person)
    for field, word in theirs:
        told: dict[str, Any] = {field: f"{before[field]}{word}"}
        there.people.edit(person, **told)
    carry(there, here)
    for field, word in mine:
        here.people.edit(person, seen=seen, **{field: f"{before[field]}{word}"})
    carry(here, there)
    for casebook in two:
        kept = casebook.people.read(person).model_dump()
        for field, word in {*dict(mine).items(), *dict(theirs).items()}:
            if word:
                value = f"{before[field]}{word}"
                assert value in {kept[field], *living(casebook, person, field)}


@settings(max_examples=30, deadline=None)
@given(
    mine=st.lists(st.tuples(FIELD, WORD), min_size=1, max_size=3),
    theirs=st.lists(st.tuples(FIELD, WORD), min_size=1, max_size=3),
)
def test_what_both_wrote_stands(
    two: "tuple[Casebook, Casebook]", mine: list[Edit], theirs: list[Edit]
) -> None:
    """Whatever a form saves over values that came in unseen, both devices keep every last word."""
    both_stand(two, mine, theirs)


def test_without_the_heads_a_value_is_lost(
    two: "tuple[Casebook, Casebook]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: an edit that forgets what its author saw replaces what came in unseen."""
    edit = Gathering.edit

    def forgetful(self: Gathering, table: Any, record: bytes, **fields: Any) -> Any:  # noqa: ANN401
        return edit(self, table, record, **{**fields, "seen": None})

    monkeypatch.setattr(Gathering, "edit", forgetful)
    with pytest.raises(AssertionError):
        both_stand(two, mine=[("phone", "yksi")], theirs=[("phone", "kaksi")])


def test_one_does_not_conflict_with_oneself(casebook: "Casebook") -> None:
    """One form saves again and again, undoes and redoes, and is never in conflict."""
    person = casebook.people.add(given_name="Aino", family_name="Keksitty")
    seen = look(casebook, person)
    for number in range(3):
        casebook.people.edit(person, seen=seen, given_name=f"Aino {number}")
        casebook.people.edit(person, seen=seen, family_name=f"Keksitty {number}")
        casebook.people.edit(person, seen=seen, note=f"muistiinpano {number}")
    kept = casebook.people.read(person)
    assert (kept.given_name, kept.family_name) == ("Aino 2", "Keksitty 2")
    for turn in (casebook.undo, casebook.undo, casebook.redo):
        turn()
        casebook.people.edit(person, seen=seen, called="Aikku")
        casebook.undo()
    casebook.people.edit(person, seen=seen, note="viimeinen")
    assert casebook.people.read(person).note == "viimeinen"
    assert casebook.conflicts.lines() == ()


def test_a_second_save_over_what_was_not_seen_leaves_it_standing(
    two: "tuple[Casebook, Casebook]",
) -> None:
    """The form goes on with its own value; the other one still stands beside it."""
    here, there = two
    person = known_to_both(here, there)
    seen = look(here, person)
    there.people.edit(person, phone="toinen")
    carry(there, here)
    here.people.edit(person, seen=seen, phone="oma")
    here.people.edit(person, seen=seen, phone="oma, korjattu")
    assert living(here, person, "phone") == {"oma, korjattu", "toinen"}


def test_what_a_decision_undone_brings_back_is_not_lost(
    two: "tuple[Casebook, Casebook]",
) -> None:
    """A form that showed one side goes on with that side; the other one stays."""
    here, there = two
    person = known_to_both(here, there)
    there.people.edit(person, phone="toinen")
    here.people.edit(person, phone="oma")
    carry(there, here)
    shown = here.people.read(person).phone
    (line,) = (one for one in here.conflicts.lines() if one.record_id == person)
    seen = look(here, person)
    here.conflicts.resolve(person, line.group, line.sides[0].op)
    here.undo()
    here.people.edit(person, seen=seen, phone="uusi")
    assert living(here, person, "phone") == {"uusi", "oma", "toinen"} - {shown}


def test_typing_in_what_another_device_deleted_is_a_conflict(
    two: "tuple[Casebook, Casebook]",
) -> None:
    """What was typed stands again, with the rest as it was seen, until a person decides."""
    here, there = two
    person = known_to_both(here, there)
    seen = look(here, person)
    there.people.remove(person)
    carry(there, here)
    with pytest.raises(RecordMissing):
        here.people.edit(person, phone="ilman")
    here.people.edit(person, seen=seen, phone="kirjoitettu")
    (line,) = (one for one in here.conflicts.lines() if one.record_id == person)
    kept = here.people.read(person)
    assert line.what == "deletion"
    assert (kept.family_name, kept.phone) == ("Keksitty", "kirjoitettu")


def test_typing_in_what_this_device_deleted_is_refused(casebook: "Casebook") -> None:
    """One's own deletion was seen: no late save of a form brings the record back."""
    person = casebook.people.add(given_name="Aino", family_name="Keksitty")
    seen = look(casebook, person)
    casebook.people.remove(person)
    with pytest.raises(RecordMissing):
        casebook.people.edit(person, seen=seen, phone="kirjoitettu")
