"""Constant statements handed to the database driver itself, past SQLAlchemy's result machinery.

The law: only for text that is constant in this program, with its values bound, and only inside a
transaction that SQLAlchemy has begun; beginning, ending and the naming of errors stay with the
vault. It exists for one reason: SQLAlchemy's part of a statement costs 25 us, the statement itself
5 to 20, and one saved note is a dozen of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import Connection

Values = Sequence[object] | Mapping[str, object]


class Cursor(Protocol):
    """What a statement gave, as the driver hands it out."""

    lastrowid: int
    rowcount: int

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Go through the rows."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, or None."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that are left."""


class Driver(Protocol):
    """The driver's connection."""

    def execute(self, statement: str, values: Values = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, statement: str, rows: Sequence[Values], /) -> Cursor:
        """Run one statement for each of ``rows``."""


def driver(connection: Connection) -> Driver:
    """Return the driver's connection under ``connection``, which must be in a transaction."""
    if not connection.in_transaction():
        message = "a statement outside a transaction"
        raise RuntimeError(message)
    return cast("Driver", connection.connection.driver_connection)
