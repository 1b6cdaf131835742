"""From a record's shown values to the row of its table. Pure.

The law: a row is made of the journal alone, the same on every device. What a group's value does not
say reads as the field's default. A value that does not fit its columns (from a hostile or broken
peer) leaves its group at the defaults and is named; text is cleaned again, because the peer's word
that it was cleaned is worth nothing.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Date, Integer, LargeBinary, String
from sqlmodel import SQLModel

from storage.journal.op import Op
from storage.journal.upcast import Upcasters, read_value
from storage.records.columns import UtcTime, WallTime
from storage.records.kind import Kind
from storage.records.values import defaults, from_value
from storage.rules.clean import clean_text, is_clean

WHOLE = ""  # the group under which a whole record's fault is listed
UNREADABLE = "unreadable"
_INT_LIMIT = 2**63
_TYPES: tuple[tuple[type, type], ...] = (
    (UtcTime, dt.datetime),
    (WallTime, dt.datetime),
    (Date, dt.date),
    (Boolean, bool),
    (Integer, int),
    (LargeBinary, bytes),
    (String, str),
)


class Row(NamedTuple):
    """``fields`` with ``id``, None when nothing is left; ``faults``: (group, stable word)."""

    fields: dict[str, Any] | None
    faults: tuple[tuple[str, str], ...]


def row_of(kind: Kind, record: bytes, shown: Mapping[str, Op], upcasters: Upcasters) -> Row:
    """Return the row of a living record, and what a rule finds wrong with it."""
    fields: dict[str, Any] = {"id": record, **defaults(kind.table)}
    faults: list[tuple[str, str]] = []
    purged = found = False
    for group, op in sorted(shown.items()):
        if group not in kind.groups:
            continue
        value = read_value(op, kind.schema, upcasters)
        if value is None:
            purged = True
            continue
        found = True
        read = _fields(kind, group, value)
        if read is None:
            faults.append((group, UNREADABLE))
        else:
            fields.update(read)
    if not found:
        return Row(None, ())
    if not purged and not faults:
        wrong = kind.check(SimpleNamespace(**fields))
        if wrong is not None:
            faults.append((WHOLE, wrong))
    return Row(fields, tuple(faults))


def _fields(kind: Kind, group: str, value: Mapping[str, Any]) -> dict[str, Any] | None:
    try:
        fields = from_value(kind, group, value)
    except (ValueError, TypeError):
        return None
    types = _column_types(kind.table)
    for name in fields.keys() & value.keys():  # the others are our own defaults
        held = fields[name]
        if not _fits(held, *types[name]):
            return None
        if type(held) is str and not is_clean(held):
            fields[name] = clean_text(held, len(held))
    return fields


def _fits(held: object, wanted: type, is_nullable: bool) -> bool:  # noqa: FBT001 — from a table
    if held is None:
        return is_nullable
    if wanted is int:
        return type(held) is int and -_INT_LIMIT <= held < _INT_LIMIT
    if wanted is str:
        return isinstance(held, str)
    return type(held) is wanted


@cache
def _column_types(table: type[SQLModel]) -> dict[str, tuple[type, bool]]:
    found: dict[str, tuple[type, bool]] = {}
    for column in table.__table__.columns:  # type: ignore[attr-defined]
        kind = column.type
        base = getattr(kind, "impl_instance", kind)
        for known, wanted in _TYPES:
            if isinstance(kind, known) or isinstance(base, known):
                found[column.name] = (wanted, bool(column.nullable))
                break
    return found
