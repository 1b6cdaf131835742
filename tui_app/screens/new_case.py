"""A new case: the client's name is enough; the prison and a release date that was told may follow.

The law: nothing typed is lost. Every field is kept as a draft until the case is opened, and what
cannot be read (31.2.) is said beside its field. Nothing is written before Ctrl+S, or Enter in the
last field: a case takes a number.
"""

from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from storage.lines.change import Changed
from tui_app.commands.cases import NEW_CASE
from tui_app.commands.command import Command
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.screens.case_words import services_words
from tui_app.screens.form import Form
from tui_app.screens.messages import Open
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.text_field import TextField

TEXTS = ("given", "family", "prison", "told-by", "source")
NAME_FIRST = N_("Write the client's name first.")


class NewCaseScreen(Form):
    """Asks for a client and opens the case."""

    commands: ClassVar[tuple[Command, ...]] = NEW_CASE

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Cases')} > {_('New client')}"

    def draft_place(self) -> str:
        """Name the drafts."""
        return "new-case"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        today = self.host.clock.now().date()
        with Vertical(classes="form"):
            yield FieldRow(_("Given name"), TextField(id="given"))
            yield FieldRow(_("Family name"), TextField(id="family"))
            yield FieldRow(_("Prison"), TextField(id="prison"))
            hint = _("Only if somebody has told it. Nivel computes no release date.")
            yield FieldRow(
                _("Release date"), DateField(today, tell=services_words, id="day"), hint=hint
            )
            yield FieldRow(
                _("How certain"), ChoiceField(_certainties(), "expected", id="certainty")
            )
            yield FieldRow(_("Told by"), TextField(id="told-by"))
            yield FieldRow(
                _("Source"), TextField(id="source"), hint=_("a letter, a call, a system")
            )
            words = _("Ctrl+S opens the case. Esc leaves; what you wrote waits here.")
            yield Static(Content(words), classes="hint told", markup=False)

    def load(self) -> None:
        """Bring back what was being written."""
        self.restore_drafts(*(self.field(name) for name in (*TEXTS, "day")))

    def concerns(self, changed: Changed) -> bool:  # noqa: ARG002 - nothing is shown here
        """Nothing shown here is kept yet."""
        return False

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Keep the draft; the casebook hears of it when the case is opened."""
        del field
        self.keep_drafts()

    def entered(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Enter goes to the next field, and opens the case in the last one."""
        if field.id == "source":
            self.do_make()
        else:
            super().entered(field)

    def do_make(self) -> None:
        """Open the case, or say what is missing beside its field."""
        given, family = self.field("given"), self.field("family")
        day = self.field("day")
        if not (given.value.strip() or family.value.strip()):
            self.note_beside(given, _(NAME_FIRST), alert=True)
            given.focus()
        elif not day.sure:
            self.note_beside(day, day.words(), alert=True)
            day.focus()
        else:
            self.ask(partial(self._open, self._typed_in(), day.day), then=self._opened)

    def _typed_in(self) -> dict[str, str]:
        return {name: self.field(name).value.strip() for name in (*TEXTS, "certainty")}

    def _open(self, typed: dict[str, str], day: Any) -> bytes:  # noqa: ANN401 - a date or None
        return open_case(self.casebook, typed, day, self.host.clock.now().date())

    def _opened(self, case_id: bytes) -> None:
        self._typed.clear()
        for name in (*TEXTS, "day"):
            self.host.keep_draft(f"{self.draft_place()}/{name}", "")
        self.post_message(Open("case", case_id, instead=True))


def open_case(casebook: Any, typed: dict[str, str], day: Any, today: Any) -> bytes:  # noqa: ANN401
    """Write the case and its release date in one change; runs in the casebook's thread."""
    with casebook.change("case.open"):
        case_id: bytes = casebook.cases.open_case(
            typed["given"], typed["family"], prison=typed["prison"]
        )
        if day is not None:
            casebook.cases.tell_release(
                case_id,
                day=day,
                certainty=typed["certainty"],
                told_on=today,
                told_by=typed["told-by"],
                source=typed["source"],
            )
    return case_id


def _certainties() -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in choice_words("certainty") if pair[0] != "withdrawn")
