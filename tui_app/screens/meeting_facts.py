"""When, where and what kind: the fields at the top of Prepare, and what they become.

The law: a time needs its day; a missing time is filled in (nine o'clock, as long as the agenda
takes) and shown, never guessed in silence. Moving the start moves the end along, so that only
someone who writes an end can put it before the start.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from storage.lines.meetings import MeetingLine, MeetingSheet
from storage.rules.agenda import planned_minutes
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.text_field import TextField
from tui_app.widgets.time_field import TimeField

FIRST_HOUR = 9
LEAST_LENGTH = 30


class MeetingFacts(Vertical):
    """The fields, two or three to a row, and one row for what they say."""

    def __init__(self, today: dt.date) -> None:
        super().__init__(id="facts")
        self.kind = ChoiceField(choice_words("meeting-kind"), "network", id="kind")
        self.spoken = ChoiceField(choice_words("language"), "fi", id="language")
        self.day = DateField(today, id="day")
        self.starts = TimeField(id="starts")
        self.ends = TimeField(id="ends")
        self.where = TextField(id="place", limit=120)

    def compose(self) -> ComposeResult:
        """Yield the rows."""
        with Horizontal(classes="facts-row"):
            yield from (_caption(_("Kind")), self.kind, _caption(_("Language")), self.spoken)
        with Horizontal(classes="facts-row"):
            yield from (_caption(_("Day")), self.day, _caption(_("Time")), self.starts)
            yield from (Static("–", classes="dash", markup=False), self.ends)
        with Horizontal(classes="facts-row"):
            yield from (_caption(_("Place")), self.where)
        yield Static(classes="note", id="facts-note", markup=False)

    def fill(self, sheet: MeetingSheet, show: Callable[[Any, Any], None]) -> None:
        """Show the meeting through ``show(field, value)``, which lets typed text stay."""
        line = sheet.meeting
        show(self.kind, line.kind)
        show(self.spoken, sheet.language)
        show(self.day, line.starts.date() if line.starts else None)
        show(self.starts, _time(line.starts))
        show(self.ends, _time(line.ends))
        show(self.where, line.place)

    def say(self, text: str, *, alert: bool = False) -> None:
        """Say ``text`` under the fields."""
        note = self.query_one("#facts-note", Static)
        note.update(Content(f"! {text}" if alert and text else text))
        note.set_class(alert and bool(text), "-alert")

    def span(self, field: Any, sheet: MeetingSheet) -> "tuple[dt.datetime, dt.datetime] | None":  # noqa: ANN401
        """Return start and end as the fields say them after ``field`` was left; None: no day."""
        day = self.day.day
        if day is None:
            return None
        start = dt.datetime.combine(day, self.starts.time or dt.time(FIRST_HOUR))
        return start, self._end(field, start, sheet)

    def _end(self, field: Any, start: dt.datetime, sheet: MeetingSheet) -> dt.datetime:  # noqa: ANN401
        kept = sheet.meeting
        if field is not self.ends and kept.starts is not None and kept.ends is not None:
            return start + (kept.ends - kept.starts)
        if self.ends.time is not None:
            return dt.datetime.combine(start.date(), self.ends.time)
        return start + dt.timedelta(minutes=max(LEAST_LENGTH, planned_minutes(sheet.agenda)))


def _caption(text: str) -> Static:
    return Static(Content(text), classes="tight", markup=False)


def _time(moment: dt.datetime | None) -> dt.time | None:
    return None if moment is None else moment.time()


def is_without_time(line: MeetingLine) -> bool:
    """Tell whether the meeting has no time yet."""
    return line.starts is None
