"""Doubled people and organisations: merged, followed everywhere, and taken apart again."""

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.casebook import same
from storage.errors import Invalid

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

DAY = dt.date(2026, 11, 24)


def everything(casebook: "Casebook", case: bytes) -> list[Any]:
    """Return what every list and picker shows of people and organisations."""
    book = casebook
    meeting = book.meetings.lines(0, 1)[0].id
    return [
        book.people.lines(0, -1),
        book.people.lines(0, -1, case_id=case),
        book.people.count(),
        book.people.pick("testi", case_id=case),
        book.organisations.lines(0, -1),
        book.organisations.count(),
        book.network.lines(case),
        book.network.suggested(case),
        book.actions.lines(),
        book.contact_attempts.lines(case),
        book.minutes.sheet(meeting),
        book.receivers.lines(case),
        book.receivers.pick(case, "testi"),
        book.services.lines(),
        book.practice_cards.lines(),
        book.bases.sheet(case, DAY),
        book.gate.shielded(case, today=DAY),
        book.merging.merged(),
        {hit.record_id for hit in book.search.find("testi").hits},
    ]


def test_every_list_shows_the_one_that_is_kept(
    casebook: "Casebook", small: "SmallCase", twin: bytes
) -> None:
    """One row in the directory; ties, action items, contacts and minutes name the kept one."""
    casebook.merging.merge("person", small.worker, twin)
    (line,) = casebook.people.pick("testi testi")
    assert (line.id, line.phone, line.email) == (
        small.worker, "050 000 0009", "testi@esimerkki.example",
    )  # fmt: skip
    assert not line.alike
    ties = [one for one in casebook.network.lines(small.case) if one.person_id == small.worker]
    assert {one.name for one in ties} == {"Testi Testinen"}
    assert {one.role for one in ties} == {"omatyöntekijä", "velkaneuvoja"}
    (action,) = casebook.actions.lines()
    assert (action.owner_id, action.owner) == (small.worker, "Testi Testinen")
    assert casebook.contact_attempts.lines(small.case)[0].person == "Testi Testinen"
    assert casebook.minutes.sheet(small.meeting).entries[-1].speaker == "Testi Testinen"
    assert twin not in {hit.record_id for hit in casebook.search.find("testinen").hits}
    assert casebook.people.read(twin).id == small.worker
    with casebook.read() as connection:
        assert same.read(connection) == {twin: small.worker}


def test_an_organisation_is_followed_too(
    casebook: "Casebook", small: "SmallCase", twin: bytes
) -> None:
    """Its people, services and cards are the kept one's; its name still finds it."""
    other = casebook.people.read(twin).organisation_id
    assert other is not None
    casebook.merging.merge("organisation", small.organisation, other)
    (house,) = casebook.organisations.lines()
    assert (house.id, house.people, house.phone) == (small.organisation, 2, "020 000")
    assert len(casebook.people.of_organisation(small.organisation)) == 2
    assert casebook.organisations.find_by_name("esimerkkilän hva") == small.organisation
    (service,) = casebook.services.of_organisation(small.organisation)
    assert service.organisation == "Esimerkkilän hyvinvointialue"
    assert casebook.practice_cards.find(organisation=small.organisation)[0].whose == house.name
    casebook.organisations.remove(small.organisation)
    assert casebook.organisations.count() == 0


def test_undo_and_taking_apart_bring_everything_back(
    casebook: "Casebook", small: "SmallCase", twin: bytes
) -> None:
    """Merge and undo, merge and apart: every list is what it was; lent details went back."""
    before = everything(casebook, small.case)
    casebook.merging.merge("person", small.worker, twin)
    assert everything(casebook, small.case) != before
    casebook.undo()
    assert everything(casebook, small.case) == before
    casebook.redo()
    casebook.merging.apart("person", twin)
    assert everything(casebook, small.case) == before
    with pytest.raises(Invalid, match="not-merged"):
        casebook.merging.apart("person", twin)


def test_what_was_changed_meanwhile_is_not_given_back(
    casebook: "Casebook", small: "SmallCase", twin: bytes
) -> None:
    """Two of one name merged by mistake: the number corrected since stays, the e-mail goes."""
    casebook.merging.merge("person", small.worker, twin)
    casebook.people.edit(small.worker, phone="050 000 0001")
    casebook.merging.apart("person", twin)
    worker = casebook.people.read(small.worker)
    assert (worker.phone, worker.email) == ("050 000 0001", "")
    assert casebook.people.read(twin).phone == "050 000 0009"


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_merges_undone_backwards_leave_no_trace(
    casebook: "Casebook", small: "SmallCase", twin: bytes, data: st.DataObject
) -> None:
    """Random merges over people and organisations, then as many undos: nothing happened."""
    before = everything(casebook, small.case)
    people = [line.id for line in casebook.people.lines(0, -1)]
    houses = [line.id for line in casebook.organisations.lines(0, -1)]
    pairs = data.draw(st.lists(st.tuples(st.booleans(), st.randoms()), min_size=1, max_size=4))
    done = 0
    for is_person, chance in pairs:
        kind, those = ("person", people) if is_person else ("organisation", houses)
        kept, gone = chance.choice(those), chance.choice(those)
        try:
            casebook.merging.merge(kind, kept, gone)
        except Invalid:
            continue
        done += 1
        shown = {line.id for line in casebook.people.lines(0, -1)}
        assert shown <= set(people)
    for _ in range(done):
        casebook.undo()
    assert everything(casebook, small.case) == before


def test_doubles_are_suggested_and_never_merged_by_themselves(
    casebook: "Casebook", small: "SmallCase", twin: bytes
) -> None:
    """By name, number and address; the same organisation with one word too; each pair once."""
    kela = [casebook.organisations.add(name=name) for name in ("Kela", "KELA")]
    pairs = casebook.merging.pairs()
    found = {(pair.kind, frozenset((pair.first_id, pair.second_id))) for pair in pairs}
    assert ("person", frozenset((small.worker, twin))) in found
    assert ("organisation", frozenset(kela)) in found
    assert len(found) == len(pairs)
    assert casebook.merging.merged() == ()
    casebook.merging.merge("organisation", *kela)
    assert all(pair.kind == "person" for pair in casebook.merging.pairs())
    assert casebook.merging.are_together(small.worker, twin)


def test_every_statement_asks_who_stands_for_whom() -> None:
    """A name is joined through ``same.person`` or ``same.organisation``; only a client is not."""
    plain = re.compile(r"JOIN (?:person|organisation) (\w+) ON \1\.id = (?!c\.client_id)(\S+)")
    folder = Path(same.__file__).parent
    found = {
        f"{path.name}: {match[0]}"
        for path in folder.glob("*.py")
        if path.name not in {"same.py", "merging.py", "one_card.py", "gate.py"}
        for match in plain.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()
