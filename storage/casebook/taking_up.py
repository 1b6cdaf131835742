"""Taking up what was set aside or held, once something came that may have changed the reason.

The law: what was set aside is judged again by the same rules and by nothing else; a right that
arrives late, a card, a newer build lets it in by itself, and nobody has to ask for it.
"""

from typing import TYPE_CHECKING

from storage.casebook import older_copy
from storage.casebook.arrival import sender_of
from storage.casebook.cards import Cards
from storage.casebook.core import Core
from storage.casebook.entitled import read_entitled
from storage.casebook.judging import judge
from storage.casebook.takers import HANDLERS, OF_CASES
from storage.errors import BatchRefused, Invalid
from storage.exchange import inbox, quarantine
from storage.journal.take import take_in
from storage.refusals import CardRefused, ParcelRefused

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.journal.batch import SealedBatch

_ANY = "SELECT EXISTS (SELECT 1 FROM quarantine), EXISTS (SELECT 1 FROM held_item)"


def take_up(casebook: Core, now: int) -> int:
    """Judge again what is set aside and held; returns how many batches counted after all."""
    with casebook.read() as connection:
        aside, held = connection.exec_driver_sql(_ANY).one()
        is_copy = older_copy.must_renew(connection, casebook.me.device_id)
    if is_copy:  # what came says so: before anything more is signed
        casebook.become_new_device()
    let_in = 0
    if held:
        with casebook.change("delivery.take-up", can_undo=False) as change:
            _items(casebook, change, now)
    if aside:
        with casebook.change("delivery.take-up", can_undo=False) as change:
            let_in = _batches(casebook, change, now)
    return let_in


def _batches(casebook: Core, change: "Change", now: int) -> int:
    connection = change.connection
    Cards(casebook).believe(change)
    entitled = read_entitled(connection, casebook.me)
    waiting: dict[bytes, list[quarantine.SetAside]] = {}
    for one in quarantine.list_set_aside(connection):
        waiting.setdefault(one.carrier, []).append(one)
    counting: list[SealedBatch] = []
    for carrier, those in waiting.items():
        sender = sender_of(entitled.known, carrier)
        judged = judge(connection, entitled, sender, [one.sealed for one in those], now)
        counting += judged.counting
        quarantine.set_aside(connection, judged.aside)
    if not counting:
        return 0
    try:
        taken = take_in(connection, counting, casebook.clock)
    except BatchRefused:
        return 0  # one of them does not prove itself: none of them is touched
    change.took(taken.after)
    quarantine.let_in(connection, [quarantine.hash_of(one) for one in counting])
    return taken.new


def _items(casebook: Core, change: "Change", now: int) -> None:
    connection = change.connection
    known = read_entitled(connection, casebook.me).known
    for held in inbox.list_held(connection):
        handler, sender = HANDLERS.get(held.kind), sender_of(known, held.device)
        if handler is None or (held.kind in OF_CASES and not sender.is_trusted):
            continue
        try:
            handler(casebook, change, sender, held.data)
        except (ParcelRefused, CardRefused, Invalid):
            continue
        inbox.note_item(connection, held.kind, held.data, held.device, now)
        inbox.let_go(connection, held.id)
