"""People by keys: the two lists, the forms, the look-alike question, what hostile text does."""

import pytest

from storage.casebook.casebook import Casebook
from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, press, settled, text_of
from tui_app.screens.organisation import OrganisationScreen
from tui_app.screens.people import PeopleScreen
from tui_app.screens.person import PersonScreen

COUNTY = "Esimerkkilän hyvinvointialue"
HOSTILE = "[/b][@click=app.bell]x"


@pytest.fixture
def testi(casebook: Casebook) -> bytes:
    """Have one organisation and one person in it."""
    made = casebook.organisations.add(name=COUNTY, sector="county")
    return casebook.people.add(given_name="Testi", family_name="Testinen", organisation_id=made,
                               title="ohjaaja", phone="050 000 0001")  # fmt: skip


async def test_the_list_is_masked_until_names_are_shown_or_typed(
    casebook: Casebook, testi: bytes
) -> None:
    """Initials first; F4 shows names and numbers; so does typing a part of the name."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        assert "T.T." in text_of(pilot)
        assert "Testinen" not in text_of(pilot)
        assert "050" not in text_of(pilot)
        await press(pilot, "f4")
        assert "Testi Testinen" in text_of(pilot)
        assert "050 000 0001" in text_of(pilot)
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await press(pilot, "slash", *"testi")
        assert "Testi Testinen" in text_of(pilot)


async def test_private_people_of_a_case_are_not_listed(
    casebook: Casebook, small: SmallCase
) -> None:
    """The client and the mother stand in their case, not in the directory."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await press(pilot, "f4")
        assert "Testi Testinen" in text_of(pilot)
        assert "Aino" not in text_of(pilot)
        assert "Malli" not in text_of(pilot)


async def test_each_tab_keeps_its_cursor_and_its_filter(casebook: Casebook, testi: bytes) -> None:
    """Two filters side by side; Esc ends the one that is shown, then goes out to Today."""
    casebook.people.add(family_name="Mallinen")
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await press(pilot, "slash", *"testi", "enter", "2")
        assert COUNTY in text_of(pilot)
        await press(pilot, "1")
        assert "M." not in text_of(pilot).replace("M.M.", "")
        assert "Testi Testinen" in text_of(pilot)
        await press(pilot, "escape")
        assert "T.T." in text_of(pilot)
        assert pilot.app.current_mode != "today"
        await press(pilot, "escape")
        assert pilot.app.current_mode == "today"


async def test_g_and_a_letter_go_to_another_place(casebook: Casebook) -> None:
    """From a screen with tabs of its own too; a digit that is no tab here tells how to go."""
    async with on_stage(None, casebook) as pilot:
        await pilot.app.switch_mode("people")
        await settled(pilot)
        await press(pilot, "7")
        assert "g ja paikan kirjain" in text_of(pilot)
        assert pilot.app.current_mode == "people"
        await press(pilot, "g", "e")
        assert pilot.app.current_mode == "exchange"
        await press(pilot, "g", "q")
        assert pilot.app.current_mode == "exchange"


async def test_marked_people_are_removed_with_one_undo(casebook: Casebook, testi: bytes) -> None:
    """Space marks, x removes all that are marked; u brings them back."""
    casebook.people.add(family_name="Mallinen")
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await press(pilot, "space", "space", "x")
        assert casebook.people.count() == 0
        await press(pilot, "u")
        assert casebook.people.count() == 2


async def test_hostile_text_stays_text(casebook: Casebook) -> None:
    """Markup in a name, an organisation and a filter is shown as it stands, everywhere."""
    made = casebook.organisations.add(name=HOSTILE, sector="ngo", phone=HOSTILE)
    person = casebook.people.add(family_name=HOSTILE, title=HOSTILE, phone=HOSTILE,
                                 organisation_id=made)  # fmt: skip
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await press(pilot, "f4")
        assert text_of(pilot).count(HOSTILE) >= 3
        await press(pilot, "2")
        assert text_of(pilot).count(HOSTILE) == 2
        await press(pilot, "slash", *"[/b]")
        assert HOSTILE in text_of(pilot)
    async with on_stage(PersonScreen(person), casebook) as pilot:
        assert text_of(pilot).count(HOSTILE) >= 3
        await press(pilot, "f4")
        assert "Ihmiset > [/b]" in text_of(pilot)
    async with on_stage(OrganisationScreen(made), casebook) as pilot:
        assert HOSTILE in text_of(pilot).splitlines()[0]
