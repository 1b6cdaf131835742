"""The use log: who opened, changed, unmasked or handed out what, when and why.

The law: a line is written once, in the same transaction as what it records, and never changed; it
travels and is chained like every record, so a missing line shows. It never holds what was read.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.kind import Kind


class LogWhat(StrEnum):
    """What was done."""

    OPENED = "opened"
    CHANGED = "changed"
    SEARCHED = "searched"
    UNMASKED = "unmasked"
    EXPORTED = "exported"
    IMPORTED = "imported"
    UNLOCKED = "unlocked"
    KEYS = "keys"
    BACKUP = "backup"
    EXCHANGED = "exchanged"


class LogLine(SQLModel, table=True):
    """One line. ``detail`` is a stable code (``meeting.close``, ``pdf client``), never content."""

    __tablename__ = "log_line"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    what: str = choice(LogWhat.OPENED)
    kind: str = ""
    record_id: bytes | None = None
    at: dt.datetime | None = moment()
    person: str = ""
    detail: str = ""
    reason: str = ""


LOG_LINE = Kind(
    name="log-line",
    table=LogLine,
    groups={
        "line": ("case_id", "what", "kind", "record_id", "at", "person", "detail", "reason"),
    },
    scope=lambda line: line.case_id,
    section=lambda _line: "log",
)
