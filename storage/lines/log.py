"""What the use log and the disclosure log show, and how they are narrowed."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the use log; ``what`` "disclosed": one of the disclosure log.

    There ``detail`` is what went out, ``reason`` why, ``receiver`` to whom ("": one's own office
    or those invited), ``sector`` whose sector, ``ground`` on what; ``override``: against the gate,
    for this reason.
    """

    id: bytes
    case_id: bytes | None
    case_label: str
    what: str
    kind: str
    at: dt.datetime
    person: str
    detail: str
    reason: str
    receiver: str = ""
    organisation: str = ""
    sector: str = ""
    ground: str = ""
    override: str = ""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines. ``log``: use, disclosed or both; ``person``: who did it, "" anybody; ``what``.

    ``since`` and ``until`` are days of this machine's clock, both within.
    """

    log: str = "use"
    person: str = ""
    what: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


USE_LOG = LogFilter()
BOTH_LOGS = LogFilter(log="both")
