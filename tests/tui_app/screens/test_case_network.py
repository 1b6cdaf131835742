"""Case, Network and one actor's form by keys."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.case_network import CaseNetworkScreen
from tui_app.screens.tie import TieScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook
    from storage.lines.network import TieLine


async def add(pilot: "Pilot[int]", words: str, *keys: str) -> None:
    """Press n, type the words, go down by ``keys`` and choose."""
    await pilot.press("n")
    await settled(pilot)
    await pilot.press(*words)
    await settled(pilot)
    await pilot.press(*keys, "enter")
    await settled(pilot)


def tie(casebook: "Casebook", small: SmallCase, **fields: object) -> "TieLine":
    """Return the one tie whose ``fields`` are these."""
    (found,) = (
        line
        for line in casebook.network.lines(small.case)
        if all(getattr(line, name) == value for name, value in fields.items())
    )
    return found


async def test_a_private_person_is_added_by_name(casebook: "Casebook", small: SmallCase) -> None:
    """Typing an unknown name offers a new private person, who belongs to the case."""
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await add(pilot, "Veli Vainio Keksitty")
        assert isinstance(pilot.app.screen, TieScreen)
        line = tie(casebook, small, name="Veli Vainio Keksitty")
        assert line.sector == "close"
        assert casebook.people.count() == casebook.people.count(small.case) - 3


async def test_a_professional_is_added_from_the_directory(
    casebook: "Casebook", small: SmallCase
) -> None:
    """A person of the directory is found by a part of the name, with their organisation."""
    other = casebook.people.add(given_name="Ohjaaja", family_name="Esimerkki", sector="ngo")
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await add(pilot, "ohjaaja")
        assert tie(casebook, small, person_id=other).sector == "ngo"


async def test_somebody_is_in_the_network_once(casebook: "Casebook", small: SmallCase) -> None:
    """Choosing who is there already opens their form, and adds nobody."""
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await add(pilot, "testinen")
        assert isinstance(pilot.app.screen, TieScreen)
        assert pilot.app.screen.tie_id == tie(casebook, small, person_id=small.worker).id
        assert len(casebook.network.lines(small.case)) == 2


async def test_an_organisation_is_added(casebook: "Casebook", small: SmallCase) -> None:
    """An organisation joins without a person, and its whole name is shown."""
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await add(pilot, "esimerkkilän", "down")
        assert tie(casebook, small, organisation_id=small.organisation).sector == "county"
        await pilot.press("escape")
        await settled(pilot)
        assert "Esimerkkilän hyvinvointialue, toivoo" not in text_of(pilot)
        assert "Esimerkkilän hyvinvointialue, ei ole kysytty" in text_of(pilot)


async def test_a_role_waits_to_be_filled(casebook: "Casebook", small: SmallCase) -> None:
    """A role without a person says so in the list; Ctrl+O chooses who takes it."""
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await add(pilot, "asumisohjaaja", "down")
        assert tie(casebook, small, role="asumisohjaaja").person_id is None
        await pilot.press("escape")
        await settled(pilot)
        assert "täytettävä, muu" in text_of(pilot)
        row = next(row for row in text_of(pilot).splitlines() if "täytettävä" in row)
        await pilot.press("end" if row.startswith(" ") else "home")
        rows = [r for r in text_of(pilot).splitlines() if r.startswith(">")]
        while "täytettävä" not in rows[0]:
            await pilot.press("up")
            rows = [r for r in text_of(pilot).splitlines() if r.startswith(">")]
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("ctrl+o")
        await settled(pilot)
        await pilot.press(*"testinen", "enter")
        await settled(pilot)
        assert tie(casebook, small, role="asumisohjaaja").person_id == small.worker


async def test_removing_is_taken_back_by_u(casebook: "Casebook", small: SmallCase) -> None:
    """``x`` takes an actor out without a question; ``u`` puts them back."""
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await pilot.press("x")
        await settled(pilot)
        assert len(casebook.network.lines(small.case)) == 1
        assert "u Kumoa: poistettu verkostosta" in text_of(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert len(casebook.network.lines(small.case)) == 2


async def test_a_wish_not_to_invite_shows(casebook: "Casebook", small: SmallCase) -> None:
    """The row has ``!`` and the words; the reasons stand under the list."""
    mother = tie(casebook, small, person_id=small.mother)
    casebook.network.edit(mother.id, wish="not-invite", wish_words="Ei vielä.")
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        row = next(row for row in text_of(pilot).splitlines() if "ei toivo mukaan" in row)
        assert "!" in row
        assert "“Ei vielä.”" in text_of(pilot)
        assert "miksi mukana: asuu lähellä" in text_of(pilot)


async def test_a_wish_not_followed_needs_its_reason(casebook: "Casebook", small: SmallCase) -> None:
    """The outcome is not saved before the reason; then both are, with the day."""
    mother = tie(casebook, small, person_id=small.mother)
    async with on_stage(TieScreen(mother.id), casebook) as pilot:
        pilot.app.screen.query_one("#outcome").focus()
        await pilot.press("right", "right", "tab")
        await settled(pilot)
        assert "! Kirjoita tähän, miksi toive ei toteudu." in text_of(pilot)
        assert tie(casebook, small, id=mother.id).outcome == "open"
        await pilot.press(*"valvonta", "tab", *"eilen", "tab")
        await settled(pilot)
        kept = tie(casebook, small, id=mother.id)
        assert (kept.outcome, kept.outcome_reason) == ("not-followed", "valvonta")
        assert kept.told_on == dt.date(2026, 11, 23)


async def test_a_missing_reason_holds_once(casebook: "Casebook", small: SmallCase) -> None:
    """Esc with an outcome that has no reason stays, says why, and goes out at the second press."""
    mother = tie(casebook, small, person_id=small.mother)
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await pilot.press("e")
        await settled(pilot)
        pilot.app.screen.query_one("#outcome").focus()
        await pilot.press("right", "right", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TieScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert tie(casebook, small, id=mother.id).outcome == "open"
        assert type(pilot.app.screen).__name__ == "CaseNetworkScreen"


async def test_every_field_saves_itself(casebook: "Casebook", small: SmallCase) -> None:
    """Role, kind, why, wish, words and channel are kept by leaving each field."""
    mother = tie(casebook, small, person_id=small.mother)
    async with on_stage(TieScreen(mother.id), casebook) as pilot:
        await pilot.press("end", *" ja tuki", "tab", "right", "tab")
        await pilot.press("end", "ctrl+end", *", auttaa", "tab", "right", "tab", *"Tulkoon.", "tab")
        pilot.app.screen.query_one("#channel").focus()
        await pilot.press("right", "tab", *"iltaisin", "escape")
        await settled(pilot)
    kept = tie(casebook, small, id=mother.id)
    assert kept.role == "äiti ja tuki"
    assert kept.sector == "other"
    assert kept.why == "asuu lähellä, auttaa"
    assert (kept.wish, kept.wish_words) == ("invite", "Tulkoon.")
    assert (kept.channel, kept.channel_note) == ("phone", "iltaisin")


async def test_the_form_is_masked_until_f4(casebook: "Casebook", small: SmallCase) -> None:
    """The head of an actor's form has initials; F4 shows the name."""
    async with on_stage(TieScreen(tie(casebook, small, person_id=small.mother).id), casebook) as p:
        assert "A.K." in text_of(p).splitlines()[0]
        await p.press("f4")
        await settled(p)
        assert "Aino Keksitty" in text_of(p).splitlines()[0]


async def test_the_client_is_not_offered_to_their_own_network(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Who the case is about is no actor around themselves."""
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"malli")
        await settled(pilot)
        assert "asiakas itse" not in text_of(pilot)
        assert "+ Uusi yksityishenkilö: malli" in text_of(pilot)
