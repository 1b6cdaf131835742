"""The plain twins of Meeting: Prepare (agenda, who comes) and Minutes (what was said and agreed).

The law: the tier of every entry and agreement is said with it; what was said word for word stands
in quotation marks; differing views follow each other, none above another.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from storage.lines.meetings import (
    AgendaLine,
    AgreementLine,
    AttendanceLine,
    EntryLine,
    MeetingSheet,
)
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, full_date
from tui_app.plain.meetings import when_words
from tui_app.plain.words import counted, fact, flat, joined, minutes_words, shown_name


def at_home(moment: dt.datetime, zone: str) -> dt.datetime:
    """Return a UTC moment as the wall time of the meeting's zone."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError):  # a machine without that zone's table
        return moment.astimezone()


def head_text(sheet: MeetingSheet, reference: str, *, names: bool) -> Iterator[str]:
    """Yield what the meeting is, one fact per line."""
    line = sheet.meeting
    yield _("Meeting {reference}").format(reference=reference)
    yield fact(_("Kind"), choice_word("meeting-kind", line.kind))
    if line.title:
        yield fact(_("Subject"), line.title)
    yield fact(_("Client"), shown_name(line.client, names=names))
    yield fact(_("When"), when_words(line))
    yield fact(_("Place"), line.place)
    yield fact(_("State"), choice_word("meeting-state", line.state))
    yield fact(_("Language"), choice_word("language", sheet.language))


def prepare_text(sheet: MeetingSheet, *, names: bool) -> Iterator[str]:
    """Yield the agenda and the participants."""
    planned = sum(item.minutes for item in sheet.agenda)
    yield counted(_("Agenda items"), len(sheet.agenda))
    for number, item in enumerate(sheet.agenda, 1):
        yield agenda_row(item, number, names=names)
    yield fact(_("Planned time"), minutes_words(planned))
    yield counted(_("Participants"), len(sheet.attendance))
    for attendance in sheet.attendance:
        yield attendance_row(attendance, names=names)


def agenda_row(item: AgendaLine, number: int, *, names: bool) -> str:
    """Return one agenda item as one line."""
    return joined(
        (
            f"{number}. {item.title}",
            minutes_words(item.minutes),
            shown_name(item.owner, names=names),
            _("client's own item") if item.from_client else "",
            _("used {spent}").format(spent=minutes_words(round(item.spent / 60)))
            if item.spent
            else "",
            _("going on") if item.started_at and not item.closed else "",
        )
    )


def from_where(line: AttendanceLine) -> str:
    """Return a participant's title and organisation, or without either what kind of actor it is."""
    told = joined((line.title, line.organisation))
    known = line.sector not in {"", "other"}
    return told or (choice_word("sector", line.sector) if known else "")


def attendance_row(line: AttendanceLine, *, names: bool) -> str:
    """Return one participant as one line."""
    presence = "" if line.presence == "unknown" else choice_word("presence", line.presence)
    return joined(
        (
            shown_name(line.name, names=names),
            _("client") if line.is_client else from_where(line),
            "" if line.role == "participant" else choice_word("role", line.role),
            presence or choice_word("invitation", line.invitation),
            line.note,
        )
    )


def minutes_text(sheet: MeetingSheet, *, names: bool) -> Iterator[str]:
    """Yield entries by agenda item, then what was agreed, then whether it was read back."""
    zone = sheet.meeting.zone
    yield counted(_("Entries of the minutes"), len(sheet.entries))
    known = {item.id for item in sheet.agenda}
    for number, item in enumerate(sheet.agenda, 1):
        of_item = [entry for entry in sheet.entries if entry.item_id == item.id]
        if of_item:
            yield fact(_("Item {number}").format(number=number), item.title)
            yield from (entry_row(entry, zone, names=names) for entry in of_item)
    loose = [entry for entry in sheet.entries if entry.item_id not in known]
    if loose:
        yield _("Under no agenda item")
        yield from (entry_row(entry, zone, names=names) for entry in loose)
    yield counted(_("Agreed"), len(sheet.agreements))
    yield from (agreement_row(each, names=names) for each in sheet.agreements)
    read_back = sheet.read_back_at
    yield fact(_("Read back"), clock_time(at_home(read_back, zone)) if read_back else _("not yet"))


def entry_row(entry: EntryLine, zone: str, *, names: bool) -> str:
    """Return one entry as one line: time, kind, speaker and tier, then the words."""
    head = joined(
        (
            clock_time(at_home(entry.at, zone)) if entry.at else "",
            choice_word("entry-kind", entry.kind),
            shown_name(entry.speaker, names=names),
            choice_word("tier", entry.tier),
        )
    )
    text = flat(entry.text)
    return f"{head}: “{text}”" if entry.verbatim else f"{head}: {text}"


def agreement_row(line: AgreementLine, *, names: bool) -> str:
    """Return one agreement as one line: what, who, by when, tier, its action item's state."""
    return joined(
        (
            flat(line.text),
            shown_name(line.doer, names=names),
            _("by {date}").format(date=full_date(line.due)) if line.due else "",
            choice_word("tier", line.tier),
            _("action item: {state}").format(state=choice_word("action-state", line.action_state))
            if line.action_id
            else "",
            _("read back") if line.read_back else "",
        )
    )


def meeting_text(sheet: MeetingSheet, reference: str, *, names: bool) -> Iterator[str]:
    """Yield one meeting, whole: what, agenda, who, and the minutes when there are any."""
    yield from head_text(sheet, reference, names=names)
    yield from prepare_text(sheet, names=names)
    if sheet.entries or sheet.agreements or sheet.meeting.state in {"live", "held"}:
        yield from minutes_text(sheet, names=names)
