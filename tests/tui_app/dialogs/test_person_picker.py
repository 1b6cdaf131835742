"""The picker of people: the case's own first, and people of one name asked apart."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.offices import SmallCase, new_office, small_case
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.dialogs.choose import Chosen
from tui_app.dialogs.person_picker import PersonPicker
from tui_app.screens.screen import NivelScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook


@pytest.fixture
def casebook(tmp_path: Path) -> "Iterator[Casebook]":
    """Open a made-up office."""
    casebook = new_office(tmp_path / "vault")
    yield casebook
    casebook.close()


class Asker(NivelScreen):
    """Asks for a person of ``case_id`` and keeps the answer."""

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.answers: list[Chosen | None] = []

    def ask_person(self) -> None:
        """Push the picker."""
        people, case_id = self.casebook.people, self.case_id
        look = self.looker(lambda words, limit: people.pick(words, case_id=case_id, limit=limit))
        self.app.push_screen(PersonPicker("Who?", look, new="new person"), self.answers.append)


def twin(casebook: "Casebook", made: SmallCase) -> bytes:
    """Add another Testi Testinen, of another organisation."""
    ngo = casebook.organisations.add(name="Keksitty järjestö", sector="ngo")
    return casebook.people.add(
        given_name="Testi", family_name="Testinen", sector="ngo", organisation_id=ngo
    )


async def test_the_cases_people_come_first_masked_until_typed(casebook: "Casebook") -> None:
    """A private person of the case stands above the directory, by initials until named."""
    made = small_case(casebook)
    casebook.people.add(given_name="Aatu", family_name="Aakkonen", sector="ngo")
    screen = Asker(made.case)
    async with on_stage(screen, casebook) as pilot:
        screen.ask_person()
        await settled(pilot)
        shown = text_of(pilot)
        assert shown.index("A.K.") < shown.index("Aatu Aakkonen")
        assert "Aino Keksitty" not in shown
        assert "Esimerkkilän hyvinvointialue" in shown
        await pilot.press(*"aino")
        await settled(pilot)
        assert "Aino Keksitty" in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert screen.answers == [Chosen(made.mother, "")]


async def test_two_people_of_one_name_are_asked_apart(casebook: "Casebook") -> None:
    """Enter on a name that two people have asks which one, by organisation; Esc goes back."""
    made = small_case(casebook)
    other = twin(casebook, made)
    screen = Asker(made.case)
    async with on_stage(screen, casebook) as pilot:
        screen.ask_person()
        await settled(pilot)
        await pilot.press(*"testi", "enter")
        await settled(pilot)
        assert screen.answers == []
        assert "Keksitty järjestö" in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert screen.answers == []
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert screen.answers == [Chosen(other, "")]


async def test_typed_words_make_a_new_one(casebook: "Casebook") -> None:
    """Ctrl+N answers with the words, for a person who is not there yet."""
    made = small_case(casebook)
    screen = Asker(made.case)
    async with on_stage(screen, casebook) as pilot:
        screen.ask_person()
        await settled(pilot)
        await pilot.press(*"Uusi Tuttu", "ctrl+n")
        await settled(pilot)
        assert screen.answers == [Chosen(None, "Uusi Tuttu")]
