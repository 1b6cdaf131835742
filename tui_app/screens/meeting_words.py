"""How a meeting and what stands around it is said in a row: when, who, how long, invited or not.

The law: masked unless the caller shows names; a number never stands alone; words come from the
catalogue, what people wrote stays as they wrote it.
"""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from storage.lines.meetings import AgendaLine, AttendanceLine, MeetingLine
from storage.rules.agenda import MINUTE, minutes_between, planned_minutes, used_seconds
from tui_app.i18n.catalogue import _, in_context
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, short_date
from tui_app.plain.meeting import from_where
from tui_app.plain.words import joined, shown_name
from tui_app.widgets.list_rows import Row

INVITATIONS = {
    "not-yet": "not asked",
    "invited": "invited",
    "coming": "coming",
    "not-coming": "not coming",
}
"""What fits into a narrow column."""


def wall_time(moment: dt.datetime, zone: str) -> dt.datetime:
    """Return a UTC moment as the wall time of the meeting's zone."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError):  # a machine without that zone's table
        return moment.astimezone()


def heading(line: MeetingLine, *, names: bool) -> str:
    """Return ``Tu 24.11. network meeting K-0142 M.A.``."""
    return joined(
        (
            short_date(line.starts.date()) if line.starts else "",
            line.title or choice_word("meeting-kind", line.kind),
            line.case_label,
            shown_name(line.client, names=names),
        ),
        " ",
    )


def whose(line: MeetingLine, *, names: bool) -> str:
    """Return ``Tu 24.11. K-0142 M.A.``."""
    day = short_date(line.starts.date()) if line.starts else ""
    return joined((day, line.case_label, shown_name(line.client, names=names)), " ")


def meeting_cells(line: MeetingLine, today: dt.date, *, names: bool) -> Row:
    """Draw a meeting in the list of meetings."""
    when = _("no time yet")
    if line.starts is not None:
        when = f"{short_date(line.starts.date(), today)} {clock_time(line.starts)}"
    state = choice_word("meeting-state", line.state)
    cells = (
        when,
        line.case_label,
        shown_name(line.client, names=names),
        line.title or choice_word("meeting-kind", line.kind),
        line.place if line.state == "planned" else state,
    )
    return Row(cells, sign="!" if _is_late(line, today) else "", quiet=line.state == "cancelled")


def _is_late(line: MeetingLine, today: dt.date) -> bool:
    """Tell whether a meeting was left running, or its day passed without it."""
    gone = line.starts is not None and line.starts.date() < today
    return line.state == "live" or (gone and line.state == "planned")


def length_words(line: MeetingLine, items: Sequence[AgendaLine]) -> str:
    """Return ``45 of 60 min``: what the agenda takes of the meeting; a ``!`` says too much."""
    planned, length = planned_minutes(items), minutes_between(line.starts, line.ends)
    if length is None:
        return _("{planned} min").format(planned=planned)
    words = _("{planned} of {length} min").format(planned=planned, length=length)
    return f"! {words}" if planned > length else words


def agenda_cells(item: AgendaLine, number: int, *, names: bool) -> Row:
    """Draw an agenda item while it is planned; the client's own stand out by a word."""
    owner = _("own") if item.from_client else shown_name(item.owner, names=names)
    return Row((str(number), item.title, str(item.minutes), owner))


def clock_cells(item: AgendaLine, number: int, now: dt.datetime) -> Row:
    """Draw an agenda item in the meeting: ``x`` is done, ``=`` goes on, used of planned minutes."""
    used = used_seconds(item, now)
    running = item.started_at is not None and not item.closed
    over = used > item.minutes * MINUTE
    sign = "x" if item.closed else "=" if running else ""
    time = f"{used // MINUTE}/{item.minutes}" if used or running else str(item.minutes)
    return Row((str(number), item.title, f"!{time}" if over else time), sign=sign,
               quiet=item.closed)  # fmt: skip


def attendance_cells(line: AttendanceLine, *, names: bool) -> Row:
    """Draw a participant while the meeting is planned."""
    role = "" if line.role == "participant" else choice_word("role", line.role)
    whence = _("the client") if line.is_client else from_where(line)
    cells = (
        shown_name(line.name, names=names),
        joined((role, whence)),
        in_context("invitation-short", INVITATIONS.get(line.invitation, line.invitation)),
    )
    return Row(cells)


def presence_words(lines: Sequence[AttendanceLine], *, names: bool) -> str:
    """Return who is there, who is not, and how many are not marked, in one row."""
    said = (
        ("present", _("Here: {names}")),
        ("remote", _("remotely: {names}")),
        ("absent", _("away: {names}")),
    )
    parts = []
    for presence, words in said:
        found = [shown_name(line.name, names=names) for line in lines if line.presence == presence]
        if found:
            parts.append(words.format(names=" ".join(found)))
    unknown = sum(line.presence == "unknown" for line in lines)
    if unknown:
        parts.append(_("not marked: {count} (Ctrl+E)").format(count=unknown))
    return "   ".join(parts)
