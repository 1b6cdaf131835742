"""What a person must know about the exchange, each in one line: facts here, sentences elsewhere.

The law: an alarm stands until its cause is gone or somebody has decided; none goes silently.
"""

from sqlalchemy import Connection

from storage.casebook import older_copy
from storage.casebook.labels import label_of
from storage.exchange import quarantine, shipments
from storage.journal.forks import list_forks
from storage.journal.peers import Peer, list_peers
from storage.lines.change import Identity
from storage.lines.delivery import Alarm

LATE_DAYS = 14
_DAY_MS = 24 * 60 * 60 * 1000
_WAITED_FOR = "SELECT DISTINCT device FROM shipment_to WHERE acked IS NULL"


def read_alarms(connection: Connection, me: Identity, now: int) -> tuple[Alarm, ...]:
    """Return all alarms, the gravest first."""
    peers = list_peers(connection)
    return (*_rolled_back(connection), *_forks(connection, me, peers),
            *_set_aside(connection, peers), *_late(connection, peers, now))  # fmt: skip


def late_days(connection: Connection, device: bytes, now: int) -> int:
    """Return for how many days a device has not acknowledged what was written; 0 below 14."""
    since = shipments.unacknowledged_since(connection, device)
    days = 0 if since is None else (now - since) // _DAY_MS
    return days if days >= LATE_DAYS else 0


def _rolled_back(connection: Connection) -> list[Alarm]:
    seen_by = older_copy.seen_by(connection)
    return [Alarm(older_copy.trouble(seen_by), seen_by)] if seen_by else []


def _forks(connection: Connection, me: Identity, peers: dict[bytes, Peer]) -> list[Alarm]:
    counts: dict[bytes, int] = {}
    for fork in list_forks(connection):
        counts[fork.stream.device] = counts.get(fork.stream.device, 0) + 1
    own = {device for device, peer in peers.items() if peer.own} | {me.device_id}
    return [
        Alarm("own-fork" if device in own else "fork", _name(peers, device), count)
        for device, count in sorted(counts.items())
    ]


def _set_aside(connection: Connection, peers: dict[bytes, Peer]) -> list[Alarm]:
    return [
        Alarm(
            "set-aside",
            _name(peers, one.device),
            one.batches,
            one.reason,
            label_of(connection, one.scope),
        )
        for one in quarantine.count_set_aside(connection)
    ]


def _late(connection: Connection, peers: dict[bytes, Peer], now: int) -> list[Alarm]:
    found = [bytes(row[0]) for row in connection.exec_driver_sql(_WAITED_FOR)]
    late = ((device, late_days(connection, device, now)) for device in found)
    return [Alarm("late", _name(peers, device), days) for device, days in late if days]


def _name(peers: dict[bytes, Peer], device: bytes) -> str:
    peer = peers.get(device)
    return device.hex()[:8] if peer is None else f"{peer.mark} {peer.person}"
