"""Column types that keep one text form in the database, the journal and exports.

The law: past moments are UTC (``2026-11-24T07:30:00Z``), times of meetings to come are wall time
without a zone (``2026-11-24T09:30``; the zone stands beside), days are ISO days. A word of a
closed list that a newer version added is kept as the plain text it is.
"""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import String
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

_TO_THE_SECOND = len("2026-11-24T07:30:00")


def utc_text(moment: dt.datetime) -> str:
    """Write an aware moment as UTC to the second, with a Z."""
    there = moment if moment.tzinfo is dt.UTC else moment.astimezone(dt.UTC)
    return there.isoformat()[:_TO_THE_SECOND] + "Z"  # strftime takes half as long again


def read_utc(text: str) -> dt.datetime:
    """Read what ``utc_text`` wrote."""
    return dt.datetime.fromisoformat(text)


def wall_text(moment: dt.datetime) -> str:
    """Write a wall time to the minute, without a zone."""
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


class UtcTime(TypeDecorator[dt.datetime]):
    """An aware moment, kept as UTC text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> str | None:  # noqa: ANN401, ARG002 — SQLAlchemy's signature
        """To the database."""
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Any) -> dt.datetime | None:  # noqa: ANN401, ARG002 — SQLAlchemy's signature
        """From the database."""
        return None if value is None else read_utc(value)


class WallTime(TypeDecorator[dt.datetime]):
    """A naive wall time, kept as text to the minute."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> str | None:  # noqa: ANN401, ARG002 — SQLAlchemy's signature
        """To the database."""
        return None if value is None else wall_text(value)

    def process_result_value(self, value: str | None, dialect: Any) -> dt.datetime | None:  # noqa: ANN401, ARG002 — SQLAlchemy's signature
        """From the database."""
        return None if value is None else dt.datetime.fromisoformat(value)


class Choice(TypeDecorator[str]):
    """A word of a closed list; a word this version does not know stays plain text."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        """Take the closed list."""
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:  # noqa: ANN401, ARG002 — SQLAlchemy's signature
        """To the database."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:  # noqa: ANN401, ARG002 — SQLAlchemy's signature
        """From the database."""
        return None if value is None else as_choice(self.words, value)


def as_choice(words: type[StrEnum], value: str) -> str:
    """Return the member of ``words`` for ``value``, or ``value`` itself when it is unknown."""
    try:
        return words(value)
    except ValueError:
        return value


def choice(default: StrEnum) -> Any:  # noqa: ANN401 — Field itself is typed so
    """Declare a field that holds one word of ``default``'s list."""
    return Field(default=default, sa_type=Choice(type(default)))


def moment() -> Any:  # noqa: ANN401 — Field itself is typed so
    """Declare a field that holds a past moment, or nothing."""
    return Field(default=None, sa_type=UtcTime)


def wall_time() -> Any:  # noqa: ANN401 — Field itself is typed so
    """Declare a field that holds a wall time, or nothing."""
    return Field(default=None, sa_type=WallTime)


def reference() -> Any:  # noqa: ANN401 — Field itself is typed so
    """Declare an indexed field that holds another record's id, or nothing."""
    return Field(default=None, index=True)
