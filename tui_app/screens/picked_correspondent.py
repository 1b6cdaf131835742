"""A form of a case's sharing that names somebody whose contact card is here, or nobody.

The law: who was picked is shown with what tells people of one name apart; masked like every name.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on

from storage.errors import StorageError
from storage.refusals import BasisMissing
from storage.rules.rights import CONTENT
from tui_app.dialogs.confirm import Confirm
from tui_app.dialogs.correspondent_picker import CorrespondentPicker
from tui_app.i18n.catalogue import _
from tui_app.i18n.sentences import sentence
from tui_app.plain.words import joined, shown_name
from tui_app.screens.messages import Open
from tui_app.screens.new_sharing import NewSharing
from tui_app.widgets.pick_field import PickField

if TYPE_CHECKING:
    from storage.lines.correspondents import CorrespondentLine
    from tui_app.dialogs.choose import Chosen

KEY = "correspondent:"  # before the id, in the keys of receivers


class PickedCorrespondent(NewSharing):
    """The subclass has a ``PickField`` ``named``; ``whom`` is who stands in it, None for nobody."""

    question: ClassVar[str] = ""

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.whom: CorrespondentLine | None = None

    def options(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the parts that can leave the casebook."""
        return tuple(pair for pair in super().options(name) if pair[0] in CONTENT)

    @on(PickField.Asked, "#named")
    def _ask_whom(self) -> None:
        picker = CorrespondentPicker(_(self.question), self.looker(self.casebook.cards.pick))
        self.app.push_screen(picker, lambda chosen: self._take_whom(chosen, picker))

    def _take_whom(self, chosen: "Chosen | None", picker: CorrespondentPicker) -> None:
        line: CorrespondentLine | None = picker.list.current
        if chosen is not None and line is not None:
            self._put(line)

    @on(PickField.Cleared, "#named")
    def nobody(self) -> None:
        """Name nobody."""
        self._put(None)

    def _put(self, line: "CorrespondentLine | None") -> None:
        self.whom = line
        self.show_whom()
        self.whom_changed()

    def whom_changed(self) -> None:
        """Show what follows from naming somebody else; for subclasses."""

    def names_changed(self) -> None:
        """Say in full or masked who it is."""
        super().names_changed()
        self.show_whom()

    def show_whom(self) -> None:
        """Show who is named."""
        line = self.whom
        if line is None:
            self.field("named").fill(None, "")
            return
        name = shown_name(line.name, names=self.host.names_shown)
        self.field("named").fill(line.id, joined((name, line.organisation, self.beside(line))))

    def beside(self, line: "CorrespondentLine") -> str:
        """Return what is said beside the name; for subclasses."""
        del line
        return ""

    def no_basis(self, error: StorageError) -> bool:
        """Lead to the form of the basis that is missing, with them and the parts."""
        if not isinstance(error, BasisMissing) or not error.needs:
            return False
        whom = "" if self.whom is None else f"{KEY}{self.whom.id.hex()}"
        detail = " ".join((whom, *self.marked["sections"]))

        def answered(wanted: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
            if wanted:
                self.post_message(Open("new-basis", self.case_id, detail))

        question = f"! {sentence(error)}"
        self.app.push_screen(Confirm(question, _("Record the basis"), _("Leave it")), answered)
        return True
