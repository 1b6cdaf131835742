"""Cards, and what was taken back, as the tables hold them.

The law: who may take a device back is said here once: the person's own root, an office that is
trusted here and names the person in the roster of their own card, and one's own office, for
everybody whose card says that they belong to it.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from storage.exchange.card import Card, own_card
from storage.exchange.certificate import DeviceCard, newest
from storage.exchange.period_keys import is_fresh
from storage.exchange.revocation import own_statement
from storage.journal.driver import driver

_CARDS = "SELECT correspondent_id, data FROM contact_card ORDER BY issued, id"
_REVOKED = "SELECT device, signer, at FROM device_revocation"
_STATEMENTS = "SELECT data FROM device_revocation WHERE device = ?"


def devices_of(cards: Iterable[Card]) -> tuple[DeviceCard, ...]:
    """Return each device that the cards name, with its newest period keys."""
    found: dict[bytes, list[DeviceCard]] = defaultdict(list)
    for card in cards:
        for device in card.devices:
            found[device.device].append(device)
    return tuple(newest(same) for same in found.values())


def fresh_key(device: DeviceCard, now: int) -> int | None:
    """Return the place of the newest period key that may still be sealed to, or None."""
    fresh = [at for at, key in enumerate(device.periods) if is_fresh(key.made, now)]
    return max(fresh, key=lambda at: device.periods[at].made, default=None)


Files = tuple[tuple[Card, bytes], ...]


def cards_by_person(connection: Connection) -> dict[bytes, Files]:
    """Return the kept cards with their files by correspondent, the oldest first."""
    found: dict[bytes, list[tuple[Card, bytes]]] = defaultdict(list)
    for correspondent, data in driver(connection).execute(_CARDS):
        found[bytes(correspondent or b"")].append((own_card(bytes(data)), bytes(data)))
    return {key: tuple(cards) for key, cards in found.items()}


def revocations(connection: Connection) -> dict[bytes, frozenset[bytes]]:
    """Return, for each device that somebody took back, the keys that signed it."""
    found: dict[bytes, set[bytes]] = defaultdict(set)
    for device, signer, _at in driver(connection).execute(_REVOKED):
        found[bytes(device)].add(bytes(signer))
    return {device: frozenset(signers) for device, signers in found.items()}


def last_heads(
    connection: Connection, device: bytes, speakers: Container[bytes]
) -> dict[tuple[bytes, str], int]:
    """Return the last ``seq`` that counts, by scope and section, of all that they said of it."""
    found: dict[tuple[bytes, str], int] = {}
    for (data,) in connection.exec_driver_sql(_STATEMENTS, (device,)):
        statement = own_statement(bytes(data))
        heads = statement.heads if statement.revocation.signer in speakers else ()
        for head in heads:
            stream = (head.scope, head.section)
            found[stream] = max(found.get(stream, 0), head.seq)
    return found


class Offices(NamedTuple):
    """The trusted office keys; the id of one's own office, and its key."""

    trusted: frozenset[bytes]
    own_id: bytes
    own: bytes | None


def revoked_of(
    cards: Iterable[Card], taken_back: dict[bytes, frozenset[bytes]], offices: Offices
) -> frozenset[bytes]:
    """Return the devices of these cards taken back by whoever may speak for their person."""
    gone: set[bytes] = set()
    for card in cards:
        speakers = speakers_of((card,), offices)
        gone.update(
            one.device for one in card.devices if speakers & taken_back.get(one.device, frozenset())
        )
    return frozenset(gone)


def speakers_of(cards: Iterable[Card], offices: Offices) -> frozenset[bytes]:
    """Return the keys that may take back the devices of these cards."""
    speakers: set[bytes] = set()
    for card in cards:
        speakers.add(card.root)
        if card.vouching is not None and card.vouching.office in offices.trusted:
            speakers.add(card.vouching.office)
        if offices.own is not None and card.office_id == offices.own_id:
            speakers.add(offices.own)
    return frozenset(speakers)
