"""Which person or organisation stands for which, as every statement can ask.

Table (local, follows from the records)::

    same(id blob primary key, kept blob)    ``kept`` stands for ``id``; nobody else is in it

The law: written in the transaction of the change that it follows from, by one rule
(``rules/merging``). A link counts between people of the directory, within one case, and from a
case to the directory: never from the directory into a case, and never for a client. Statements join
through ``person`` and ``organisation`` below, so that a name is shown as it is known now.
"""

from sqlalchemy import Connection

from storage.rules.merging import kept_of

KINDS = frozenset({"person", "organisation"})
TABLES = (
    "CREATE TABLE IF NOT EXISTS same (id BLOB PRIMARY KEY, kept BLOB NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS same_kept ON same (kept)",
)
_LINKS = (
    "SELECT p.id, p.same_as_id FROM person p JOIN person q ON q.id = p.same_as_id"
    " WHERE p.same_as_id IS NOT NULL AND NOT p.is_client AND NOT q.is_client"
    " AND (q.case_id IS NULL OR q.case_id = p.case_id)"
    " UNION ALL SELECT o.id, o.same_as_id FROM organisation o"
    " JOIN organisation q ON q.id = o.same_as_id WHERE o.same_as_id IS NOT NULL"
)
_HELD = "SELECT id, kept FROM same"
_KEEP = "INSERT INTO same (id, kept) VALUES (?, ?)"
IS_KEPT = "{alias}.id NOT IN (SELECT id FROM same)"


def create_tables(connection: Connection) -> None:
    """Make the table where it is missing."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)


def follow(connection: Connection) -> None:
    """Have the table follow the records; a few rows, so it is made anew when it differs."""
    links = {bytes(one): bytes(other) for one, other in connection.exec_driver_sql(_LINKS)}
    wanted = kept_of(links)
    if wanted != read(connection):
        connection.exec_driver_sql("DELETE FROM same")
        for pair in sorted(wanted.items()):
            connection.exec_driver_sql(_KEEP, pair)


def read(connection: Connection) -> dict[bytes, bytes]:
    """Return who stands for whom."""
    return {bytes(one): bytes(kept) for one, kept in connection.exec_driver_sql(_HELD)}


def cards_of(connection: Connection, kept: bytes) -> tuple[bytes, ...]:
    """Return the one that is kept and what was merged into it."""
    return (kept, *(one for one, other in read(connection).items() if other == kept))


def person(column: str, alias: str = "p") -> str:
    """Return the joins by which ``alias`` is the person who stands for the one in ``column``.

    ``coalesce({alias}s.kept, column)`` is their id.
    """
    return _joined("person", column, alias)


def organisation(column: str, alias: str = "o") -> str:
    """Return the joins by which ``alias`` is the organisation that stands for ``column``'s."""
    return _joined("organisation", column, alias)


def _joined(table: str, column: str, alias: str) -> str:
    return (
        f" LEFT JOIN same {alias}s ON {alias}s.id = {column}"
        f" LEFT JOIN {table} {alias} ON {alias}.id = coalesce({alias}s.kept, {column})"
    )


def one(value: str) -> str:
    """Return the expression of who stands for ``value`` (a column or a parameter)."""
    return f"coalesce((SELECT kept FROM same WHERE id = {value}), {value})"
