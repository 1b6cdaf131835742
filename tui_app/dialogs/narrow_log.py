"""Narrow the log: which log, who did it, what was done, from when until when.

The law: what is narrowed is said above the list, so that nothing seems missing.
"""

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from storage.lines.log import LogFilter
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.plain.words import shown_name
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow


class NarrowLog(ModalScreen[LogFilter | None]):
    """``people``: who stands in the log; answers the filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def __init__(
        self, shown: LogFilter, people: tuple[str, ...], today: dt.date, *, names: bool
    ) -> None:
        super().__init__()
        self.shown = shown
        self.people = people
        self.today = today
        self.names = names

    def compose(self) -> ComposeResult:
        """Yield the fields."""
        who = tuple((each, shown_name(each, names=self.names)) for each in self.people)
        what = (("", _("anything")), *choice_words("log-what"))
        with Vertical(id="dialog"):
            yield Static(Content(_("What is shown of the log?")), markup=False)
            yield FieldRow(_("Log"), ChoiceField(choice_words("log"), self.shown.log, id="log"))
            people = (("", _("anybody")), *who)
            yield FieldRow(_("Who"), ChoiceField(people, self.shown.person, id="who"))
            yield FieldRow(_("Did"), ChoiceField(what, self.shown.what, id="what"))
            yield FieldRow(_("Starting"), DateField(self.today, past=True, id="since"))
            yield FieldRow(_("Until"), DateField(self.today, past=True, id="until"))
            hint = _("Left and Right choose, Enter answers, Esc leaves.")
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the days."""
        self.query_one("#since", DateField).fill_day(self.shown.since)
        self.query_one("#until", DateField).fill_day(self.shown.until)
        self.query_one("#log").focus()

    def action_answer(self) -> None:
        """Answer with what was chosen; a day that cannot be read holds."""
        since, until = self.query_one("#since", DateField), self.query_one("#until", DateField)
        if not (since.sure and until.sure):
            return
        chosen = {name: self.query_one(f"#{name}", ChoiceField).value for name in _CHOICES}
        answer = LogFilter(chosen["log"], chosen["who"], chosen["what"], since.day, until.day)
        self.dismiss(answer)

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)


_CHOICES = ("log", "who", "what")
