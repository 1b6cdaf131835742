"""The writing half of the core: what a change needs beside the open vault, SQLModel with it.

The law: ``core`` imports this at the first change (or a background thread does, before it), so that
a command that only reads lists never pays for it.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from storage.casebook import same
from storage.casebook.change import Change
from storage.casebook.text_index import Mirror
from storage.crypto.keypair import DeviceSigner
from storage.journal.clock import HybridClock
from storage.journal.project import RowMap, project_states
from storage.journal.write import Writer
from storage.lines.change import Identity
from storage.records.kinds import KINDS


@contextmanager
def begun(
    what: str, connection: Connection, me: Identity, signer: DeviceSigner, clock: HybridClock
) -> Iterator[Change]:
    """Lend a change of the transaction ``connection`` is in; its batches are written at the end."""
    change = Change(
        what, me, connection, Writer(connection, signer, clock, me.person, secrets.token_bytes(16))
    )
    yield change
    change.finish()


def project(change: Change) -> None:
    """Have the rows and the search texts follow the change, in its own transaction."""
    total = len(change.after)
    count = iter(range(total + 1, 2 * total + 1))

    mirror = Mirror(change.connection)
    touched: set[str] = set()

    def after(kind: str, record: bytes, row: RowMap | None) -> None:
        mirror.take(kind, record, row)
        touched.add(kind)
        change.tell(next(count, 2 * total), 2 * total)

    project_states(change.connection, change.after, KINDS, after)
    mirror.flush()
    if touched & same.KINDS:
        same.follow(change.connection)
