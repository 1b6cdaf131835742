"""One record of each kind, every free text in it hostile and as long as it may be.

Made from the kinds themselves, so that a new kind, or a new field, is in it without anybody
thinking of it. Cleaning on the way in is switched off: what is shown must be harmless anyway.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sqlmodel import AutoString

from storage.casebook import prepare
from storage.journal import rows
from storage.records.columns import Choice, UtcTime, WallTime
from storage.records.identity import new_id
from storage.records.kind import Kind
from storage.records.kinds import ALL
from tests.faults.hostile_office import ATTACKS

if TYPE_CHECKING:
    from sqlalchemy import Column

    from storage.casebook.casebook import Casebook

# Their fields are bytes that only their desks can make, or lines the casebook writes by itself.
MADE_BY_DESKS = {"contact-card", "correspondent", "device-revocation", "log-line", "message",
                 "thread", "share", "grant", "disclosure"}  # fmt: skip
# Words of a form of their own, which their readers take apart.
PLAIN = {"zone": "Europe/Helsinki", "language": "fi", "repeat": "weeks:1",
         "sections": "meetings network"}  # fmt: skip
CLOSED = {"areas", "mark"}  # closed words in a text: left as a new record has them
_SHORT = prepare.LINE_LIMIT
_LONG = 2000
_DAY = dt.date(2026, 11, 22)
_TIME = dt.datetime(2026, 11, 22, 7, 40, tzinfo=dt.UTC)
_WALL_TIME = dt.datetime(2026, 11, 24, 9, 40)  # noqa: DTZ001 - a meeting's is without a zone
_LATER = ("end", "until", "due", "day", "entered", "written")  # what comes after another field


def hostile(name: str, limit: int) -> str:
    """Return a text of ``limit`` characters that begins with ``name``."""
    return (name + ATTACKS + "ääkkönen " * limit)[:limit]


@contextmanager
def kept_as_it_is() -> Iterator[None]:
    """Let texts reach the vault uncleaned, as a hostile device's could."""
    with (
        patch.object(prepare, "_cleaned", lambda _kind, _name, text: text),
        patch.object(rows, "is_clean", lambda _text: True),
    ):
        yield


def add_all(casebook: "Casebook") -> dict[str, bytes]:
    """Write the records; return their ids by the name of the kind."""
    with kept_as_it_is():
        case = casebook.cases.open_case(hostile("Malli", _SHORT), hostile("Esimerkki", _SHORT))
        made = {"case": case, "person": casebook.me.person_id}
        other = casebook.people.add(
            given_name=hostile("Nimi", _SHORT), family_name=hostile("Luonnos", _SHORT)
        )
        for kind in ALL:
            if kind.name not in MADE_BY_DESKS | {"case"}:
                # whoever is protected is drawn nowhere
                about = {**made, "person": other} if kind.name == "protection" else made
                made[kind.name] = _add(casebook, kind, about)
    return made


def _add(casebook: "Casebook", kind: Kind, made: dict[str, bytes]) -> bytes:
    record_id = new_id()
    given: dict[str, object] = {"id": record_id}
    for column in kind.table.__table__.columns:  # type: ignore[attr-defined]
        if column.name != "id" and column.name not in CLOSED:
            given[column.name] = _value(kind, column, made)
    with casebook.change("demo.build", can_undo=False) as change:
        change.make(kind.table(**given))
    return record_id


def _value(kind: Kind, column: "Column[Any]", made: dict[str, bytes]) -> object:
    name = column.name
    if name.endswith("_id"):
        return made.get(name.removesuffix("_id").replace("_", "-"), made["person"])
    if isinstance(column.type, Choice):
        return str(next(iter(column.type.words)))
    if isinstance(column.type, AutoString):
        return PLAIN.get(name) or hostile(name, _LONG if name in kind.long else _SHORT)
    days = dt.timedelta(9 * any(word in name for word in _LATER))
    if isinstance(column.type, UtcTime | WallTime):
        return _TIME + days if isinstance(column.type, UtcTime) else _WALL_TIME + days
    plain = {bool: True, int: 1, dt.date: _DAY + days, bytes: b""}
    return plain[column.type.python_type]
