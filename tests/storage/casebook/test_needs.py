"""Needs by life area, gaps, unmet needs; a section of their own that stays home unless shared."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.errors import Invalid, RecordMissing
from tests.offices import SmallCase, small_case
from tests.storage.casebook.exchanging import meet_in, share, two

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.needs import NeedLine

AREAS = 13


def line_of(casebook: "Casebook", small: SmallCase, area: str) -> "NeedLine":
    """Return the first need of an area."""
    return next(line for line in casebook.needs.lines(small.case) if line.area == area)


def worker_tie(casebook: "Casebook", small: SmallCase) -> bytes:
    """Return the worker's tie."""
    lines = casebook.network.lines(small.case)
    return next(line.id for line in lines if line.person_id == small.worker)


def test_every_area_is_there_asked_or_not(casebook: "Casebook", small: SmallCase) -> None:
    """Two aims and eleven areas; writing one, another of it, and taking both back."""
    lines = casebook.needs.lines(small.case)
    assert len(lines) == AREAS
    assert {(line.state, line.is_kept, line.gap) for line in lines} == {("not-asked", False, "")}
    assert [line.is_aim for line in lines[:3]] == [True, True, False]
    first = casebook.needs.set(small.case, "housing", state="needed", goal="Oma avain, oma ovi.")
    assert casebook.needs.set(small.case, "housing", words="vuokra-asunto") == first
    other = casebook.needs.add(small.case, "housing", words="vakuus")
    assert casebook.needs.add(small.case, "debt", state="declined") != other
    kept = [line for line in casebook.needs.lines(small.case) if line.is_kept]
    assert [(line.area, line.words, line.state) for line in kept] == [
        ("housing", "vuokra-asunto", "needed"), ("housing", "vakuus", "needed"),
        ("debt", "", "declined"),
    ]  # fmt: skip
    assert [hit.record_id for hit in casebook.search.find("avain").hits] == [first]
    casebook.needs.remove(other)
    casebook.needs.remove(first)
    assert line_of(casebook, small, "housing").state == "not-asked"
    assert casebook.search.find("avain").hits == ()
    casebook.undo()
    assert line_of(casebook, small, "housing").goal == "Oma avain, oma ovi."


def test_what_cannot_be_a_need_is_refused(casebook: "Casebook", small: SmallCase) -> None:
    """No such area, no such state, no such case, an actor of another case's network."""
    other = casebook.cases.open_case("Toinen", "Keksitty")
    tie = casebook.network.add(other, role="tukihenkilö")
    for area, fields in (("weather", {}), ("debt", {"state": "loved"}), ("debt", {"tie_id": tie})):
        with pytest.raises(Invalid):
            casebook.needs.set(small.case, area, **fields)
    with pytest.raises(RecordMissing):
        casebook.needs.set(b"x" * 16, "debt")
    assert not any(line.is_kept for line in casebook.needs.lines(small.case))


def test_a_gap_is_closed_by_somebody_named(casebook: "Casebook", small: SmallCase) -> None:
    """Nobody, a service only, an open role, a named worker; gone from the network, it gapes."""
    need = casebook.needs.set(small.case, "housing", state="needed")

    def gap() -> str:
        return line_of(casebook, small, "housing").gap

    assert gap() == "nobody"
    service = casebook.services.add(name="Ensiaskel", areas="housing")
    casebook.needs.edit(need, service_id=service)
    assert gap() == "service-only"
    casebook.needs.edit(need, tie_id=casebook.network.add(small.case, role="asumisohjaaja"))
    assert gap() == "role-open"
    tie = worker_tie(casebook, small)
    casebook.needs.edit(need, tie_id=tie)
    assert (gap(), line_of(casebook, small, "housing").actor) == ("", "Testi Testinen")
    casebook.network.edit(tie, until=dt.date(2020, 1, 1))
    assert gap() == "left"
    casebook.undo()
    casebook.network.remove(tie)
    assert gap() == "left"
    casebook.needs.edit(need, unmet=True)
    assert gap() == "unmet"
    casebook.needs.edit(need, state="done")
    assert gap() == ""


def test_the_network_of_nobody_leaves_every_need_a_gap(
    casebook: "Casebook", small: SmallCase
) -> None:
    """With suggestions of the directory near home first; another source may be handed in."""
    for line in casebook.network.lines(small.case):
        casebook.network.remove(line.id)
    casebook.cases.edit(small.case, home_municipality="Kuopio")
    casebook.services.add(name="Muualla", areas="housing", county="KS")
    casebook.services.add(name="Koko maassa", areas="housing debt")
    casebook.services.add(name="Lähellä", areas="housing", county="PS")
    casebook.needs.set(small.case, "housing", state="needed")
    casebook.needs.set(small.case, "debt", state="in-progress")
    found = [
        (line.need.area, [service.name for service in line.suggestions])
        for line in casebook.needs.gaps(small.case)
    ]
    assert found == [("housing", ["Lähellä", "Koko maassa"]), ("debt", ["Koko maassa"])]
    assert all(not line.suggestions for line in casebook.needs.gaps(small.case, lambda _area: ()))


def test_unmet_needs_are_counted_without_names(casebook: "Casebook") -> None:
    """Four clients are too few to be told, five are told, a closed case is not counted."""
    for number in range(5):
        assert all(line.clients is None for line in casebook.needs.unmet())
        case = casebook.cases.open_case("Malli", f"Esimerkki {number}", home_municipality="Kuopio")
        casebook.needs.set(case, "housing", state="needed", unmet=True, unmet_words="koiran kanssa")
    assert casebook.needs.unmet() == (("housing", 5, (("PS", 5),)),)
    casebook.cases.close(case, "muutti")
    assert casebook.needs.unmet() == (("housing", None, ()),)


def test_needs_stay_home_unless_shared(tmp_path: Path) -> None:
    """The network alone brings no need. Control: with the section named, the goal is there."""
    aino, bo = two(tmp_path)
    small = small_case(aino)
    aino.needs.set(small.case, "housing", state="needed", goal="Oma avain")
    share(aino, small.case, bo, "summary", "network")
    meet_in(tmp_path / "stick", aino, bo, times=2)
    assert len(bo.network.lines(small.case)) > 0
    assert not any(line.is_kept for line in bo.needs.lines(small.case))
    assert bo.search.find("avain").hits == ()
    share(aino, small.case, bo, "summary", "network", "needs")
    meet_in(tmp_path / "stick", aino, bo, times=2)
    assert line_of(bo, small, "housing").goal == "Oma avain"
    aino.close()
    bo.close()
