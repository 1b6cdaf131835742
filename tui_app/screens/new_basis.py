"""Record a basis: a permission to disclose, a consent, or a statutory right with its paragraph.

The law: the three stay apart; a statutory right without its paragraph is kept as a draft and opens
nothing, and the form says so.
"""

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.lines.sharing import ReceiverLine
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word, choice_words
from tui_app.screens.new_sharing import USUAL_SECTIONS, NewSharing
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

WHOLE = "sector:"
YEAR = dt.timedelta(days=365)
HINTS = {
    "permission": N_("Between social and health care only."),
    "consent": N_("Covers what it names, and whom it names."),
    "statutory": N_("Write the paragraph; without it this is a draft and opens nothing."),
}


class NewBasisScreen(NewSharing):
    """The form of a basis that is not recorded yet."""

    AUTO_FOCUS = "#kind"
    what: ClassVar[str] = N_("New basis")
    begun = False

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"basis/{self.case_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        today = self.today
        with Vertical(classes="form"):
            yield FieldRow(_("Basis"), ChoiceField(choice_words("basis"), "consent", id="kind"))
            yield FieldRow(_("Recipient"), PickField(id="named"))
            yield FieldRow(_("Parts of the case"), PickField(id="sections"))
            yield FieldRow(_("Life areas"), PickField(id="areas"), hint=_("empty: all of them"))
            yield FieldRow(_("What for"), TextField(id="purpose"))
            yield FieldRow(_("Paragraph"), TextField(id="paragraph"), hint=_(HINTS["consent"]))
            yield FieldRow(_("Starting"), DateField(today, id="starts"), hint=_("empty: at once"))
            yield FieldRow(_("Until"), DateField(today, id="ends"))
            yield FieldRow(_("How given"), ChoiceField(choice_words("how-given"), id="how"))
            yield FieldRow(_("Given on"), DateField(today, past=True, id="given-on"))

    def filled(self) -> None:
        """Begin with meetings, for a year from today, said today."""
        if not self.begun:
            self.begun = True
            self.marked["sections"] = self.marked["sections"] or USUAL_SECTIONS
            self.show_marks("sections")
            self.field("ends").fill_day(self.today + YEAR)
            self.field("given-on").fill_day(self.today)
            self.restore_drafts(*(self.field(name) for name in ("purpose", "paragraph")))

    @on(ChoiceField.Changed, "#kind")
    def _say_what_it_covers(self) -> None:
        row: FieldRow = self.field("paragraph").parent
        row.hint = _(HINTS[self.field("kind").value])
        row.note("")

    @on(PickField.Asked, "#named")
    def _ask_recipient(self) -> None:
        self.ask_named(_("Who is the recipient?"))

    def find(self, words: str, limit: int) -> list[ReceiverLine]:
        """Return who may be named; a permission may be for all of health care or all counties."""
        found = super().find(words, limit)
        if self.field("kind").value != "permission":
            return found
        sectors = (
            ReceiverLine(WHOLE + word, _("all: {sector}").format(sector=label), word, "")
            for word, label in ((each, choice_word("sector", each)) for each in CARE)
        )
        return [*(line for line in sectors if words.casefold() in line.name.casefold()), *found]

    def do_record(self) -> None:
        """Record the basis."""
        book, named = self.casebook, self.named
        told = {
            "kind": self.field("kind").value,
            "sections": self.marked["sections"],
            "areas": self.marked["areas"],
            "purpose": self.field("purpose").value.strip(),
            "paragraph": self.field("paragraph").value.strip(),
            "starts": self.day("starts"),
            "ends": self.day("ends"),
            "how": self.field("how").value,
            "given_on": self.day("given-on"),
        }
        self.record(lambda: _record(book, self.case_id, named.key, named.name, told))


CARE = ("health", "county")


def _record(
    book: "Casebook", case_id: bytes, key: str, name: str, told: dict[str, object]
) -> bytes:
    whom = book.receivers.recipient(case_id, key, name)
    return book.bases.add(case_id, **whom, **told)
