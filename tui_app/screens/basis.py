"""One basis: what may still be mended of it, and how it stands.

The law: whom it names and what it covers were said by the client and are not rewritten; what
changed in that is a new basis. The paragraph, what it is for and its days are mended here.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.sharing import BASIS
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.plain.sharing import basis_row
from tui_app.screens.form import Form
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    import datetime as dt

    from storage.lines.change import Changed
    from storage.lines.sharing import BasisLine

FIELDS = ("purpose", "paragraph", "starts", "ends")


class BasisScreen(Form):
    """The form of the basis ``basis_id``."""

    AUTO_FOCUS = "#purpose"
    commands: ClassVar[tuple[Command, ...]] = BASIS

    def __init__(self, basis_id: bytes) -> None:
        super().__init__()
        self.basis_id = basis_id
        self.line: BasisLine | None = None

    def place_text(self) -> str:
        """Say which case, by number, and what it is."""
        if self.line is None:
            return _("Cases")
        kind = choice_word("basis", self.line.kind)
        return f"{_('Cases')} > {self.line.case_label} > {kind}"

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"basis/{self.basis_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield what stands, and the fields."""
        today = self.today
        with Vertical(classes="form"):
            yield Static(id="basis-words", classes="told", markup=False)
            yield FieldRow(_("What for"), TextField(id="purpose"))
            yield FieldRow(_("Paragraph"), TextField(id="paragraph"))
            yield FieldRow(_("Starting"), DateField(today, id="starts"), hint=_("empty: at once"))
            yield FieldRow(_("Until"), DateField(today, id="ends"))
            words = _("Each field saves itself when you leave it. Esc goes back.")
            yield Static(Content(words), classes="hint told", markup=False)

    @property
    def today(self) -> "dt.date":
        """Return the day of the host's clock."""
        return self.host.clock.now().date()

    def load(self) -> None:
        """Read the basis."""
        read = partial(self.casebook.bases.line, self.basis_id, self.today)
        self.ask_seeing(read, lambda _line: (self.basis_id,), self._show, self.gone)

    def _show(self, line: "BasisLine") -> None:
        first, self.line = self.line is None, line
        words = basis_row(line, names=self.host.names_shown)
        self.query_one("#basis-words", Static).update(Content(words))
        for name in FIELDS:
            self.show_kept(self.field(name), getattr(line, name))
        self.fill_frame()
        if first:
            self.restore_drafts(*(self.field(name) for name in FIELDS))

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a basis changed."""
        return "basis" in changed.kinds

    def case_in_hand(self) -> bytes | None:
        """Let a look at names stand in the case's log."""
        return None if self.line is None else self.line.case_id

    def names_changed(self) -> None:
        """Word it again."""
        if self.line is not None:
            words = basis_row(self.line, names=self.host.names_shown)
            self.query_one("#basis-words", Static).update(Content(words))

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Write one field."""
        if field.id in FIELDS:
            value = field.day if isinstance(field, DateField) else field.value.strip()
            edit, seen = self.casebook.bases.edit, self.seen(field.id)
            self.keep(field, partial(edit, self.basis_id, seen=seen, **{field.id: value}))

    def do_finish(self) -> None:
        """Save the field in hand and go back."""
        self.do_back()
