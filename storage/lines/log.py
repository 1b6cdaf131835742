"""What the use log shows."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the use log."""

    id: bytes
    case_id: bytes | None
    case_label: str
    what: str
    kind: str
    at: dt.datetime
    person: str
    detail: str
    reason: str
