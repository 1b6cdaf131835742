"""Every desk hands on what its author saw; the feed and the use log know of it."""

import datetime as dt
from operator import attrgetter
from typing import TYPE_CHECKING

import pytest

from storage.errors import UndoGone
from storage.records.actions import ActionState
from tests.offices import SmallCase, small_case
from tests.storage.casebook.two_devices import carry, known_to_both, living, look

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.change import Changed

NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)


def test_the_feed_tells_once_that_a_save_stands_beside_another(
    two: "tuple[Casebook, Casebook]",
) -> None:
    """Only the save that made the conflict says so; an edit of another field does not."""
    here, there = two
    person = known_to_both(here, there)
    seen = look(here, person)
    there.people.edit(person, phone="toinen")
    carry(there, here)
    heard: list[Changed] = []
    stop = here.feed.subscribe(heard.append)
    here.people.edit(person, seen=seen, email="aino@keksitty.example")
    here.people.edit(person, seen=seen, phone="oma")
    here.people.edit(person, seen=look(here, person), phone="oma, korjattu")
    stop()
    assert [changed.is_beside for changed in heard] == [False, True, False]


def test_what_is_opened_while_looking_is_logged_before_it_is_shown(casebook: "Casebook") -> None:
    """The log line is there when the reading ends; a reading that is refused leaves none."""
    person = casebook.people.add(given_name="Aino", family_name="Keksitty")
    before = casebook.log.count()

    def refused() -> None:
        with casebook.looking():
            casebook.people.read(person)
            raise UndoGone

    with pytest.raises(UndoGone):
        refused()
    assert casebook.log.count() == before
    look(casebook, person)
    look(casebook, person)
    assert casebook.log.count() == before + 1


def _made(casebook: "Casebook", small: SmallCase) -> tuple[tuple[bytes, str, str], ...]:
    """Return for each desk a record, its edit, and a field."""
    minutes, item = casebook.minutes, casebook.minutes.sheet(small.meeting).agenda[0].id
    entry = minutes.add_entry(small.meeting, "sanottu", NOW)
    agreed = minutes.add_agreement(small.meeting, "sovittu", NOW)
    action = casebook.actions.add(small.case, "tehtävä")
    attending = minutes.sheet(small.meeting).attendance[0].id
    return (
        (small.case, "cases.edit", "wishes"),
        (casebook.cases.releases(small.case)[0].id, "cases.edit_release", "source"),
        (small.organisation, "organisations.edit", "phone"),
        (casebook.network.lines(small.case)[0].id, "network.edit", "why"),
        (small.meeting, "meetings.edit", "place"),
        (attending, "meetings.mark", "note"),
        (item, "meetings.edit_item", "title"),
        (entry, "minutes.edit_entry", "text"),
        (agreed, "minutes.edit_agreement", "text"),
        (action, "actions.edit", "note"),
    )


def test_every_desk_keeps_what_was_not_seen(two: "tuple[Casebook, Casebook]") -> None:
    """Cases, directory, network, meetings, minutes and action items all hand the heads on."""
    here, there = two
    for record, edit, field in _made(here, small_case(here)):
        carry(here, there)
        seen = here.heads(record)
        attrgetter(edit)(there)(record, **{field: "toinen"})
        carry(there, here)
        attrgetter(edit)(here)(record, seen=seen, **{field: "oma"})
        assert living(here, record, field) == {"oma", "toinen"}, edit


def test_marking_an_action_item_keeps_what_was_not_seen(
    two: "tuple[Casebook, Casebook]",
) -> None:
    """How it stands is written over what its author saw, with its reason."""
    here, there = two
    action = here.actions.add(small_case(here).case, "tehtävä")
    carry(here, there)
    seen = here.heads(action)
    there.actions.mark([action], ActionState.DROPPED, reason="toinen")
    carry(there, here)
    here.actions.mark([action], ActionState.WAITING, reason="oma", seen=seen)
    assert living(here, action, "reason") == {"oma", "toinen"}
