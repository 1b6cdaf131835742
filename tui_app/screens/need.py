"""One need: how it stands, the goal in the client's own words, who takes care of it.

The law: the client's words stand above ours; every field saves itself when it is left.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.cases import CLOSED, READY
from tui_app.commands.command import Command
from tui_app.commands.needs import NEED
from tui_app.dialogs.choose import Chosen
from tui_app.dialogs.need_pickers import ActorChoice, ServiceChoice
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word, choice_words
from tui_app.plain.needs import NOBODY, who_words
from tui_app.screens.form import Form
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.needs import NeedLine
    from storage.lines.network import TieLine

FIELDS = {
    "state": "state",
    "goal": "goal",
    "words": "words",
    "unmet": "unmet",
    "unmet-words": "unmet_words",
}
TEXTS = ("goal", "words", "unmet-words")


class NeedScreen(Form):
    """The form of the need ``need_id``."""

    AUTO_FOCUS = "#state"
    commands: ClassVar[tuple[Command, ...]] = NEED

    def __init__(self, need_id: bytes) -> None:
        super().__init__()
        self.need_id = need_id
        self.line: NeedLine | None = None
        self.ties: tuple[TieLine, ...] = ()

    def place_text(self) -> str:
        """Say which life area it is."""
        area = "" if self.line is None else choice_word("need-area", self.line.area)
        return f"{_('Needs')} > {area}"

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"need/{self.need_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        no_yes = (("no", _("no")), ("yes", _("yes")))
        with Vertical(classes="form"):
            yield FieldRow(_("How it stands"), ChoiceField(choice_words("need-state"), id="state"))
            hint = _("In the client's own words, as they say it.")
            yield FieldRow(_("Goal"), NoteArea(id="goal"), hint=hint)
            yield FieldRow(_("What is needed"), NoteArea(id="words"))
            yield FieldRow(_("Who"), PickField(id="who"))
            yield FieldRow(_("Service"), PickField(id="service"))
            answer = _("Yes: no service answers this. It is counted for the office, without names.")
            yield FieldRow(_("No service"), ChoiceField(no_yes, id="unmet"), hint=answer)
            yield FieldRow(_("What is missing"), TextField(id="unmet-words"))
            words = _("Left and Right choose. Each field saves itself. Esc goes back.")
            yield Static(Content(words), classes="hint told", markup=False)

    def load(self) -> None:
        """Open the need: logged."""
        self.ask_seeing(self._read, lambda _found: (self.need_id,), self._show, self.gone)

    def _read(self) -> "tuple[NeedLine | None, tuple[TieLine, ...], bool]":
        case_id = self.casebook.needs.read(self.need_id).case_id or b""
        closed = self.casebook.cases.line(case_id).phase == "closed"
        ties = self.casebook.network.suggested(case_id)
        return self.casebook.needs.line(self.need_id), ties, closed

    def _show(self, found: "tuple[NeedLine | None, tuple[TieLine, ...], bool]") -> None:
        first = self.line is None
        self.line, self.ties, closed = found
        if self.line is None:
            return
        standing = self.standing.with_fact(READY, holds=True)
        self.standing = standing.with_fact(CLOSED, holds=closed)
        for name, kept in FIELDS.items():
            value = getattr(self.line, kept)
            field = self.field(name)
            self.show_kept(field, ("yes" if value else "no") if name == "unmet" else value)
            field.disabled = closed and not isinstance(field, NoteArea)
            if isinstance(field, NoteArea):
                field.read_only = closed
        for name in ("unmet", "unmet-words"):
            self.field(name).disabled = closed or self.line.is_aim
        self._show_picked()
        self.fill_frame()
        if first:
            self.restore_drafts(*(self.field(name) for name in TEXTS))

    def _show_picked(self) -> None:
        if self.line is not None:
            who = who_words(self.line, names=self.host.names_shown)
            gone = choice_word("need-gap", "left") if self.line.tie_id and not who else ""
            self.query_one("#who", PickField).fill(self.line.tie_id, who or gone)
            self.query_one("#service", PickField).fill(self.line.service_id, self.line.service)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a need, a tie or the directory changed."""
        return bool(changed.kinds & {"need", "tie", "person", "organisation", "service"})

    def case_in_hand(self) -> bytes | None:
        """Let a look at names stand in the case's log."""
        return None if self.line is None else self.line.case_id

    def names_changed(self) -> None:
        """Show the name of who takes care."""
        self._show_picked()

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Write one field."""
        if field.id in FIELDS:
            value = field.value == "yes" if field.id == "unmet" else field.value
            edit = partial(self.casebook.needs.edit, self.need_id, seen=self.seen(field.id))
            self.keep(field, partial(edit, **{FIELDS[field.id]: value}))

    # --- who and which service -----------------------------------------------------------------

    @on(PickField.Asked, "#who")
    def ask_who(self) -> None:
        """Ask who of the network takes care of it."""
        if self.standing.has(CLOSED):
            return
        if self.ties:
            self.app.push_screen(ActorChoice(self.ties), partial(self._took, "tie_id"))
        else:
            self.say(_(NOBODY))

    @on(PickField.Asked, "#service")
    def ask_service(self) -> None:
        """Ask which service."""
        if self.line is not None and not self.standing.has(CLOSED):
            look = self.looker(partial(self._services, self.line))
            self.app.push_screen(ServiceChoice(look), partial(self._took, "service_id"))

    def _services(self, line: "NeedLine", words: str, limit: int) -> tuple[Any, ...]:
        if words.strip():
            return self.casebook.services.pick(words, limit)
        return tuple(self.casebook.needs.suggesting(line.case_id)(line.area))[:limit]

    def _took(self, field: str, answer: Chosen | None) -> None:
        if answer is not None and answer.key is not None:
            self.put(field, answer.key)

    @on(PickField.Cleared)
    def cleared(self, event: PickField.Cleared) -> None:
        """Take away who, or which service."""
        if not self.standing.has(CLOSED):
            field = {"who": "tie_id", "service": "service_id"}[event.field.id or ""]
            self.put(field, None)

    def put(self, field: str, key: bytes | None) -> None:
        """Write who takes care of it, or which service."""
        fields: dict[str, Any] = {field: key}
        self.ask(partial(self.casebook.needs.edit, self.need_id, **fields))

    def do_finish(self) -> None:
        """Save the field in hand and go back."""
        self.do_back()
