"""A vault of an older build: its tables are brought up to this one's, and filled from the journal.

The law: an older build carries on what it does not know (kinds, field groups, fields), so the
batches of an older vault may hold more than its tables do. What is missing is made, and the rows of
exactly those kinds are projected anew: afterwards the tables are what this build would have made
from the first batch on. One transaction: a stopped upgrade leaves the old vault. Which structure a
vault has stands in ``user_version`` (``vault.connection``), so an opening needs no record class.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, inspect

from storage.casebook import same
from storage.casebook.tables import create_tables
from storage.casebook.text_index import keep
from storage.journal.project import project
from storage.journal.tables import record_table
from storage.records.kind import Kind
from storage.records.kinds import KINDS
from storage.records.values import defaults
from storage.vault.connection import DATABASE_VERSION

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_HEADS = "SELECT DISTINCT record, grp FROM head"
_ADD = 'ALTER TABLE "{table}" ADD COLUMN "{column}" {type}'


class Lacking(NamedTuple):
    """What an older build did not know: whole kinds, and field groups of those that it knew."""

    kinds: frozenset[str]
    groups: Mapping[str, frozenset[str]]


def upgrade(connection: Connection) -> None:
    """Make what is missing and fill it; inside one write transaction."""
    before = {str(row[0]) for row in connection.exec_driver_sql(_TABLES)}
    groups: dict[str, frozenset[str]] = {}
    for kind in KINDS.values():
        if _name(kind) in before and (added := frozenset(_add_columns(connection, kind))):
            groups[kind.name] = frozenset(_groups_of(kind, added))
    create_tables(connection)
    made = frozenset(kind.name for kind in KINDS.values() if _name(kind) not in before)
    fill(connection, Lacking(made, groups))
    connection.exec_driver_sql(f"PRAGMA user_version={DATABASE_VERSION}")


def fill(connection: Connection, lacking: Lacking) -> None:
    """Project anew every record that an older build may have carried on without a row."""

    def after(kind: str, record: bytes, row: Mapping[str, Any] | None) -> None:
        keep(connection, kind, record, row)

    project(connection, list(_records(connection, lacking)), KINDS, after)
    same.follow(connection)


def _records(connection: Connection, lacking: Lacking) -> Iterator[bytes]:
    """Yield the records with a head in a group that nobody followed, each once."""
    old = [kind for kind in KINDS.values() if kind.name not in lacking.kinds]
    rows = {bytes(row[0]) for kind in old for row in _ids(connection, kind)}
    widened = {
        bytes(row[0]): groups
        for name, groups in lacking.groups.items()
        for row in _ids(connection, KINDS[name])
    }
    new = {group for name in lacking.kinds for group in KINDS[name].groups}
    met: set[bytes] = set()
    for record, group in connection.exec_driver_sql(_HEADS):
        wanted = widened.get(record, ()) if record in rows else new
        if group in wanted and record not in met:
            met.add(record)
            yield bytes(record)


def _ids(connection: Connection, kind: Kind) -> Iterable[Any]:
    return connection.exec_driver_sql(record_table(kind.table).ids)


def _add_columns(connection: Connection, kind: Kind) -> Iterator[str]:
    """Add the columns that the table lacks; yields their names."""
    table = kind.table.__table__  # type: ignore[attr-defined]
    held = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in held:
            yield _add(connection, kind, column)
    for index in table.indexes:
        index.create(connection, checkfirst=True)


def _add(connection: Connection, kind: Kind, column: Column[Any]) -> str:
    told = column.type.compile(connection.dialect)
    if not column.nullable:
        told += f" NOT NULL DEFAULT {_literal(column, defaults(kind.table)[column.name])}"
    connection.exec_driver_sql(_ADD.format(table=_name(kind), column=column.name, type=told))
    return column.name


def _literal(column: Column[Any], value: object) -> str:
    """Write a field's default in SQL; it comes from a record class, never from data."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, bool | int):
        return str(int(value))
    if isinstance(value, str):
        return "'" + str(value).replace("'", "''") + "'"
    message = f"{column.name} may not be empty and has no default"
    raise TypeError(message)


def _groups_of(kind: Kind, fields: frozenset[str]) -> Iterator[str]:
    return (group for group, names in kind.groups.items() if fields & set(names))


def _name(kind: Kind) -> str:
    return str(kind.table.__tablename__)
