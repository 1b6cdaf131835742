"""Share parts of a case with somebody whose contact card is here: what, with whom, until when.

The law: on what basis it stands, and what would hold it back, is said before anything is given.
Sharing outside is confirmed, because what has gone cannot be fetched back; nothing leaves before
the next exchange. What the gate refuses is said with the way on, and the form waits meanwhile.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from storage.records.shares import ShareKind
from tui_app.dialogs.confirm import Confirm
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.plain.messages import level_word
from tui_app.plain.sharing import sections_words
from tui_app.screens.picked_correspondent import PickedCorrespondent
from tui_app.screens.sharing_words import standing_words
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from storage.lines.correspondents import CorrespondentLine
    from storage.lines.sharing import BasisLine
    from storage.rules.sharing import Verdict

    Judged = tuple[Verdict, str, BasisLine | None]

USUAL = {
    "colleague": ("summary", "network", "meetings", "actions"),
    "expert": ("meetings", "actions"),
    "handover": ("summary", "network", "needs", "meetings", "actions", "follow-ups", "notes"),
}
MEANT = {
    "colleague": N_("Somebody who works with the same client. Your own devices have it all."),
    "expert": N_("A peer expert sees in their own casebook the parts chosen here and no others."),
    "handover": N_("Another county takes the case over: it goes on with the case as its own."),
}


class NewShareScreen(PickedCorrespondent):
    """The form of a share that is not given yet."""

    AUTO_FOCUS = "#named"
    what: ClassVar[str] = N_("New share")
    question: ClassVar[str] = N_("With whom? Those whose contact card is here.")

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.kind = ""

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"share/{self.case_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields, then on what it stands."""
        kinds = tuple(pair for pair in choice_words("share-kind") if pair[0] in USUAL)
        with Vertical(classes="form"):
            yield FieldRow(_("Shared with"), PickField(id="named"))
            yield FieldRow(_("Kind of share"), ChoiceField(kinds, id="kind"))
            yield FieldRow(_("Parts of the case"), PickField(id="sections"))
            yield FieldRow(_("What for"), TextField(id="purpose"))
            hint = _("empty: until it is withdrawn")
            yield FieldRow(_("Until"), DateField(self.today, id="ends"), hint=hint)
            yield Static(id="share-basis", classes="told", markup=False)
            yield Static(id="share-kind-words", classes="hint told", markup=False)
            words = _("It goes with the next exchange. What has gone stays where it went.")
            yield Static(Content(words), classes="hint told", markup=False)

    def filled(self) -> None:
        """Begin with what this kind of share usually holds."""
        if not self.kind:
            self.kind_changed()
            self.restore_drafts(self.field("purpose"))
        self.show_whom()
        self.judge()

    @on(ChoiceField.Changed, "#kind")
    def kind_changed(self) -> None:
        """Say what this kind means; the parts follow while they are as they usually are."""
        before, self.kind = self.kind, self.field("kind").value
        self.query_one("#share-kind-words", Static).update(Content(_(MEANT[self.kind])))
        if self.marked["sections"] == USUAL.get(before, ()):
            self.marked["sections"] = USUAL[self.kind]
            self.show_marks("sections")
            self.judge()

    def marks_taken(self) -> None:
        """Say on what the parts chosen stand."""
        self.judge()

    # --- who, and on what it stands --------------------------------------------------------------

    def beside(self, line: "CorrespondentLine") -> str:
        """Say how surely they are known."""
        return level_word("blocked" if line.is_blocked else line.level)

    def whom_changed(self) -> None:
        """Say on what a share with them stands."""
        self.judge()

    def judge(self) -> None:
        """Ask on what a share of these parts would stand now."""
        if self.whom is None or not self.marked["sections"]:
            self.query_one("#share-basis", Static).update("")
        else:
            self.ask(self._judged, self.whom.id, self.marked["sections"], then=self._say_standing)

    def _judged(self, whom: bytes, sections: tuple[str, ...]) -> "Judged":
        book = self.casebook
        verdict, held = book.shares.judge(self.case_id, whom, sections)
        bases = book.bases.sheet(self.case_id, self.today).bases
        return verdict, held, next((one for one in bases if one.id == verdict.basis_id), None)

    def _say_standing(self, found: "Judged") -> None:
        words = standing_words(self.label, *found, names=self.host.names_shown)
        self.query_one("#share-basis", Static).update(Content(words))

    # --- giving it -------------------------------------------------------------------------------

    def do_record(self) -> None:
        """Ask once more, then share."""
        if self.whom is None:
            self.say(_("Choose with whom: somebody whose contact card is here."), alert=True)
            self.field("named").focus()
            return
        question = _("Share with {name}: {parts}?").format(
            name=self.field("named").words, parts=sections_words(self.marked["sections"])
        )
        self.app.push_screen(Confirm(question, _("Share")), self._sure)

    def _sure(self, sure: bool | None) -> None:  # noqa: FBT001 - called by the dialog
        if sure and self.whom is not None:
            ends: dt.date | None = self.day("ends")
            give: Callable[[], bytes] = partial(
                self.casebook.shares.give,
                self.case_id,
                self.whom.id,
                self.marked["sections"],
                purpose=self.field("purpose").value.strip(),
                ends=ends,
                kind=ShareKind(self.kind),
            )
            self.ask(give, then=lambda _id: self._recorded(), refused=self.no_basis)
