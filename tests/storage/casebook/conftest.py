"""A casebook for each test."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.offices import SmallCase, copied, new_office, ready
from tests.storage.casebook import correspondents, put_back, trips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook


@pytest.fixture
def casebook(tmp_path: Path, request: pytest.FixtureRequest) -> "Iterator[Casebook]":
    """Lend an open casebook of its own, with the small case in it for a test that asks for that."""
    opened = copied(tmp_path / "vault", with_case="small" in request.fixturenames)
    yield opened
    opened.close()


@pytest.fixture
def small(casebook: "Casebook") -> SmallCase:
    """Return the ids of the small case in it."""
    found = ready(with_case=True).small
    assert found is not None
    return found


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[tuple[Casebook, Casebook]]":
    """Lend two devices of one office."""
    folder: Path = tmp_path_factory.mktemp("two")
    here = new_office(folder / "here")
    there = new_office(folder / "there", "Olli Olematon", "L", here.me.office_id)
    yield here, there
    here.close()
    there.close()


@pytest.fixture
def duo(tmp_path: Path) -> "Iterator[correspondents.Pair]":
    """Lend two people of two offices who know each other, and what each calls the other."""
    made = correspondents.pair(tmp_path)
    yield made
    made.aino.close()
    made.bo.close()


@pytest.fixture
def both(duo: correspondents.Pair) -> "tuple[Casebook, Casebook]":
    """Lend the two of them alone."""
    return duo.aino, duo.bo


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Lend an empty folder."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def pair(tmp_path: Path) -> "Iterator[put_back.Pair]":
    """Lend two offices, one of which can be put back."""
    made = put_back.Pair(tmp_path)
    yield made
    made.aino.close()
    made.bo.close()


@pytest.fixture
def trip(tmp_path: Path) -> "Iterator[trips.Trip]":
    """Lend an office from which a case is taken along."""
    made = trips.Trip(tmp_path)
    yield made
    made.aino.close()


@pytest.fixture
def twin(casebook: "Casebook", small: "SmallCase") -> bytes:
    """Have a second card of the worker, with another number, and put it to use."""
    other = casebook.organisations.add(name="Esimerkkilän  HVA", phone="020 000")
    twin = casebook.people.add(
        given_name="Testi", family_name="Testinén", organisation_id=other, phone="050 000 0009",
        email="testi@esimerkki.example",
    )  # fmt: skip
    casebook.network.add(small.case, person_id=twin, role="velkaneuvoja")
    casebook.actions.add(small.case, "Soita Kelaan", owner_id=twin)
    casebook.contact_attempts.add(small.case, "phone", "reached", person_id=twin)
    casebook.services.add(name="Testipalvelu", organisation_id=other)
    casebook.practice_cards.add(name="Testitapa", organisation_id=other)
    casebook.minutes.add_entry(
        small.meeting, "Sovitaan niin.", dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC),
        speaker_id=twin,
    )  # fmt: skip
    return twin
