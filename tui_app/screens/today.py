"""Today: meetings, what is due, releases within 30 days, and what wants a look.

The law: no score, no ranking of people, only days and what was agreed; masked until F4. An empty
office says what to do first.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.records.actions import ActionState
from tui_app.commands.command import Command
from tui_app.commands.today import ON_DUE, TODAY
from tui_app.i18n.catalogue import _, ngettext
from tui_app.screens import today_words as words
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.screens.today_list import DayList
from tui_app.screens.today_looks import Look, look_cells, looks
from tui_app.widgets.panel import Panel
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from storage.lines.actions import ActionLine
    from storage.lines.cases import CaseLine
    from storage.lines.change import Changed
    from storage.lines.follow_ups import FollowUpLine
    from storage.lines.meetings import MeetingLine
    from storage.lines.today import TodayLines
    from tui_app.widgets.list_rows import Row


class TodayScreen(NivelScreen):
    """The first screen of a day."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (160, "-wide")]  # noqa: RUF012 - Textual's name
    commands: ClassVar[tuple[Command, ...]] = TODAY

    def __init__(self) -> None:
        super().__init__()
        self.lines: TodayLines | None = None

    @property
    def today(self) -> "dt.date":
        """Return the day of the host's clock."""
        return self.host.clock.now().date()

    def place_text(self) -> str:
        """Say which day it is."""
        return words.day_title(self.today)

    def compose_body(self) -> ComposeResult:
        """Yield the first steps, which only an empty office shows, and four panels."""
        yield Static(Content(words.first_steps()), id="first-steps", markup=False)
        titles = {
            "meetings": _("Now and next"),
            "due": _("Action items due"),
            "releases": _("Releases in 30 and 90 days"),
            "following": _("Follow-up contacts"),
            "look": _("Wants a look"),
        }
        empty = {
            "meetings": _("No meetings today or planned."),
            "due": _("Nothing is due."),
            "releases": _("Nobody is released within 90 days."),
            "following": "",
            "look": _("Nothing wants a look."),
        }
        for name, draw in self._drawing().items():
            day_list = DayList(words.COLUMNS[name], draw, _id, empty=empty[name], headed=False,
                               id=name)  # fmt: skip
            yield Panel(titles[name], day_list, id=f"{name}-part")

    def _drawing(self) -> "dict[str, Callable[[Any], Row]]":
        return {
            "meetings": self.meeting,
            "due": self.due,
            "releases": self.release,
            "following": self.follow_up,
            "look": look_cells,
        }

    def tick(self) -> None:
        """Turn the page at midnight."""
        super().tick()
        if self.lines is not None and self.lines.day != self.today:
            self.lines = None
            self.fill_frame()
            self.load()

    def load(self) -> None:
        """Read the day."""
        self.ask(self.casebook.today.read, self.today, then=self._show)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when more than the use log changed."""
        return bool(changed.kinds - {"log-line"})

    def _show(self, lines: "TodayLines") -> None:
        self.lines = lines
        nothing = not (lines.own_cases or lines.meetings or lines.due or lines.releases)
        self.set_class(nothing, "-empty")
        self.list_of("meetings").show((*lines.meetings, *lines.next_meetings))
        self.list_of("due").show(lines.due)
        self.list_of("releases").show((*lines.releases, *lines.later_releases))
        self.set_class(bool(lines.follow_ups), "-following")
        self.list_of("following").show(lines.follow_ups)
        self.list_of("look").show(looks(lines, names=self.host.names_shown))
        self._entitle(lines)
        focused = self.focused
        if not isinstance(focused, DayList) or not focused.count:
            full = (each for each in self.query(DayList) if each.count)
            next(full, self.list_of("meetings")).focus()

    def _entitle(self, lines: "TodayLines") -> None:
        def late(count: int) -> str:
            words = ngettext("{count} due today or late", "{count} due today or late", count)
            return words.format(count=count) if count else ""

        shown = {
            "due": late(lines.due_count),
            "following": late(lines.follow_up_count),
            "look": str(self.list_of("look").count or ""),
            "releases": _("! services closed or closing"),
            "meetings": str(len(lines.meetings) or ""),
        }
        for name, right in shown.items():
            panel = self.query_one(f"#{name}-part", Panel)
            panel.entitle(panel.rule.title, right)

    def list_of(self, name: str) -> DayList:
        """Return one of the four lists."""
        return self.query_one(f"#{name}", DayList)

    def names_changed(self) -> None:
        """Give names their room, and word the last panel again: its names stand in sentences."""
        for name in words.COLUMNS:
            names = self.host.names_shown
            columns = words.columns_with_names(name) if names else words.COLUMNS[name]
            self.list_of(name).columns = columns
        if self.lines is not None:
            self.list_of("look").show(looks(self.lines, names=self.host.names_shown))
        super().names_changed()

    # --- rows ----------------------------------------------------------------------------------

    def meeting(self, line: "MeetingLine") -> "Row":
        """Draw a meeting."""
        return words.meeting_cells(line, self.today, names=self.host.names_shown)

    def due(self, line: "ActionLine") -> "Row":
        """Draw an action item."""
        return words.due_cells(line, self.today, names=self.host.names_shown)

    def release(self, line: "CaseLine") -> "Row":
        """Draw a release."""
        known = self.lines.prepared.get(line.id) if self.lines else None
        return words.release_cells(line, self.today, known, names=self.host.names_shown)

    def follow_up(self, line: "FollowUpLine") -> "Row":
        """Draw a follow-up contact."""
        return words.follow_up_cells(line, self.today, names=self.host.names_shown)

    # --- what can be done ----------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """Know whether the cursor stands on an action item."""
        super().on_descendant_focus()
        here = self.focused is not None and self.focused.id == "due"
        self.standing = self.standing.with_fact(ON_DUE, holds=here)

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Go where the row belongs."""
        line = event.record_list.current
        kind = {"meetings": "meeting", "due": "action", "releases": "case"}
        if isinstance(line, Look):
            self.post_message(Open(line.kind, line.record_id, line.detail))
        elif line is not None and event.record_list.id == "following":
            self.post_message(Open("case", line.case_id, "follow-ups"))
        else:
            self.post_message(Open(kind[event.record_list.id or ""], event.key))

    def do_case(self) -> None:
        """Go to the case of the row."""
        line = getattr(self.list_in_hand(), "current", None)
        case_id = getattr(line, "case_id", None) or getattr(line, "id", None)
        if case_id is not None and not isinstance(line, Look):
            self.post_message(Open("case", case_id))

    def do_week(self) -> None:
        """Go to the week."""
        self.post_message(Open("week"))

    def do_new(self) -> None:
        """Ask for a new client."""
        self.post_message(Open("new-case"))

    def do_done(self) -> None:
        """Mark the action item under the cursor done."""
        key = self.list_of("due").current_key
        if key is not None:
            mark = self.casebook.actions.mark
            self.ask(lambda: mark([key], ActionState.DONE, on=self.today))


def _id(line: object) -> bytes:
    found: bytes = line.id  # type: ignore[attr-defined]
    return found
