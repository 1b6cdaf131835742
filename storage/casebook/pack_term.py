"""How long a travel pack opens: its last day, kept in ``place`` of the pack alone.

In ``place`` of a pack: ``travel-ends`` and ``travel-since`` (ISO days), ``travel-share`` (the
share's id), beside what every vault has.

The law: asked before anything else of an opened vault is looked at, so it loads no record class. A
pack that ran out, or whose machine's clock went back, opens only to come home
(``pack_opening.lend``).
"""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook import place
from storage.journal.clock import wall_ms
from storage.journal.heads import read_last_clock
from storage.refusals import PackRefused
from storage.vault.engine import OpenVault

ENDS, SINCE, SHARE = "travel-ends", "travel-since", "travel-share"
_SLACK = dt.timedelta(days=1)  # a journey over time zones is no clock put back


class Term(NamedTuple):
    """Since when the pack is away, its last day, and the share it belongs to."""

    since: dt.date
    ends: dt.date
    share_id: bytes


def keep_term(connection: Connection, term: Term) -> None:
    """Write down that this vault is a pack."""
    place.keep_value(connection, SINCE, term.since.isoformat().encode())
    place.keep_value(connection, ENDS, term.ends.isoformat().encode())
    place.keep_value(connection, SHARE, term.share_id)


def read_term(connection: Connection) -> Term | None:
    """Return the term of a pack, None in a vault that is none."""
    share = place.find_value(connection, SHARE)
    since, ends = (_day(connection, name) for name in (SINCE, ENDS))
    return None if share is None or since is None or ends is None else Term(since, ends, share)


def refuse_expired(vault: OpenVault, today: dt.date) -> None:
    """Raise PackRefused (expired, clock) when this vault is a pack that does not open today.

    ``clock``: it was written in on a later day than this machine believes it is.
    """
    with vault.read() as connection:
        term = read_term(connection)
        last = wall_ms(read_last_clock(connection)) / 1000
    if term is None:
        return
    if term.ends < today:
        raise PackRefused(vault.path, "expired", term.ends.isoformat())
    written = dt.datetime.fromtimestamp(last, dt.UTC).date()
    if today < max(term.since, written) - _SLACK:
        raise PackRefused(vault.path, "clock", max(term.since, written).isoformat())


def refuse_more(connection: Connection, folder: Path) -> None:
    """Raise PackRefused (one-case) in a pack: what is new there would belong to no share."""
    if read_term(connection) is not None:
        raise PackRefused(folder, "one-case")


def _day(connection: Connection, name: str) -> dt.date | None:
    told = place.find_value(connection, name)
    return dt.date.fromisoformat(told.decode()) if told else None
