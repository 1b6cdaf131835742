"""People by keys: the two lists, the forms, the look-alike question, what hostile text does."""

from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from storage.casebook.casebook import Casebook
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.dialogs.alike import AlikeQuestion
from tui_app.screens.organisation import NewOrganisationScreen, OrganisationScreen
from tui_app.screens.people import PeopleScreen
from tui_app.screens.person import NewPersonScreen, PersonScreen


async def typed(pilot: Pilot[int], *texts: str) -> None:
    """Type each text and leave its field by Tab."""
    for text in texts:
        await pilot.press(*text, "tab")
    await settled(pilot)


@pytest.fixture
def organisation(casebook: Casebook) -> bytes:
    """Have one organisation and one person in it."""
    made = casebook.organisations.add(name="Esimerkkilän hyvinvointialue", sector="county")
    casebook.people.add(given_name="Testi", family_name="Testinen", organisation_id=made,
                        title="sosiaalityöntekijä", phone="050 000 0001")  # fmt: skip
    return made


async def test_the_list_is_masked_until_names_are_shown_or_typed(
    casebook: Casebook, organisation: bytes
) -> None:
    """Initials first; F4 shows names and numbers; so does typing a part of the name."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        assert "T.T." in text_of(pilot)
        assert "Testinen" not in text_of(pilot)
        assert "050" not in text_of(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert "Testi Testinen" in text_of(pilot)
        assert "050 000 0001" in text_of(pilot)
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await pilot.press("slash", *"testi")
        await settled(pilot)
        assert "Testi Testinen" in text_of(pilot)


async def test_a_person_is_added_by_keys(casebook: Casebook, organisation: bytes) -> None:
    """Name, organisation picked by a part of it, title; Ctrl+S adds, and the list shows them."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await pilot.press("n")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NewPersonScreen)
        await typed(pilot, "Malli", "Mallinen", "")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"esim")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Esimerkkilän hyvinvointialue" in text_of(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "M.M." in text_of(pilot)
    line = next(line for line in casebook.people.lines() if line.name == "Malli Mallinen")
    assert line.organisation == "Esimerkkilän hyvinvointialue"
