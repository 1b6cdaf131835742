"""Having a revocation go out: to one's own other devices, and to everybody who has a card of ours.

The law: heads of a scope go to those who have something of that scope; to others they are leaves
that say nothing (``exchange/revocation.py``). Whoever is blocked hears of it too: it takes away.
"""

from sqlalchemy import Connection

from storage.casebook.known import Known, Person
from storage.exchange import outbox
from storage.exchange.revocation import Statement

REVOCATION = "revocation"
_SHARED = (
    "SELECT case_id FROM share WHERE correspondent_id = ?1"
    " UNION SELECT case_id FROM grant_ WHERE giver_id = ?1"
)


def tell_statement(connection: Connection, known: Known, statement: Statement) -> None:
    """Put the statement in the outbox for everybody but the device it takes back."""
    gone = statement.revocation.device
    own = [one.device for one in known.own_devices if one.device != gone]
    if own:
        outbox.add(connection, REVOCATION, statement.pack(), own)
    for person in known.people.values():
        devices = [one.device for one in person.devices if one.device != gone]
        if devices:
            shown = statement.pack(_scopes(connection, known, person))
            outbox.add(connection, REVOCATION, shown, devices)


def _scopes(connection: Connection, known: Known, person: Person) -> frozenset[bytes]:
    found = connection.exec_driver_sql(_SHARED, (person.id,))
    scopes = {bytes(row[0]) for row in found if row[0] is not None}
    if any(card.office_id == known.me.office_id for card in person.counting):
        scopes.add(known.me.office_id)
    return frozenset(scopes)
