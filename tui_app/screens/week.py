"""The week: seven days from Monday, with what stands on each; walked from week to week.

The law: days and what was agreed, no load counted; masked until F4. The calendar file passes the
gate and holds times and case numbers, never a name or a release day.
"""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from storage.lines.actions import ActionLine
from storage.records.actions import ActionState
from tui_app.commands.command import Command
from tui_app.commands.week import ON_ACTION, WEEK
from tui_app.dialogs.ask_path import AskPath
from tui_app.i18n.catalogue import _, language
from tui_app.screens import week_words as words
from tui_app.screens.actions_words import next_words
from tui_app.screens.file_names import may_hold
from tui_app.screens.messages import Open
from tui_app.screens.quick_entry import QuickEntry
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from pathlib import Path

    from storage.lines.change import Changed
    from storage.lines.week import WeekDay
    from tui_app.widgets.list_rows import Row

_WEEK = dt.timedelta(days=7)
_FIRST, _LAST = dt.date(1900, 1, 8), dt.date(2199, 12, 20)


class WeekScreen(NivelScreen):
    """One week; it begins with this one."""

    commands: ClassVar[tuple[Command, ...]] = WEEK

    def __init__(self) -> None:
        super().__init__()
        self.day: dt.date | None = None
        self.turned: dt.date | None = None

    @property
    def today(self) -> dt.date:
        """Return the day of the host's clock."""
        return self.host.clock.now().date()

    @property
    def shown(self) -> dt.date:
        """Return a day of the week that is shown."""
        return self.day or self.today

    @property
    def week(self) -> RecordList[words.WeekRow]:
        """Return the list."""
        return self.query_one("#week", RecordList)

    def place_text(self) -> str:
        """Say which week it is."""
        return words.week_title(self.shown)

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield RecordList(words.MASKED, self.row, lambda row: row.id, id="week")

    def tick(self) -> None:
        """Turn the page at midnight."""
        super().tick()
        if self.turned is not None and self.turned != self.today:
            self.load()
            self.fill_frame()

    def load(self) -> None:
        """Read the week."""
        self.turned = self.today
        self.ask(self.casebook.week.read, self.shown, then=self._show)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when more than the use log changed."""
        return bool(changed.kinds - {"log-line"})

    def _show(self, days: "tuple[WeekDay, ...]") -> None:
        before = self.week.current_key
        rows = tuple(words.week_rows(days))
        self.week.show(rows)
        kept = any(row.id == before for row in rows)
        if not kept:
            heading = b"day" + self.shown.isoformat().encode()
            self.week.move_to(next(n for n, row in enumerate(rows) if row.id == heading))
        self.week.focus()

    def row(self, row: words.WeekRow) -> "Row":
        """Draw a row."""
        return words.row_cells(row, self.today, names=self.host.names_shown)

    def names_changed(self) -> None:
        """Give names the room that they need."""
        self.week.columns = words.NAMED if self.host.names_shown else words.MASKED
        super().names_changed()

    # --- walking -------------------------------------------------------------------------------

    def do_before(self) -> None:
        """Show the week before."""
        self._go(self.shown - _WEEK)

    def do_after(self) -> None:
        """Show the week after."""
        self._go(self.shown + _WEEK)

    def do_this(self) -> None:
        """Show the week of today."""
        self._go(self.today)

    def _go(self, day: dt.date) -> None:
        if _FIRST <= day <= _LAST:
            self.day = day
            self.fill_frame()
            self.load()

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Moved)
    def stand_on_action(self) -> None:
        """Know whether the cursor is on an action item."""
        row = self.week.current
        here = row is not None and row.kind == "action"
        self.standing = self.standing.with_fact(ON_ACTION, holds=here)

    @on(RecordList.Chosen)
    def chosen(self) -> None:
        """Go where the row belongs; a day takes a new action item."""
        row = self.week.current
        if row is not None and row.line is not None:
            self.post_message(Open(row.kind, row.id))
        else:
            self.do_new()

    def do_new(self) -> None:
        """Write an action item that is due on the day under the cursor."""
        row = self.week.current
        entry = QuickEntry(self, self.casebook, None)
        entry.new_action(due=row.day if row is not None else None)

    def do_done(self) -> None:
        """Mark the action item under the cursor done."""
        row = self.week.current
        if row is None or not isinstance(row.line, ActionLine):
            return
        mark = partial(self.casebook.actions.mark, [row.id], ActionState.DONE, on=self.today)
        self.ask(mark, then=lambda made: self.say(next_words(made)))

    def do_case(self) -> None:
        """Go to the case of the row."""
        row = self.week.current
        if row is not None and row.case_id is not None:
            self.post_message(Open("case", row.case_id))

    def do_calendar(self) -> None:
        """Ask for the folder of the calendar file."""
        question = _(
            "Into which folder? The calendar file holds times and case numbers: no names, no "
            "release days."
        )
        self.app.push_screen(AskPath(question, may_hold, at="~/"), self._write_calendar)

    def _write_calendar(self, folder: "Path | None") -> None:
        if folder is not None:
            from tui_app.i18n.week_words import week_words

            write = partial(self.casebook.week.write, self.shown, week_words(language()), folder)
            told = _("Written: {file}")
            self.ask(write, then=lambda path: self.say(told.format(file=path)))
