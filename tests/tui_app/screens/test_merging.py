"""Doubled people and organisations merged by keys, and taken apart again."""

import pytest

from storage.casebook.casebook import Casebook
from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, press, settled, text_of

HOSTILE = "[/b]Testinen"


@pytest.fixture
def twin(casebook: Casebook, small: SmallCase) -> bytes:
    """Have a second card of the worker in the same network."""
    twin = casebook.people.add(given_name="Testi", family_name="Testinen", phone="050 000 0009")
    casebook.network.add(small.case, person_id=twin)
    return twin


async def test_two_marked_people_become_one_and_are_taken_apart(
    casebook: Casebook, small: SmallCase, twin: bytes
) -> None:
    """Space, Space, m, Right chooses, Enter; u takes back; b shows it, x takes it apart later."""
    async with on_stage(None, casebook) as pilot:
        await pilot.app.switch_mode("people")
        await settled(pilot)
        await press(pilot, "space", "space", "m")
        assert "saman asiakkaan verkostossa" in text_of(pilot)
        assert "050 000 0009" in text_of(pilot)
        await press(pilot, "escape")
        assert casebook.merging.merged() == ()
        await press(pilot, "space", "up", "space", "m")
        await press(pilot, "right")
        assert "< 2. Testi Testinen >" in text_of(pilot)  # two of one name are told apart
        await press(pilot, "enter")
        assert len(casebook.merging.merged()) == 1
        assert casebook.people.count() == 1
        await press(pilot, "u")
        assert casebook.people.count() == 2
        await press(pilot, "m", *"testi", "enter", "enter")  # twins are asked twice
        await press(pilot, "enter")
        assert casebook.people.count() == 1
        await press(pilot, "enter", *("tab",) * 11)
        assert "Tähän on yhdistetty: T.T." in text_of(pilot)
        await press(pilot, "escape", "b", "2")
        assert "Yhdistetyt" in text_of(pilot)
        await press(pilot, "m")
        assert "jo yhdistetty" in text_of(pilot)
        await press(pilot, "x")
        assert casebook.people.count() == 2
        assert casebook.people.line(twin) is not None
        await press(pilot, "1", "enter", "enter")
        assert casebook.people.count() == 1
    assert casebook.network.lines(small.case)


async def test_organisations_merge_and_hostile_names_stay_text(casebook: Casebook) -> None:
    """Two houses of one name; a refused merge says a sentence; services are not merged."""
    for _ in range(2):
        casebook.organisations.add(name=HOSTILE, sector="ngo")
    casebook.organisations.add(name="Mallila", sector="ngo")
    async with on_stage(None, casebook) as pilot:
        await pilot.app.switch_mode("people")
        await settled(pilot)
        await press(pilot, "2", "space", "space", "space", "m")
        assert "kaksi riviä" in text_of(pilot)
        await press(pilot, "b")
        assert text_of(pilot).count(HOSTILE) == 2
        await press(pilot, "m")
        assert HOSTILE in text_of(pilot)
        await press(pilot, "enter")
        assert casebook.organisations.count() == 2
        await press(pilot, "escape", "3", "m")
        assert "Vain ihmisiä ja organisaatioita" in text_of(pilot)
