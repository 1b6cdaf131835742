"""A record table as the projection writes and reads it: driver statements, stored forms.

The law: SQLAlchemy writes each statement once, from the table itself; then rows go to the driver
directly (a replay writes every row there is). A row is written in place (upsert), never replaced,
since its row id may hang on an index. ``stored`` gives a row as the database holds it, so a check
compares what lies there, not what a reader makes of it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Executable, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.pysqlite import dialect as sqlite_dialect
from sqlmodel import SQLModel

from storage.journal.driver import driver

Stored = tuple[Any, ...]
Bind = Callable[[Any], Any]
_KNOWN = sqlite_dialect()


class RecordTable(NamedTuple):
    """The statements of one table; ``columns`` in their order, ``id`` first.

    ``pick`` takes them out of a row; ``binds`` has the places of those with a stored form of their
    own, and what makes it.
    """

    name: str
    columns: tuple[str, ...]
    pick: Callable[[Mapping[str, Any]], Stored]
    binds: tuple[tuple[int, Bind], ...]
    upsert: str
    drop: str
    read: str
    ids: str
    clear: str

    def stored(self, row: Mapping[str, Any]) -> Stored:
        """Return the row in the form the database holds."""
        held = list(self.pick(row))
        for place, bind in self.binds:
            if held[place] is not None:
                held[place] = bind(held[place])
        return tuple(held)

    def write(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert the rows, or write them over those of the same id."""
        given = [self.stored(row) for row in rows]
        if given:
            driver(connection).executemany(self.upsert, given)

    def delete(self, connection: Connection, ids: Iterable[bytes]) -> None:
        """Delete the rows of ``ids``."""
        given = [(one,) for one in ids]
        if given:
            driver(connection).executemany(self.drop, given)

    def rows(self, connection: Connection, ids: Iterable[bytes]) -> dict[bytes, Stored]:
        """Return the stored rows of ``ids``."""
        given = json.dumps([one.hex() for one in ids])
        return {row[0]: row for row in driver(connection).execute(self.read, (given,))}


@cache
def record_table(table: type[SQLModel]) -> RecordTable:
    """Return the statements of a table class."""
    core = table.__table__  # type: ignore[attr-defined]
    names = ["id", *(column.name for column in core.columns if column.name != "id")]
    new = insert(core).values({name: bindparam(name) for name in names})
    changes = {name: new.excluded[name] for name in names[1:]}
    each = func.json_each(bindparam("ids")).table_valued("value")
    wanted = core.columns["id"].in_(select(func.unhex(each.c.value)))
    upsert = new.on_conflict_do_update(index_elements=["id"], set_=changes).compile(dialect=_KNOWN)
    order = tuple(upsert.positiontup or ())
    return RecordTable(
        core.name,
        order,
        itemgetter(*order),
        tuple(
            (place, bind)
            for place, name in enumerate(order)
            if (bind := _bind(core.columns[name])) is not None
        ),
        str(upsert),
        _text(delete(core).where(core.columns["id"] == bindparam("gone"))),
        _text(select(*(core.columns[name] for name in order)).where(wanted)),
        _text(select(core.columns["id"])),
        _text(delete(core)),
    )


def _bind(column: Column[Any]) -> Bind | None:
    return column.type.dialect_impl(_KNOWN).bind_processor(_KNOWN)


def _text(statement: Executable) -> str:
    return str(statement.compile(dialect=_KNOWN))  # type: ignore[attr-defined]
