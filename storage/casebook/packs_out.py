"""Which travel packs there are: read for the desk, for Today and for a case's first page.

The law: a list loads no record class, and decides nothing: what is overdue is overdue by the day
that is handed in.
"""

import datetime as dt

from sqlalchemy import Connection

from storage.casebook.core import Core
from storage.casebook.desk import Row, as_day, as_moment
from storage.casebook.labels import label_in
from storage.crypto.keypair import device_id
from storage.journal.peers import Peer, list_peers
from storage.lines.travel import PackLine

_PACKS = (
    "SELECT s.*, c.mark, c.number FROM share s LEFT JOIN case_ c ON c.id = s.case_id"
    " WHERE s.kind = 'travel' AND (:case IS NULL OR s.case_id = :case)"
    " AND (NOT :out OR s.how_ended = '')"
    " ORDER BY s.how_ended <> '', s.ends, s.given_at DESC, s.id"
)


def pack_lines(
    connection: Connection, today: dt.date, case_id: bytes | None = None, *, only_out: bool = False
) -> tuple[PackLine, ...]:
    """Return the packs of a case, or all: those that are out first, by their last day."""
    wanted = {"case": case_id, "out": only_out}
    rows = connection.exec_driver_sql(_PACKS, wanted).mappings().all()
    peers = list_peers(connection) if rows else {}
    return tuple(_line(row, peers, today) for row in rows)


def away_now(casebook: Core, case_id: bytes) -> tuple[PackLine, ...]:
    """Return the packs of a case that are away, by the day of this machine."""
    today = dt.datetime.now().astimezone().date()
    with casebook.read() as connection:
        return pack_lines(connection, today, case_id, only_out=True)


def _line(row: Row, peers: dict[bytes, Peer], today: dt.date) -> PackLine:
    peer = peers.get(device_id(bytes(row["device"])))
    ends = as_day(row["ends"])
    overdue = ends is not None and ends < today
    return PackLine(
        id=row["id"],
        case_id=row["case_id"],
        case_label=label_in(row),
        taker=row["name"],
        is_mine=row["correspondent_id"] is None,
        mark="" if peer is None else peer.mark,
        sections=tuple(sorted(row["sections"].split())),
        purpose=row["purpose"],
        since=as_moment(row["given_at"]),
        ends=ends,
        ended_at=as_moment(row["ended_at"]),
        state=str(row["how_ended"]) or ("overdue" if overdue else "out"),
    )
