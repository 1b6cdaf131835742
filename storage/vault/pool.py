"""SQLAlchemy over SQLCipher: how connections are made, how a transaction begins, how errors leave.

The law: the key never stands in a URL (``creator``), no error shows values (``hide_parameters``,
and the parameters are taken off it), and BEGIN is ours: the driver would begin only at the first
change, so a reader would see two states and a writer could meet another half way.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from storage.errors import DiskFull
from storage.vault.trouble import code_of, of_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BEGIN = "nivel_begin"  # the execution option that holds a connection's own BEGIN statement
_MOST_CONNECTIONS = 16


def new_engine(creator: Callable[[], Any]) -> Engine:
    """Return an engine whose raw connections come from ``creator``."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=_MOST_CONNECTIONS,
        max_overflow=0,
        pool_use_lifo=True,  # the connection used last has the pages in its cache: few caches fill
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get(BEGIN, "BEGIN")
        raw: Any = connection.connection.driver_connection
        raw.execute(statement)

    return engine


@contextlib.contextmanager
def translated(path: Path, when_full: Callable[[], None]) -> Iterator[None]:
    """Turn database errors into storage errors; a mistake of the program keeps no values."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        found = of_database(code_of(origin), path)
        if isinstance(found, DiskFull):
            when_full()
        if isinstance(error, DBAPIError):
            error.params = None
        raise (found or error) from None
