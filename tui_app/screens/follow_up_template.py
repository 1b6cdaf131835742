"""The office's template of follow-up contacts: how long after the release, and how.

The law: the usual intervals stand there until somebody changes one; what was planned by an interval
that is changed or taken out stays as it was planned.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from storage.rules.follow_ups import Interval
from tui_app.commands.command import Command
from tui_app.commands.follow_ups import FOLLOW_UP_TEMPLATE, INTERVAL
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word, choice_words
from tui_app.screens.follow_up_words import INTERVALS, interval_name
from tui_app.screens.form import Form
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.list_rows import Row
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.change import Changed

_DIGITS = 3


class FollowUpTemplateScreen(NivelScreen):
    """The list of intervals."""

    AUTO_FOCUS = "#intervals"
    commands: ClassVar[tuple[Command, ...]] = FOLLOW_UP_TEMPLATE

    def place_text(self) -> str:
        """Return the place."""
        return _("Template of follow-up contacts")

    def compose_body(self) -> ComposeResult:
        """Yield the intervals and what they are for."""
        yield RecordList(INTERVALS, _row, lambda line: line.id, id="intervals")
        hint = _("Counted from the planning date. A day on which services are closed is proposed "
                 "moved, when the contacts of a client are planned.")  # fmt: skip
        yield Static(Content(hint), classes="hint", markup=False)

    @property
    def intervals(self) -> "RecordList[Interval]":
        """Return the list."""
        return self.query_one("#intervals", RecordList)

    def load(self) -> None:
        """Read the template."""
        self.ask(self.casebook.follow_ups.template, then=self.intervals.show)

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of the template."""
        return "follow-up-template" in changed.kinds

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Open the interval."""
        self.post_message(Open("interval", event.key))

    def do_new(self) -> None:
        """Write a new interval."""
        self.post_message(Open("new-interval"))

    def do_remove(self) -> None:
        """Take the interval out."""
        if (key := self.intervals.current_key) is not None:
            self.ask(self.casebook.follow_ups.remove_interval, key)


def _row(line: Interval) -> Row:
    name = interval_name(line.label, line.first, line.last, line.unit)
    return Row((name, choice_word("channel", line.channel)))


class IntervalScreen(Form):
    """The form of one interval; saved whole, for its numbers are valid only together."""

    AUTO_FOCUS = "#first"
    commands: ClassVar[tuple[Command, ...]] = INTERVAL

    def __init__(self, interval_id: bytes | None = None) -> None:
        super().__init__()
        self.interval_id = interval_id

    def place_text(self) -> str:
        """Return the place."""
        return f"{_('Template of follow-up contacts')} > {_('Interval')}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        with Vertical(classes="form"):
            yield FieldRow(_("At the earliest"), TextField("1", id="first", limit=_DIGITS))
            yield FieldRow(_("At the latest"), TextField("1", id="last", limit=_DIGITS),
                           hint=_("1 to 3 days, or twice the same: 2 to 2 weeks"))  # fmt: skip
            yield FieldRow(_("Unit"), ChoiceField(choice_words("interval-unit"), "weeks",
                                                  id="unit"))  # fmt: skip
            yield FieldRow(_("How"), ChoiceField(choice_words("channel"), "phone", id="channel"))
            yield FieldRow(_("Name"), TextField(id="label"), hint=_("the office's own, if any"))

    def load(self) -> None:
        """Read the interval."""
        if self.interval_id is not None:
            self.ask(self.casebook.follow_ups.template, then=self._show)

    def _show(self, template: tuple[Interval, ...]) -> None:
        for one in template:
            if one.id == self.interval_id:
                for name in ("first", "last", "unit", "channel", "label"):
                    self.field(name).fill(str(getattr(one, name)))

    def concerns(self, changed: "Changed") -> bool:  # noqa: ARG002 - the form is in hand
        """Leave what is being written."""
        return False

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Keep nothing yet: the numbers are saved together."""

    def do_finish(self) -> None:
        """Save the interval and go back; a number that is none is said beside the field."""
        told: dict[str, Any] = {
            name: self.field(name).value for name in ("unit", "channel", "label")
        }
        for name in ("first", "last"):
            value = self.field(name).value.strip()
            if not (value.isascii() and value.isdigit()):
                self.note_beside(self.field(name), _("Write a whole number."), alert=True)
                self.field(name).focus()
                return
            told[name] = int(value)
        save = self.casebook.follow_ups.save_interval
        self.keep(self.field("last"), lambda: save(self.interval_id, **told), then=self._saved)

    def _saved(self, _made: object) -> None:
        for name in ("first", "last", "label"):
            self.field(name).kept = self.field(name).value
        self.go_out()
