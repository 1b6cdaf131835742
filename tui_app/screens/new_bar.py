"""Record a bar on disclosure: of a document, of a service task, of everything of the controller.

The law: what is not narrowed is barred whole; a bar stands until the client takes it back, also
when the case is closed and opened again.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.screens.new_sharing import NewSharing
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


class NewBarScreen(NewSharing):
    """The form of a bar that is not recorded yet."""

    AUTO_FOCUS = "#by"
    what: ClassVar[str] = N_("Disclosure prohibition")

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"bar/{self.case_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        all_of_it, today = _("empty: all of them"), self.today
        with Vertical(classes="form"):
            by = ChoiceField(choice_words("bar-by"), "controller", id="by")
            yield FieldRow(_("Set on"), by)
            yield FieldRow(_("Which one"), TextField(id="target"))
            yield FieldRow(_("Parts of the case"), PickField(id="sections"), hint=all_of_it)
            yield FieldRow(_("Life areas"), PickField(id="areas"), hint=all_of_it)
            against = _("empty: everybody outside")
            yield FieldRow(_("Against"), PickField(id="named"), hint=against)
            yield FieldRow(_("Starting"), DateField(today, id="starts"), hint=_("empty: at once"))
            yield FieldRow(_("Until"), DateField(today, id="ends"), hint=_("empty: for good"))
            yield FieldRow(_("How given"), ChoiceField(choice_words("how-given"), id="how"))
            yield FieldRow(_("Given on"), DateField(today, past=True, id="given-on"))

    def filled(self) -> None:
        """Begin with today."""
        if self.day("given-on") is None:
            self.field("given-on").fill_day(self.today)
            self.restore_drafts(self.field("target"))

    @on(PickField.Asked, "#named")
    def _ask_against(self) -> None:
        self.ask_named(_("Against whom?"))

    def do_record(self) -> None:
        """Record the bar."""
        book, named = self.casebook, self.named
        told = {
            "by": self.field("by").value,
            "target": self.field("target").value.strip(),
            "sections": self.marked["sections"],
            "areas": self.marked["areas"],
            "starts": self.day("starts"),
            "ends": self.day("ends"),
            "how": self.field("how").value,
            "given_on": self.day("given-on"),
        }
        self.record(lambda: _record(book, self.case_id, named.key, named.name, told))


def _record(
    book: "Casebook", case_id: bytes, key: str, name: str, told: dict[str, object]
) -> bytes:
    whom = book.receivers.recipient(case_id, key, name)
    return book.bases.add_bar(case_id, **whom, **told)
