"""Records as they are kept: read detached, by id, and held against what is to be written."""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, bindparam, select
from sqlmodel import SQLModel

from storage.errors import RecordMissing
from storage.records.kind import Kind
from storage.records.kinds import KIND_OF_TABLE
from storage.records.values import to_value

AnyRecord = TypeVar("AnyRecord", bound=SQLModel)


def find_record(connection: Connection, table: type[AnyRecord], record: bytes) -> AnyRecord | None:
    """Return the record as kept, detached, or None."""
    found = connection.execute(_by_id(table), {"record": record}).mappings().first()
    return None if found is None else table(**found)


@cache
def _by_id(table: type[SQLModel]) -> Select[Any]:
    columns = table.__table__  # type: ignore[attr-defined]
    return select(columns).where(columns.c.id == bindparam("record"))


def read_record(connection: Connection, table: type[AnyRecord], record: bytes) -> AnyRecord:
    """Return the record as kept; raises RecordMissing."""
    found = find_record(connection, table, record)
    if found is None:
        raise RecordMissing(KIND_OF_TABLE[table].name)
    return found


def opening_of(record: SQLModel) -> tuple[str, bytes | None]:
    """Return what an opening of the record is logged under: its kind's name, and its case."""
    kind = KIND_OF_TABLE[type(record)]
    return kind.name, kind.scope(record)


def changed_groups(kind: Kind, whole: SQLModel, kept: SQLModel | None) -> tuple[str, ...]:
    """Return the field groups to write; a new record writes at least its first one."""
    if kept is None:
        told = tuple(group for group in kind.groups if to_value(kind, group, whole))
        return told or (next(iter(kind.groups)),)
    return tuple(
        group
        for group in kind.groups
        if to_value(kind, group, whole) != to_value(kind, group, kept)
    )


def id_of(record: SQLModel) -> bytes:
    """Return the record's id."""
    found: bytes = record.id  # type: ignore[attr-defined]
    return found
