"""Two people with a vault each who know each other, for tests; what is owed is carried by hand."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from storage.casebook.delivery import HANDLERS
from storage.errors import StorageError
from storage.exchange import outbox
from storage.exchange.inbox import Sender
from storage.journal.clock import system_ms
from tests.offices import new_office

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


class Pair(NamedTuple):
    """Two casebooks, and each one's correspondent: the other."""

    aino: "Casebook"
    bo: "Casebook"
    bo_at_aino: bytes
    aino_at_bo: bytes


def acquaint(here: "Casebook", there: "Casebook") -> bytes:
    """Take the card of ``there`` in, compared; returns the correspondent's id."""
    one = here.cards.accept(there.cards.own())
    here.cards.mark_compared(one, NOW)
    return one


def pair(folder: Path) -> Pair:
    """Make two people who have compared their keys."""
    aino = new_office(folder / "a", "Aino Keksitty", "A")
    bo = new_office(folder / "b", "Bo Exempel", "B")
    return Pair(aino, bo, acquaint(aino, bo), acquaint(bo, aino))


def carry_items(here: "Casebook", there: "Casebook") -> list[str]:
    """Hand over what ``here`` owes ``there``; returns the codes of what was refused."""
    refused = []
    with here.read() as connection:
        owed = outbox.owed_to(connection, there.me.device_id, system_ms())
    line = there.cards.person_of(here.me.device_id)
    assert line is not None
    sender = Sender(here.me.device_id, here.me.person_id, line.id, line.level, line.name)
    for item in owed:
        try:
            with there.change("parcel.take", can_undo=False) as change:
                HANDLERS[item.kind](there, change, sender, item.data)
        except StorageError as error:
            refused.append(error.code)
    with here.vault.write() as connection:
        outbox.note_received(connection, [one.id for one in owed], there.me.device_id, system_ms())
    return refused
