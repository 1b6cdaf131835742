"""The directory's services and practice cards by keys."""

import pytest

from storage.casebook.casebook import Casebook
from tests.tui_app.stage import on_stage, press, settled, text_of

HOSTILE = "[/b][@click=app.bell]x"


async def test_what_nivel_knows_is_brought_in_filtered_checked_and_edited(
    casebook: Casebook,
) -> None:
    """From an empty tab: i, b; filter as one types; t; the form saves itself; u takes back."""
    async with on_stage(None, casebook) as pilot:
        await pilot.app.switch_mode("people")
        await settled(pilot)
        await press(pilot, "3")
        assert "Ei vielä palveluja" in text_of(pilot)
        await press(pilot, "i")
        assert "Mitä Nivel tietää" in text_of(pilot)
        assert casebook.services.count() == 0
        await press(pilot, "b")
        assert "tarkistettavia" in text_of(pilot)
        await press(pilot, "escape", "3", "slash", *"velka xx")
        assert "Talous" not in text_of(pilot)
        await press(pilot, "backspace", "backspace", "backspace", "enter")
        assert "! tarkistettava" in text_of(pilot)
        assert "Talous- ja velkaneuvonta" in text_of(pilot)
        await press(pilot, "t")
        assert "tarkistettu" in text_of(pilot)
        (line,) = casebook.services.find("debt")
        assert (line.is_stale, line.checked_by) == (False, casebook.me.person)
        await press(pilot, "enter", "end", *"!", "tab", "escape")
        assert casebook.services.find("debt")[0].name.endswith("!")
        await press(pilot, "u", "u")
        assert casebook.services.find("debt")[0].is_stale


async def test_a_service_is_added_with_its_county_areas_and_organisation(
    casebook: Casebook,
) -> None:
    """What is chosen from lists is kept until Ctrl+S, with the words; hostile text stays text."""
    house = casebook.organisations.add(name="Mallila", sector="ngo")
    async with on_stage(None, casebook) as pilot:
        await pilot.app.switch_mode("people")
        await settled(pilot)
        await press(pilot, "3", "n", *HOSTILE, "tab", "right", "tab")
        await press(pilot, "enter", "space", "down", "space", "enter")  # housing, debt
        await press(pilot, "tab", "enter", *"malli", "enter")
        await press(pilot, "tab", "enter", *"pohjois-sav", "enter")
        assert HOSTILE in text_of(pilot)
        assert "Pohjois-Savon hyvinvointialue" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert HOSTILE in text_of(pilot)
        (line,) = casebook.services.lines()
        assert (line.name, line.county, line.organisation_id) == (HOSTILE, "PS", house)
        assert len(line.areas) == 2
        await press(pilot, "enter", "tab", "tab", "tab", "tab", "backspace", "escape")
        assert casebook.services.lines()[0].county == ""
        assert casebook.services.lines()[0].organisation_id == house
        await press(pilot, "x")
        assert casebook.services.count() == 0
        await press(pilot, "u")
        assert casebook.services.count() == 1


async def test_practice_cards_are_written_and_found(casebook: Casebook) -> None:
    """A card about a service; its words are in the list, in the search and in the filter."""
    service = casebook.services.add(name="Ensiaskel")
    async with on_stage(None, casebook) as pilot:
        await pilot.app.switch_mode("people")
        await settled(pilot)
        await press(pilot, "4", "n", *"Ensiaskeleen ovi", "tab", "right", "right", "tab", "tab")
        await press(pilot, "tab", "enter", *"ensi", "enter", "tab", *"Koputa kahdesti", "ctrl+s")
        (card,) = casebook.practice_cards.find(service=service)
        assert (card.about, card.words) == ("service", "Koputa kahdesti")
        assert "Koputa kahdesti" in text_of(pilot)
        await press(pilot, "t")
        assert not casebook.practice_cards.lines()[0].is_stale
        await press(pilot, "enter")
        assert "Ensiaskel" in text_of(pilot)
        assert "Käytäntökortit > Ensiaskeleen ovi" in text_of(pilot).splitlines()[0]
    assert [hit.kind for hit in casebook.search.find("koputa").hits] == ["practice-card"]


@pytest.mark.parametrize("tab", ["1", "2"])
async def test_only_services_and_cards_are_checked(casebook: Casebook, tab: str) -> None:
    """On the other tabs the key says why it does nothing."""
    async with on_stage(None, casebook) as pilot:
        await pilot.app.switch_mode("people")
        await settled(pilot)
        await press(pilot, tab, "t")
        assert "vain palveluja" in text_of(pilot)
