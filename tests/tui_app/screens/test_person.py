"""The forms of people and organisations by keys, and the look-alike question."""

import pytest
from textual.pilot import Pilot

from storage.casebook.casebook import Casebook
from tests.tui_app.stage import on_stage, press, settled, text_of
from tui_app.dialogs.alike import AlikeQuestion
from tui_app.screens.new_person import NewPersonScreen
from tui_app.screens.organisation import NewOrganisationScreen, OrganisationScreen
from tui_app.screens.people import PeopleScreen
from tui_app.screens.person import PersonScreen
from tui_app.widgets.pick_field import PickField

COUNTY = "Esimerkkilän hyvinvointialue"


async def typed(pilot: Pilot[int], *texts: str) -> None:
    """Type each text and leave its field by Tab."""
    for text in texts:
        await pilot.press(*text, "tab")
    await settled(pilot)


@pytest.fixture
def testi(casebook: Casebook) -> bytes:
    """Have one organisation and one person in it."""
    made = casebook.organisations.add(name=COUNTY, sector="county")
    return casebook.people.add(given_name="Testi", family_name="Testinen", organisation_id=made,
                               title="ohjaaja", phone="050 000 0001")  # fmt: skip


async def test_a_person_is_added_by_keys(casebook: Casebook, testi: bytes) -> None:
    """Name, organisation picked by a part of it; Ctrl+S adds, and the list shows them."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, NewPersonScreen)
        await typed(pilot, "Malli", "Mallinen", "")
        await press(pilot, "enter")
        await press(pilot, *"esim")
        await press(pilot, "enter")
        assert COUNTY in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "M.M." in text_of(pilot)
    line = next(line for line in casebook.people.lines() if line.name == "Malli Mallinen")
    assert line.organisation == COUNTY


async def test_a_new_organisation_is_made_where_it_is_needed(casebook: Casebook) -> None:
    """What is typed becomes an organisation; undo takes both back, one after the other."""
    async with on_stage(NewPersonScreen(), casebook) as pilot:
        await typed(pilot, "Malli", "Mallinen", "")
        await press(pilot, "enter", *"Uusi keskus", "enter")
        await press(pilot, "ctrl+s")
    assert [line.name for line in casebook.organisations.lines()] == ["Uusi keskus"]
    assert casebook.people.lines()[0].organisation == "Uusi keskus"


@pytest.mark.parametrize("name", [("Testi", "Testinen"), ("testi", "TESTINNEN")])
async def test_a_look_alike_is_asked_before_adding(
    casebook: Casebook, testi: bytes, name: tuple[str, str]
) -> None:
    """The form says it at once, Ctrl+S asks; Enter opens who is here, and nobody is added."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await press(pilot, "n")
        await typed(pilot, *name)
        assert f"Testi Testinen, {COUNTY[:10]}" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, AlikeQuestion)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert pilot.app.screen.record_id == testi
    assert casebook.people.count() == 1


async def test_another_person_of_the_same_name_may_be_added(
    casebook: Casebook, testi: bytes
) -> None:
    """Ctrl+N adds; both have the sign of a name that another person has."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await press(pilot, "n")
        await typed(pilot, "Testi", "Testinen")
        await press(pilot, "ctrl+s")
        await press(pilot, "ctrl+n")
        assert text_of(pilot).count("= T.T.") == 2
    assert casebook.people.count() == 2


async def test_a_name_is_needed(casebook: Casebook) -> None:
    """Ctrl+S without one says so beside the field and adds nothing."""
    async with on_stage(NewPersonScreen(), casebook) as pilot:
        await press(pilot, "ctrl+s")
        assert "! " in text_of(pilot)
    assert casebook.people.count() == 0


async def test_what_was_typed_for_a_new_person_is_back(casebook: Casebook) -> None:
    """Leaving the form keeps drafts, organisation and all; adding drops them."""
    casebook.organisations.add(name=COUNTY)
    async with on_stage(NewPersonScreen(), casebook) as pilot:
        await typed(pilot, "Malli", "Mallinen", "")
        await press(pilot, "enter")
        await press(pilot, "enter")
        await press(pilot, "escape")
    async with on_stage(NewPersonScreen(), casebook) as pilot:
        assert "Mallinen" in text_of(pilot)
        assert COUNTY in text_of(pilot)
        await press(pilot, "ctrl+s")
    assert casebook.people.lines()[0].organisation == COUNTY
    assert [draft.place for draft in casebook.drafts.lines()] == []


async def test_fields_save_themselves_and_one_undo_each(casebook: Casebook, testi: bytes) -> None:
    """Leaving a field writes it alone; u puts it back."""
    async with on_stage(PersonScreen(testi), casebook) as pilot:
        pilot.app.screen.query_one("#title").focus()
        await press(pilot, "end", *" ja kouluttaja", "tab")
        assert casebook.people.line(testi).title == "ohjaaja ja kouluttaja"  # type: ignore[union-attr]
    casebook.undo()
    assert casebook.people.line(testi).title == "ohjaaja"  # type: ignore[union-attr]


async def test_the_organisation_is_changed_and_taken_away(casebook: Casebook, testi: bytes) -> None:
    """Enter picks, Backspace takes away; passing by with Tab changes nothing."""
    casebook.organisations.add(name="Keksilän vankila")
    async with on_stage(PersonScreen(testi), casebook) as pilot:
        pilot.app.screen.query_one(PickField).focus()
        await press(pilot, "tab")
        assert casebook.people.line(testi).organisation == COUNTY  # type: ignore[union-attr]
        await press(pilot, "shift+tab", "enter")
        await press(pilot, *"keks")
        await press(pilot, "enter")
        assert casebook.people.line(testi).organisation == "Keksilän vankila"  # type: ignore[union-attr]
        await press(pilot, "backspace")
        assert casebook.people.line(testi).organisation == ""  # type: ignore[union-attr]
        assert casebook.people.count() == 1


async def test_an_organisation_is_added_once(casebook: Casebook, testi: bytes) -> None:
    """A name that is here, however it is written, is said and not added again."""
    async with on_stage(NewOrganisationScreen(), casebook) as pilot:
        await typed(pilot, COUNTY.upper())
        assert "on jo täällä" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert casebook.organisations.count() == 1
        await press(pilot, "end", *" 2", "ctrl+s")
        assert casebook.organisations.count() == 2


async def test_an_organisation_shows_its_people_and_a_wrong_day(
    casebook: Casebook, testi: bytes
) -> None:
    """Enter on a person goes to them; 31.2. is said beside the field and not kept."""
    made = casebook.organisations.find_by_name(COUNTY) or b""
    async with on_stage(OrganisationScreen(made), casebook) as pilot:
        pilot.app.screen.query_one("#checked-on").focus()
        await press(pilot, *"31.2.", "tab")
        assert "! " in text_of(pilot)
        pilot.app.screen.query_one("#members").focus()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
    assert casebook.organisations.read(made).checked_on is None
