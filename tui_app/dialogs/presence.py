"""Mark who is here: present, present remotely, away.

The law: marks are a person's own records; only those that were changed are answered.
"""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from storage.lines.meetings import AttendanceLine
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.plain.meeting import from_where
from tui_app.plain.words import shown_name
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList

COLUMNS = (Column(N_("Who"), 20), Column(N_("From where"), 0), Column(N_("Here"), 20))
MARKS = ("unknown", "present", "remote", "absent")


class PresenceMarks(ModalScreen[dict[bytes, str] | None]):
    """``lines`` are the participants; answers the changed marks by the participant's id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "done", show=False, priority=True),
        Binding("space", "mark", show=False, priority=True),
        Binding("a", "all", show=False),
    ]

    def __init__(self, lines: tuple[AttendanceLine, ...], *, names: bool) -> None:
        super().__init__()
        self.lines = {line.id: line for line in lines}
        self.before = {line.id: line.presence for line in lines}
        self.names = names
        self.list: RecordList[AttendanceLine] = RecordList(COLUMNS, self.row, lambda line: line.id)

    def compose(self) -> ComposeResult:
        """Yield the people and the keys."""
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(_("Who is here?")), markup=False)
            yield self.list
            hint = _("Space changes the mark, a marks everyone present, Enter goes on.")
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the people."""
        self.list.show(self.lines.values())
        self.list.focus()

    def row(self, line: AttendanceLine) -> Row:
        """Draw a participant."""
        presence = choice_word("presence", line.presence)
        whence = _("the client") if line.is_client else line.organisation or from_where(line)
        return Row((shown_name(line.name, names=self.names), whence, presence))

    def action_mark(self) -> None:
        """Give the next mark and go on to the next person."""
        line = self.list.current
        if line is None:
            return
        mark = MARKS[(MARKS.index(line.presence) + 1) % len(MARKS)]
        self.lines[line.id] = replace(line, presence=mark)
        self.list.show(self.lines.values())

    def action_all(self) -> None:
        """Mark everyone who is not marked as present."""
        for key, line in self.lines.items():
            if line.presence == "unknown":
                self.lines[key] = replace(line, presence="present")
        self.list.show(self.lines.values())

    def action_done(self) -> None:
        """Answer the marks that changed."""
        after = {key: line.presence for key, line in self.lines.items()}
        self.dismiss({key: mark for key, mark in after.items() if mark != self.before[key]})
