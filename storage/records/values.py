"""Records to journal values and back.

The law: a value is a map of plain CBOR things: text, whole numbers, true or false, bytes, nothing.
Days are ISO text, moments and wall times as ``columns`` writes them, so the journal can be read
without this code. Fields at their default are left out, and a missing field reads as its default:
a newer version may add fields without touching old values.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from sqlalchemy import Date
from sqlmodel import SQLModel

from storage.records.columns import (
    Choice,
    UtcTime,
    WallTime,
    as_choice,
    read_utc,
    utc_text,
    wall_text,
)
from storage.records.kind import Kind

Plain = str | int | bool | bytes | None
Value = dict[str, Plain]


def _same(value: Any) -> Any:  # noqa: ANN401 — the identity on any plain thing
    return value


Codec = tuple[Callable[[Any], Plain], Callable[[Any], Any]]


@cache
def _codecs(table: type[SQLModel]) -> dict[str, Codec]:
    codecs: dict[str, Codec] = {}
    for column in table.__table__.columns:  # type: ignore[attr-defined]
        kind = column.type
        if isinstance(kind, UtcTime):
            codecs[column.name] = (utc_text, read_utc)
        elif isinstance(kind, WallTime):
            codecs[column.name] = (wall_text, dt.datetime.fromisoformat)
        elif isinstance(kind, Date):
            codecs[column.name] = (dt.date.isoformat, dt.date.fromisoformat)
        elif isinstance(kind, Choice):
            codecs[column.name] = (str, partial(as_choice, kind.words))
        else:
            codecs[column.name] = (_same, _same)
    return codecs


@cache
def defaults(table: type[SQLModel]) -> dict[str, Any]:
    """Return each field's default, without ``id``."""
    return {name: info.default for name, info in table.model_fields.items() if name != "id"}


def to_value(kind: Kind, group: str, record: object) -> Value:
    """Return the journal's value of one field group of ``record``; defaults are left out.

    ``record`` is one of the kind's table, or has its fields.
    """
    codecs, plain = _codecs(kind.table), defaults(kind.table)
    value: Value = {}
    for name in kind.groups[group]:
        held = getattr(record, name)
        if held != plain[name]:
            value[name] = None if held is None else codecs[name][0](held)
    return value


def from_value(kind: Kind, group: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the field values of one group; unknown names are passed over, missing are defaults.

    Raises ValueError or TypeError where a known field holds what it cannot hold.
    """
    codecs, plain = _codecs(kind.table), defaults(kind.table)
    fields: dict[str, Any] = {}
    for name in kind.groups[group]:
        held = value.get(name, plain[name])
        is_text = isinstance(held, str)
        decode = codecs[name][1]
        fields[name] = decode(held) if is_text and name in value else held
    return fields
