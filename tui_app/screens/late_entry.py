"""A whole meeting written down afterwards, on one screen: when, where, who, what was said.

The law: nothing is written before Ctrl+S, then all of it in one change with one undo; until then
every field waits as a draft. When it was and when it was written down stay apart. Where a meeting
of that day was also kept live, both are kept and row 23 says so.
"""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from storage.lines.meetings import AttendanceLine
from storage.lines.visits import LateAgreement, LateVisit, WrittenLate
from tui_app.commands.command import Command
from tui_app.commands.visit import LATE_ENTRY
from tui_app.dialogs.presence import PresenceMarks
from tui_app.i18n.captured_tails import Known
from tui_app.i18n.captures import read_line
from tui_app.i18n.catalogue import N_, _, language
from tui_app.i18n.choices import choice_words
from tui_app.plain.words import joined, shown_name, spoken_language, who
from tui_app.screens.form import Form
from tui_app.screens.frame import Framed
from tui_app.screens.giving import caption
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.text_field import TextField
from tui_app.widgets.time_field import TimeField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.lines.change import Changed, DraftLine
    from storage.lines.visits import VisitSheet

TEXTS = ("day", "starts", "ends", "place", "agreed", "questions", "notes")
HERE = frozenset({"present", "remote"})


class LateEntryScreen(Form):
    """A meeting of the case ``case_id`` that was held without this computer."""

    commands: ClassVar[tuple[Command, ...]] = LATE_ENTRY
    subject: ClassVar[str] = N_("Late entry")

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.sheet: VisitSheet | None = None
        self.there: frozenset[bytes] = frozenset()
        self._is_saving = False

    def place_text(self) -> str:
        """Return whose meeting it was, masked."""
        if self.sheet is None:
            return _(self.subject)
        whose = who(self.sheet.label, self.sheet.client, names=self.host.names_shown)
        return f"{whose} > {_(self.subject)}"

    def case_in_hand(self) -> bytes | None:
        """Return the case: a look at names is written into its log."""
        return self.case_id

    def draft_place(self) -> str:
        """Name the drafts of this case's late entry."""
        return f"late/{self.case_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield when and where, who was there, and three places to write in."""
        yield Horizontal(
            caption(_("Day")), DateField(self.today, past=True, id="day"),
            caption(_("from")), TimeField(id="starts"),
            caption(_("to")), TimeField(id="ends"), classes="facts-row",
        )  # fmt: skip
        kinds = ChoiceField(choice_words("meeting-kind"), "prison-visit", id="kind")
        yield Horizontal(
            caption(_("Kind")), kinds,
            caption(_("Place")), TextField(id="place"), classes="facts-row",
        )  # fmt: skip
        yield Static(id="late-there", markup=False)
        areas = (
            ("agreed", _("Agreed, one thing a line: what, who, when")),
            ("questions", _("The client's questions, one a line")),
            ("notes", _("Notes, one a line")),
        )
        for name, words in areas:
            yield Static(Content(words), classes="caption", markup=False)
            yield NoteArea(id=name)

    @property
    def today(self) -> dt.date:
        """Return the day of this machine."""
        return self.host.clock.now().date()

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    # --- reading -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read who may have been there, then the drafts, once."""
        sheet = self.casebook.visits.sheet
        self.ask(sheet, self.case_id, self.today, then=self._take)

    def _take(self, sheet: "VisitSheet") -> None:
        is_first, self.sheet = self.sheet is None, sheet
        self.fill_frame()
        if is_first:
            self.there = frozenset({sheet.client_id})
            drafts = partial(self.casebook.drafts.lines, self.draft_place())
            self.ask(drafts, then=self._bring_back)
        self.names_changed()

    def _bring_back(self, drafts: "Sequence[DraftLine]") -> None:
        self._restore(tuple(self.field(name) for name in TEXTS), drafts)

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case by somebody else, never over what is typed."""
        return self.case_id in changed.scopes and super().concerns(changed)

    def names_changed(self) -> None:
        """Say who was there, in full or masked."""
        people = self.sheet.people if self.sheet else ()
        names = self.host.names_shown
        there = joined(shown_name(one.name, names=names) for one in people if one.id in self.there)
        words = _("There: {names}   (Ctrl+E)").format(names=there or _("nobody marked"))
        self.query_one("#late-there", Static).update(Content(f" {words}"))

    # --- who was there -------------------------------------------------------------------------

    def do_people(self) -> None:
        """Mark who was there."""
        if self.sheet is None:
            return
        lines = tuple(
            AttendanceLine(
                id=one.id, person_id=one.id, name=one.name, organisation="", title="",
                is_client=one.is_client, role="participant", invitation="not-yet",
                presence="present" if one.id in self.there else "unknown", note="",
            )
            for one in self.sheet.people
        )  # fmt: skip
        marks = PresenceMarks(lines, names=self.host.names_shown)
        self.app.push_screen(marks, self._marked)

    def _marked(self, marks: dict[bytes, str] | None) -> None:
        for person_id, mark in (marks or {}).items():
            one = frozenset({person_id})
            self.there = self.there | one if mark in HERE else self.there - one
        self.names_changed()

    # --- saving --------------------------------------------------------------------------------

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Keep nothing yet: all of it is written at once."""

    def do_finish(self) -> None:
        """Write the meeting down, unless the day or the time is missing."""
        day, starts = self.field("day").day, self.field("starts").time
        if day is None or starts is None:
            self.say(_("Write the day and the time at which it began."), alert=True)
            (self.field("starts") if day else self.field("day")).focus()
            return
        if self._is_saving:
            return
        self._is_saving = True
        write, late = self.casebook.visits.write_late, self._late(day, starts)
        now = self.host.clock.now()
        self.ask(write, self.case_id, late, now, then=self._written, refused=self._refused_late)

    def _refused_late(self, _error: object) -> bool:
        self._is_saving = False
        return False

    def _late(self, day: dt.date, starts: dt.time) -> LateVisit:
        ends = self.field("ends").time
        return LateVisit(
            starts=dt.datetime.combine(day, starts),
            ends=None if ends is None else dt.datetime.combine(day, ends),
            kind=self.field("kind").value,
            place=self.field("place").value.strip(),
            language=language(),
            present=tuple(sorted(self.there)),
            agreed=tuple(self._agreement(text, day) for text in self._lines("agreed")),
            questions=self._lines("questions"),
            notes=self._lines("notes"),
        )

    def _lines(self, name: str) -> tuple[str, ...]:
        lines = (line.strip() for line in self.field(name).value.split("\n"))
        return tuple(line for line in lines if line)

    def _agreement(self, text: str, day: dt.date) -> LateAgreement:
        people = self.sheet.people if self.sheet else ()
        me = self.casebook.me.person_id
        known = [Known(one.id, one.name, one.id == me, one.id in self.there) for one in people]
        caught = read_line(f"!g {text}", known, day, spoken_language())
        return LateAgreement(caught.text or text, caught.person, caught.due)

    def _written(self, written: WrittenLate) -> None:
        self._typed.clear()
        for name in TEXTS:
            self.forget_draft(self.field(name))
        self.app.pop_screen()
        words = _("The meeting is written down.")
        if written.beside:
            words = _("Written down. A meeting of that day was also kept live: both are kept.")
        if isinstance(self.app.screen, Framed):
            self.app.screen.say(words, alert=written.beside)
