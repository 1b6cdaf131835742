"""The reading half of the core: one state for all that a form reads, and its heads with it.

The law: what is opened is in the use log before anything of it is handed out.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from storage.casebook.later import Later
from storage.casebook.seen import Heads, Trail
from storage.vault.engine import OpenVault

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.journal import states
else:
    states = Later("storage.journal.states")


class Reading:
    """Reads an open vault; what a thread is in the middle of lies in ``_local``."""

    def __init__(self, vault: OpenVault) -> None:
        """Take an open vault."""
        self.vault = vault
        self._trail = Trail()
        self._local = local()

    @contextmanager
    def read(self, *, stoppable: bool = False) -> Iterator[Connection]:
        """Lend a reading transaction; inside a change it sees what the change began with."""
        outer: Change | None = getattr(self._local, "change", None)
        if outer is not None:
            yield outer.connection
            return
        with self.vault.read(stoppable=stoppable) as connection:
            yield connection

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Let all that is read within be of one state: a record, what belongs to it, its heads.

        What is opened within is logged at the end, before anything of it is handed out.
        """
        if getattr(self._local, "openings", None) is not None:
            yield
            return
        openings: list[Callable[[], None]] = []
        with self.read():
            self._local.openings = openings
            try:
                yield
            finally:
                self._local.openings = None
        for write in openings:
            write()

    def heads(self, *records: bytes) -> Heads:
        """Return the heads of records, for their edits' ``seen``; call it within ``looking``."""
        with self.read() as connection:
            return Heads(states.read_states(connection, records).states, self._trail)
