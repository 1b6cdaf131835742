"""Which meeting is meant: the case's number and the day, as the lists write it.

``K-0142/24.11.2026``, ``K-0142/2026-11-24``, ``K-0142/24.11.``, with ``/09:30`` (or ``T09:30``)
where two stand on one day; ``K-0142`` alone where the case has just one; ``K-0142/3fa2b1c9`` by the
first digits of its id; the whole id in hex, as ``--json`` gives it.

The law: nothing is guessed. Where several fit, the refusal lists their references.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from storage.errors import RecordMissing
from storage.lines.meetings import MeetingLine
from tui_app.cli.reading import case_called
from tui_app.cli.refusal import Refused
from tui_app.i18n.catalogue import _
from tui_app.i18n.date_words import DateRead, TimeRead, read_date, read_time
from tui_app.plain.meetings import references
from tui_app.plain.words import spoken_language

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

_WHOLE_ID = re.compile("[0-9a-f]{32}")
_START_OF_ID = re.compile("[0-9a-f]{8,32}")


def meeting_called(casebook: "Casebook", text: str, today: dt.date) -> tuple[MeetingLine, str]:
    """Return the meeting and its reference. Raises RecordMissing, and Refused where several fit."""
    wanted = text.strip()
    if _WHOLE_ID.fullmatch(wanted.lower()):
        line = casebook.meetings.line(bytes.fromhex(wanted))
        if line.case_id is None:
            raise RecordMissing(kind="meeting")
        of_case = casebook.meetings.of_case(line.case_id)
        return line, references(of_case)[line.id]
    label, _slash, rest = wanted.partition("/")
    of_case = casebook.meetings.of_case(case_called(casebook, label))
    named = references(of_case)
    found = [line for line in of_case if _fits(line, rest, today)]
    if len(found) == 1:
        return found[0], named[found[0].id]
    if not found:
        raise RecordMissing(kind="meeting")
    raise Refused(_several(found, named))


def _several(found: Sequence[MeetingLine], named: Mapping[bytes, str]) -> str:
    listed = ", ".join(named[line.id] for line in found[:20])
    return _("Several meetings fit. Name one: {listed}").format(listed=listed)


def _fits(line: MeetingLine, rest: str, today: dt.date) -> bool:
    if not rest:
        return True
    if _START_OF_ID.fullmatch(rest.lower()) and line.id.hex().startswith(rest.lower()):
        return True
    if line.starts is None:
        return False
    day, _slash, time = rest.replace("T", "/").partition("/")
    if line.starts.date() not in _days(day, today):
        return False
    if not time:
        return True
    read = read_time(time)
    return isinstance(read, TimeRead) and line.starts.time() == read.time


def _days(text: str, today: dt.date) -> set[dt.date]:
    """Return the days that ``text`` may mean: without a year the last such and the next."""
    found = (read_date(text, today, spoken_language(), past=past) for past in (False, True))
    return {reading.date for reading in found if isinstance(reading, DateRead)}
