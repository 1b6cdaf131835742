"""One follow-up contact, and one step of a lost-contact plan: their forms.

The law: each field saves itself. A day before the release is refused beside the field, and stays
typed; what may be said to somebody else stands as it was agreed, with the day of agreeing.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from tui_app.commands.command import Command
from tui_app.commands.follow_ups import FOLLOW_UP, STEP
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.screens.case_words import services_words
from tui_app.screens.form import Form
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.change import Changed


class _OneForm(Form):
    """A form of the record ``record_id``. ``fields``: each id, and the name in the record."""

    fields: ClassVar[dict[str, str]] = {}
    kind: ClassVar[str] = ""
    subject: ClassVar[str] = ""

    def __init__(self, record_id: bytes) -> None:
        super().__init__()
        self.record_id = record_id
        self.case_id: bytes | None = None
        self.restored = False

    def place_text(self) -> str:
        """Say where one is; no client is named here."""
        return f"{_('Cases')} > {_(self.subject)}"

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"{self.kind}/{self.record_id.hex()}"

    def case_in_hand(self) -> bytes | None:
        """Let quick entries begin with this case."""
        return self.case_id

    def desk(self) -> Any:  # noqa: ANN401 - one of two desks
        """Return the desk that keeps the record."""
        raise NotImplementedError

    def load(self) -> None:
        """Open the record: logged."""
        read = partial(self.desk().read, self.record_id)
        self.ask_seeing(read, lambda _record: (self.record_id,), self.show, self.gone)

    def show(self, record: Any) -> None:  # noqa: ANN401 - one of two records
        """Fill the fields with what is kept."""
        self.case_id = record.case_id
        for name, kept in self.fields.items():
            field, value = self.field(name), getattr(record, kept)
            self.show_kept(field, value if isinstance(field, DateField) else str(value))
        if not self.restored:
            self.restored = True
            texts = (self.field(name) for name in self.fields if name != "channel")
            self.restore_drafts(*texts)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when one of its kind changed."""
        return self.kind in changed.kinds

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Write one field."""
        name = self.fields.get(field.id)
        if name is not None:
            value = field.day if isinstance(field, DateField) else field.value
            edit = partial(self.desk().edit, self.record_id, seen=self.seen(field.id))
            self.keep(field, partial(edit, **{name: value}))

    def do_finish(self) -> None:
        """Save the field in hand and go back."""
        self.do_back()


class FollowUpScreen(_OneForm):
    """Mends a follow-up contact."""

    AUTO_FOCUS = "#due"
    commands: ClassVar[tuple[Command, ...]] = FOLLOW_UP
    fields: ClassVar[dict[str, str]] = {
        "due": "due", "next": "next_try", "channel": "channel", "label": "label", "words": "words",
    }  # fmt: skip
    kind: ClassVar[str] = "follow-up"
    subject: ClassVar[str] = N_("Follow-up contact")

    def desk(self) -> Any:  # noqa: ANN401 - see above
        """Return the desk of follow-ups."""
        return self.casebook.follow_ups

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        today = self.host.clock.now().date()
        with Vertical(classes="form"):
            yield FieldRow(_("By when"), DateField(today, tell=services_words, id="due"))
            yield FieldRow(_("Next attempt"), DateField(today, tell=services_words, id="next"))
            yield FieldRow(_("How"), ChoiceField(choice_words("channel"), id="channel"))
            yield FieldRow(_("Name"), TextField(id="label"),
                           hint=_("empty: the interval is its name"))  # fmt: skip
            yield FieldRow(_("Words"), NoteArea(id="words"))


class StepScreen(_OneForm):
    """Mends a step of a lost-contact plan."""

    AUTO_FOCUS = "#may-say"
    commands: ClassVar[tuple[Command, ...]] = STEP
    fields: ClassVar[dict[str, str]] = {
        "channel": "channel", "role": "role", "may-say": "may_say", "agreed": "agreed_on",
    }  # fmt: skip
    kind: ClassVar[str] = "lost-contact-step"
    subject: ClassVar[str] = N_("If contact is lost")

    def desk(self) -> Any:  # noqa: ANN401 - see above
        """Return the desk of the plan."""
        return self.casebook.lost_contact

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        today = self.host.clock.now().date()
        with Vertical(classes="form"):
            yield FieldRow(_("May be said"), NoteArea(id="may-say"),
                           hint=_("What the client has agreed may be said to this one, and no "
                                  "more."))  # fmt: skip
            yield FieldRow(_("How"), ChoiceField(choice_words("channel"), id="channel"))
            yield FieldRow(_("Who it is"), TextField(id="role"))
            yield FieldRow(_("Agreed on"), DateField(today, past=True, id="agreed"))
