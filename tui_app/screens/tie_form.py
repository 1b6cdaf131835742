"""What the two forms of one actor of the network share: opening, filling, and whose it is.

The law: a tie is opened once and logged; the head shows who it is, masked until names are shown.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from tui_app.i18n.catalogue import _
from tui_app.plain.network import actor
from tui_app.screens.form import Form
from tui_app.widgets.date_field import DateField

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.network import TieLine


class TieForm(Form):
    """The form of the tie ``tie_id``; ``fields``: the id of each, and its name in the record."""

    fields: ClassVar[dict[str, str]] = {}
    texts: ClassVar[tuple[str, ...]] = ()
    """The fields whose drafts come back."""

    def __init__(self, tie_id: bytes) -> None:
        super().__init__()
        self.tie_id = tie_id
        self.line: TieLine | None = None
        self.case_id: bytes | None = None
        self.warned = False

    def place_text(self) -> str:
        """Say where one is, and who it is, masked."""
        who = "" if self.line is None else actor(self.line, names=self.host.names_shown)
        return f"{_('Network')} > {who}"

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"tie/{self.tie_id.hex()}"

    def load(self) -> None:
        """Open the tie: logged."""
        self.ask_seeing(self._read, lambda _found: (self.tie_id,), self.show)

    def _read(self) -> "tuple[bytes | None, TieLine | None]":
        tie = self.casebook.network.read(self.tie_id)
        return tie.case_id, self.casebook.network.line(self.tie_id)

    def show(self, found: "tuple[bytes | None, TieLine | None]") -> None:
        """Fill the fields with what is kept."""
        first = self.line is None
        self.case_id, self.line = found
        if self.line is None:
            return
        for name, kept in self.fields.items():
            field, value = self.field(name), getattr(self.line, kept)
            self.show_kept(field, value if isinstance(field, DateField) else as_word(value))
        self.fill_frame()
        if first:
            self.restore_drafts(*(self.field(name) for name in self.texts))

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a tie or a person changed."""
        return bool(changed.kinds & {"tie", "person", "organisation"})

    def case_in_hand(self) -> bytes | None:
        """Let a look at names stand in the case's log."""
        return self.case_id

    def names_changed(self) -> None:
        """Show the name in the head."""
        self.fill_frame()

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def value(self, name: str) -> Any:  # noqa: ANN401 - a text or a date
        """Return what stands in a field, as the record keeps it."""
        field = self.field(name)
        return field.day if isinstance(field, DateField) else field.value

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Write one field."""
        if field.id in self.fields:
            edit = partial(self.casebook.network.edit, self.tie_id, seen=self.seen(field.id))
            self.keep(field, partial(edit, **{self.fields[field.id]: self.value(field.id)}))


def as_word(value: object) -> str:
    """Return a kept value as a choice names it."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
