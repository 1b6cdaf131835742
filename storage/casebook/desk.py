"""What every desk has: the casebook, and the few ways in which it reads and writes.

The law: a desk reads the tables by plain Core statements (lines) or one record at a time, and
writes only its own records, through ``casebook.change``.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from storage.casebook.core import Core

Row = Mapping[Any, Any]


class Desk:
    """One subject's part of the casebook."""

    def __init__(self, casebook: Core) -> None:
        """Belong to one casebook."""
        self._casebook = casebook

    def _rows(self, statement: str, values: Mapping[str, Any] | None = None) -> Sequence[Row]:
        with self._casebook.read() as connection:
            found = connection.exec_driver_sql(statement, dict(values or {}))
            return found.mappings().all()

    def _tuples(
        self, statement: str, values: Mapping[str, Any] | None = None
    ) -> Sequence[Sequence[Any]]:
        with self._casebook.read() as connection:
            raw: Any = connection.connection.driver_connection
            found: Sequence[Sequence[Any]] = raw.execute(statement, dict(values or {})).fetchall()
            return found

    def _row(self, statement: str, values: Mapping[str, Any] | None = None) -> Row | None:
        with self._casebook.read() as connection:
            found = connection.exec_driver_sql(statement, dict(values or {}))
            return found.mappings().first()

    def _count(self, statement: str, values: Mapping[str, Any] | None = None) -> int:
        with self._casebook.read() as connection:
            return int(connection.exec_driver_sql(statement, dict(values or {})).scalar_one())


def as_day(text: str | None) -> dt.date | None:
    """Read an ISO day column."""
    return None if text is None else dt.date.fromisoformat(text)


def as_moment(text: str | None) -> dt.datetime | None:
    """Read a wall time or UTC column."""
    return None if text is None else dt.datetime.fromisoformat(text)
