"""What the forms of people and organisations share: fields that save themselves, or are all added.

The law: a record that is kept saves each field when it is left. A new one is kept as a draft until
Ctrl+S, or Enter in its last field, since only then it is known whom it may double.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.plain.merging import merged_words
from tui_app.screens.form import Form
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.lines.merging import MergedLine


class DirectoryForm(Form):
    """The form of the record ``record_id``, None while it is new.

    ``fields``: the id of each field, and the name it has in the record.
    """

    fields: ClassVar[dict[str, str]] = {}
    kind: ClassVar[str] = ""

    def __init__(self, record_id: bytes | None) -> None:
        super().__init__()
        self.record_id = record_id
        self.restored = False

    # --- what a subclass gives -----------------------------------------------------------------

    def read(self, record_id: bytes) -> Any:  # noqa: ANN401 - a person or an organisation
        """Read the record and what belongs to it; runs in the casebook's thread."""
        raise NotImplementedError

    def show(self, found: Any) -> None:  # noqa: ANN401 - what ``read`` returned
        """Show it."""
        raise NotImplementedError

    def edit(self, record_id: bytes, **values: Any) -> None:  # noqa: ANN401 - any field
        """Write some fields; runs in the casebook's thread."""
        raise NotImplementedError

    def add(self) -> None:
        """Add the new record, or say what is missing."""
        raise NotImplementedError

    # --- fields --------------------------------------------------------------------------------

    def draft_place(self) -> str:
        """Name the drafts."""
        if self.record_id is None:
            return f"new-{self.kind}"
        return f"{self.kind}/{self.record_id.hex()}"

    def load(self) -> None:
        """Open the record: logged. A new one gets its drafts back."""
        if self.record_id is not None:
            record_id = self.record_id
            read = partial(self.read, record_id)
            self.ask_seeing(read, lambda _found: (record_id,), self._show)
        else:
            self.bring_back()

    def _show(self, found: Any) -> None:  # noqa: ANN401 - what ``read`` returned
        self.show(found)
        self.fill_frame()
        self.bring_back()
        if self.record_id is not None and self.query("#merged"):
            self.ask(self.casebook.merging.of, self.record_id, then=self._tell_merged)

    def _tell_merged(self, lines: "tuple[MergedLine, ...]") -> None:
        told = (merged_words(line, names=self.host.names_shown) for line in lines)
        words = _("Merged into this: {cards}").format(cards="; ".join(told)) if lines else ""
        self.query_one("#merged", Static).update(Content(words))

    def bring_back(self) -> None:
        """Show the drafts, once."""
        if not self.restored:
            self.restored = True
            texts = (self.field(name) for name in self.fields)
            self.restore_drafts(*(field for field in texts if not isinstance(field, ChoiceField)))

    def fill(self, record: Any) -> None:  # noqa: ANN401 - a person or an organisation
        """Fill the fields with what is kept."""
        for name, kept in self.fields.items():
            field, value = self.field(name), getattr(record, kept)
            self.show_kept(field, value if isinstance(field, DateField) else str(value))

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def value(self, name: str) -> Any:  # noqa: ANN401 - a text or a date
        """Return what stands in a field, as the record keeps it."""
        field = self.field(name)
        return field.day if isinstance(field, DateField) else field.value

    def values(self) -> dict[str, Any]:
        """Return every value under its name in the record."""
        return {kept: self.value(name) for name, kept in self.fields.items()}

    # --- saving --------------------------------------------------------------------------------

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Write one field, or keep its draft while the record is new."""
        kept = self.fields.get(field.id)
        if self.record_id is None:
            self.keep_drafts()
        elif kept is not None:
            edit: Callable[..., None] = partial(self.edit, self.record_id)
            told = {"seen": self.seen(field.id), kept: self.value(field.id)}
            self.keep(field, partial(edit, **told))

    def entered(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Enter goes to the next field, and adds the new record in the last one."""
        last = next(reversed(self.fields))
        if self.record_id is None and field.id == last:
            self.add()
        else:
            super().entered(field)

    def added(self, record_id: bytes) -> None:
        """Drop the drafts and go back to the list."""
        del record_id
        self._typed.clear()
        for name in self.fields:
            self.host.keep_draft(f"{self.draft_place()}/{name}", "")
            field = self.field(name)
            field.kept = field.value
        self.go_out()

    def do_finish(self) -> None:
        """Add the new record; or save the field in hand, and go back."""
        if self.record_id is None:
            self.add()
        else:
            self.do_back()
