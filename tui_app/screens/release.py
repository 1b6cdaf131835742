"""A release date that was told: which day, how certain, by whom and when, from what source.

The law: Nivel computes no release date. A new date is written when its day has been read and left;
from then on every field saves itself. A day that does not exist (31.2.) is said beside the field
and stays typed. What falls on a Friday, a holiday or its eve is said at once.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.cases import RELEASE
from tui_app.commands.command import Command
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.screens.case_words import services_words
from tui_app.screens.form import Form
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    import datetime as dt

    from storage.lines.change import Changed
    from storage.records.release import ReleaseDate

FIELDS = {
    "day": "day",
    "certainty": "certainty",
    "told-on": "told_on",
    "told-by": "told_by",
    "source": "source",
    "note": "note",
}
"""The id of each field, and the name it has in the record."""


class ReleaseScreen(Form):
    """Mends the release date ``release_id``."""

    AUTO_FOCUS = "#day"
    commands: ClassVar[tuple[Command, ...]] = RELEASE

    def __init__(self, release_id: bytes) -> None:
        super().__init__()
        self.release_id: bytes | None = release_id
        self.restored = False

    def place_text(self) -> str:
        """Say where one is; no client is named here."""
        return f"{_('Cases')} > {_('Release date')}"

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"release-date/{(self.release_id or b'').hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        today = self.host.clock.now().date()
        told_on = DateField(today, past=True, id="told-on")
        hint = _("for example: 3.12.  fr  in 2 weeks")
        with Vertical(classes="form"):
            yield FieldRow(
                _("Release date"), DateField(today, tell=services_words, id="day"), hint=hint
            )
            yield FieldRow(_("How certain"), ChoiceField(choice_words("certainty"), id="certainty"))
            yield FieldRow(_("Told on"), told_on)
            yield FieldRow(_("Told by"), TextField(id="told-by"))
            source_hint = _("a letter, a call, a system")
            yield FieldRow(_("Source"), TextField(id="source"), hint=source_hint)
            yield FieldRow(_("Note"), NoteArea(id="note"))
            words = Content(self.words())
            yield Static(words, id="release-words", classes="hint told", markup=False)

    def words(self) -> str:
        """Say how saving goes here."""
        return _("Each field saves itself when you leave it. Esc goes back.")

    def load(self) -> None:
        """Read the date."""
        if self.release_id is not None:
            release_id = self.release_id
            read = partial(self.read, release_id)
            self.ask_seeing(read, lambda _release: (release_id,), self.show)
        self.bring_back()

    def bring_back(self) -> None:
        """Show the drafts, once."""
        if not self.restored:
            self.restored = True
            names = (name for name in FIELDS if name != "certainty")
            self.restore_drafts(*(self.field(name) for name in names))

    def read(self, release_id: bytes) -> "ReleaseDate":
        """Open the record; runs in the casebook's thread."""
        return self.casebook.cases.read_release(release_id)

    def show(self, release: "ReleaseDate") -> None:
        """Fill the fields with what is kept."""
        for name, kept in FIELDS.items():
            field, value = self.field(name), getattr(release, kept)
            self.show_kept(field, value if isinstance(field, DateField) else str(value))

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a release date changed."""
        return "release-date" in changed.kinds

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def value(self, name: str) -> "str | dt.date | None":
        """Return what stands in a field, as the record keeps it."""
        field = self.field(name)
        return field.day if isinstance(field, DateField) else field.value

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Write one field of the date."""
        name = FIELDS.get(field.id)
        if name is not None and self.release_id is not None:
            edit, seen = self.casebook.cases.edit_release, self.seen(field.id)
            told = {name: self.value(field.id)}
            self.keep(field, partial(edit, self.release_id, seen=seen, **told))

    def do_finish(self) -> None:
        """Save the field in hand and go back."""
        self.do_back()


class NewReleaseScreen(ReleaseScreen):
    """Writes a date that was told for the case ``case_id``."""

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.case_id = case_id
        self.release_id = None
        self.writing = False
        self.warned = False

    def draft_place(self) -> str:
        """Name the drafts: those of the case while the date is not written."""
        return f"release/{self.case_id.hex()}"

    def words(self) -> str:
        """Say how saving goes here."""
        return _("It is written as soon as its day is read. Nivel computes no release date.")

    def bring_back(self) -> None:
        """Show the drafts; a new date was expected, and told today."""
        if not self.restored:
            self.field("certainty").fill("expected")
            self.field("told-on").fill_day(self.host.clock.now().date())
        super().bring_back()

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Write the date with all its fields once the day is there; before that, keep drafts."""
        if self.release_id is not None:
            super().save_field(field)
        elif self.field("day").day is not None and not self.writing:
            self.writing = True
            told = {kept: self.value(name) for name, kept in FIELDS.items()}
            self.keep(self.field("day"), partial(self.tell, told), then=self.told)
        else:
            self.keep_drafts()

    def do_back(self) -> None:
        """Go out; once, a day that could not be read holds."""
        unread = self.release_id is None and self.field("day").value.strip() and not self.writing
        if unread and not self.warned and self.field("day").day is None:
            self.warned = True
            self.field("day").focus()
            self.hold_once(self.field("day"))
        else:
            super().do_back()

    def tell(self, told: dict[str, Any]) -> bytes:
        """Write the date; the first one is planned by. Runs in the casebook's thread."""
        desk = self.casebook.cases
        planned = any(line.is_planning for line in desk.releases(self.case_id))
        return desk.tell_release(self.case_id, planning=not planned, **told)

    def told(self, release_id: bytes) -> None:
        """Go on as with any written date."""
        self.release_id = release_id
        for name in FIELDS:
            field = self.field(name)
            self.forget_draft(field)
            field.kept = field.value
            if isinstance(field, DateField):
                field.kept_day = field.day
