"""Rosters: signed by the office, numbered, and an older one says nothing any more."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from storage.exchange import roster as rosters
from storage.exchange.roster import (
    create_tables,
    find_roster,
    keep_roster,
    read_roster,
    trust_office,
    trusted_offices,
)
from storage.refusals import CardRefused, ParcelRefused
from tests.storage.exchange.made_cards import AINO, OFFICE, TESTI, roster_of

NEUTRAL = bytes([1]) + bytes(31)


@pytest.fixture
def connection() -> Iterator[Connection]:
    """Lend a database with the table."""
    with create_engine("sqlite://").begin() as lent:
        create_tables(lent)
        yield lent


def test_a_roster_names_its_people() -> None:
    """It comes back as signed, names a person with their root alone."""
    roster = roster_of(AINO)
    assert read_roster(roster.row()) == roster
    assert roster.lists(AINO.id, AINO.root.public)
    assert not roster.lists(AINO.id, TESTI.root.public)
    assert not roster.lists(TESTI.id, TESTI.root.public)


def test_every_flipped_byte_is_refused() -> None:
    """Neither the names nor the signature can be touched."""
    body, signature = roster_of(AINO, TESTI).body, roster_of(AINO, TESTI).signature
    for at in range(len(body)):
        touched = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        with pytest.raises((CardRefused, ParcelRefused)):
            read_roster([touched, signature])
    for at in range(len(signature)):
        touched = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]
        with pytest.raises(CardRefused):
            read_roster([body, touched])


def test_an_office_key_of_small_order_is_refused() -> None:
    """A roster that fits any office is none."""
    forged = roster_of(AINO)._replace(office=NEUTRAL, signature=NEUTRAL + bytes(32))
    with pytest.raises(CardRefused, match="key"):
        read_roster(forged.row())


def test_an_older_roster_changes_nothing(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was taken out stays out when the older list comes again.

    Negative control: without the comparison of the numbers they would be back.
    """
    keep_roster(connection, roster_of(AINO, TESTI, number=7))
    keep_roster(connection, roster_of(AINO, number=8))
    keep_roster(connection, roster_of(AINO, TESTI, number=7))
    kept = find_roster(connection, OFFICE.public)
    assert kept == roster_of(AINO, number=8)
    careless = rosters._KEEP.partition(" WHERE ")[0]
    monkeypatch.setattr(rosters, "_KEEP", careless)
    keep_roster(connection, roster_of(AINO, TESTI, number=7))
    assert find_roster(connection, OFFICE.public) == roster_of(AINO, TESTI, number=7)


def test_an_office_is_trusted_when_it_is_said(connection: Connection) -> None:
    """Having seen a roster makes nobody trust it."""
    keep_roster(connection, roster_of(AINO))
    assert trusted_offices(connection) == frozenset()
    trust_office(connection, OFFICE.public)
    assert trusted_offices(connection) == {OFFICE.public}
    keep_roster(connection, roster_of(AINO, number=2))
    assert trusted_offices(connection) == {OFFICE.public}
