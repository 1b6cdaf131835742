"""The directory of services: found by life area and county, old facts named as such."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.errors import Invalid, RecordMissing

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

TODAY = dt.datetime.now().astimezone().date()


@pytest.fixture
def found(casebook: "Casebook") -> "Casebook":
    """Lend a directory with three services."""
    house = casebook.organisations.add(name="Mallilan asuntosäätiö", sector="housing")
    add = casebook.services.add
    add(name="Ensiaskel", kind="housing", organisation_id=house, county="PS", areas="housing")
    add(name="Velkaneuvo", kind="guidance", areas="debt income", low_threshold=True)
    add(name="Naapurin tupa", kind="meeting-place", county="KS", areas="leisure housing")
    return casebook


def test_services_are_found_by_life_area_and_county(found: "Casebook") -> None:
    """A county's own come first, those of the whole country are there for every county."""

    def names(**asked: str) -> list[str]:
        return [line.name for line in found.services.find(**asked)]

    assert names(area="housing", county="PS") == ["Ensiaskel"]
    assert names(area="debt", county="PS") == ["Velkaneuvo"]
    assert names(county="KS") == ["Naapurin tupa", "Velkaneuvo"]
    assert names(area="hous") == []
    (line,) = found.services.find(area="housing", county="PS")
    assert (line.organisation, line.sector, line.areas) == (
        "Mallilan asuntosäätiö", "housing", ("housing",),
    )  # fmt: skip


def test_services_are_picked_by_any_word_of_theirs(found: "Casebook") -> None:
    """By name, organisation, and what the county is called in any language."""
    for words in ("ensi", "asuntosaatio", "pohjois-savo", "savolax"):
        assert [line.name for line in found.services.pick(words)] == ["Ensiaskel"], words


def test_what_nobody_has_checked_for_a_year_is_to_be_checked(found: "Casebook") -> None:
    """New: to be checked; checked today: not; a year and a day ago: again."""
    (line,) = found.services.pick("Velkaneuvo")
    assert line.is_stale
    found.services.mark_checked(line.id)
    (line,) = found.services.pick("Velkaneuvo")
    assert (line.is_stale, line.checked_by) == (False, found.me.person)
    found.services.mark_checked(line.id, today=TODAY - dt.timedelta(days=366))
    assert found.services.pick("Velkaneuvo")[0].is_stale
    found.undo()
    assert not found.services.pick("Velkaneuvo")[0].is_stale


def test_a_service_is_searched_edited_and_taken_back(found: "Casebook") -> None:
    """It needs a name; its words are found; undo brings it back; opening it is logged once."""
    with pytest.raises(Invalid):
        found.services.add(name=" ")
    (line,) = found.services.pick("tupa")
    found.services.edit(line.id, eligibility="kaikille keksityille")
    assert [hit.record_id for hit in found.search.find("keksityille").hits] == [line.id]
    found.services.remove(line.id)
    with pytest.raises(RecordMissing):
        found.services.read(line.id)
    found.undo()
    assert found.services.read(line.id).eligibility == "kaikille keksityille"
    assert found.services.count() == 3


def test_practice_cards_say_how_a_county_a_prison_or_a_service_works(found: "Casebook") -> None:
    """A card is found by its county, by the organisation and by the service it is about."""
    (line,) = found.services.pick("Ensiaskel")
    house, cards = line.organisation_id, found.practice_cards
    cards.add(name="Pohjois-Savo", county="PS", words="Soita ensin aikuissosiaalityöhön.")
    cards.add(about="prison", name="Keksilän vankila", organisation_id=house)
    cards.add(about="service", name="Ensiaskel", service_id=line.id)
    assert [card.name for card in cards.find("PS")] == ["Pohjois-Savo"]
    assert [card.name for card in cards.find(organisation=house)] == ["Keksilän vankila"]
    assert [card.whose for card in cards.find(service=line.id)] == ["Ensiaskel"]
    assert [card.name for card in cards.pick("soita")] == ["Pohjois-Savo"]
    assert cards.find() == ()
    (one,) = cards.find("PS")
    cards.mark_checked(one.id)
    cards.edit(one.id, contact="vaihde")
    assert (cards.find("PS")[0].is_stale, cards.read(one.id).contact) == (False, "vaihde")
    cards.remove(one.id)
    assert cards.count() == 2


def test_what_the_package_knows_is_written_only_when_accepted(casebook: "Casebook") -> None:
    """Looking writes nothing; accepting is one change; what is here already is left as it is."""
    own = casebook.organisations.add(name="KELA", sector="state", phone="020 000")
    offered = casebook.directory_seed.lines("fi")
    assert casebook.services.count() == 0
    assert [line.key for line in offered if line.is_here] == ["kela"]
    count = casebook.directory_seed.accept("fi")
    assert count == len(offered) - 1
    assert all(line.is_here for line in casebook.directory_seed.lines("sv"))
    assert casebook.directory_seed.accept("sv") == 0
    (income,) = [line for line in casebook.services.find("income") if line.organisation == "KELA"]
    assert (income.organisation_id, income.is_stale) == (own, True)
    assert {line.county for line in casebook.services.find("income", "PS")} == {"PS", ""}
    casebook.undo()
    assert (casebook.services.count(), casebook.organisations.count()) == (0, 1)


def test_a_part_of_the_seed_is_taken(casebook: "Casebook") -> None:
    """A service without its organisation; the name is in the language asked for."""
    seed = casebook.directory_seed
    assert seed.accept("sv", {"debt-advice"}) == 1
    (line,) = casebook.services.lines()
    assert (line.name, line.organisation_id) == ("Ekonomi- och skuldrådgivning", None)
    assert {one.key for one in seed.lines("fi") if one.is_here} == {"debt-advice"}
