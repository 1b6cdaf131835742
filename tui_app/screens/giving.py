"""A form from which something of a case goes out: to whom, what for, about what, and the gate.

The law: the usual receiver stands there beforehand, and another is chosen in one step. What the
gate refuses is said with the way on: record the basis, or a reason that stands out in the log. What
is barred is refused without a why.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from storage.errors import StorageError
from storage.lines.sharing import GivenTo, ReceiverLine
from storage.refusals import BasisMissing
from tui_app.dialogs.mark import Mark
from tui_app.dialogs.no_basis import OVERRIDE, RECORD, NoBasis
from tui_app.dialogs.reason import Reason
from tui_app.dialogs.receiver_picker import ReceiverPicker, receiver_name
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word, choice_words
from tui_app.i18n.sentences import sentence
from tui_app.plain.words import joined
from tui_app.screens.form import Form
from tui_app.screens.messages import Open
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from tui_app.dialogs.choose import Chosen

Answer = TypeVar("Answer")
_INVITED = "invited"


class Giving(Form):
    """The subclass yields ``whom_rows`` in its body and gives ``case_of_receiver``."""

    def __init__(self) -> None:
        super().__init__()
        self.receiver = ""
        self.receiver_words = ""
        self.areas: tuple[str, ...] = ()
        self.chosen = False

    def case_of_receiver(self) -> bytes | None:
        """Return the case whose data goes out, once it is known."""
        raise NotImplementedError

    def whom_rows(self) -> Iterator[Widget]:
        """Yield the rows that ask for whom, what for and about what."""
        yield Horizontal(
            caption(_("For whom")), PickField(id="to-whom"),
            caption(_("About")), PickField(id="about"), classes="facts-row",
        )  # fmt: skip
        yield Horizontal(caption(_("What for")), TextField(id="purpose"), classes="facts-row")

    # --- who -----------------------------------------------------------------------------------

    def usual(self, key: str) -> None:
        """Show the usual receiver, unless another was chosen; "": nobody yet."""
        if not self.chosen:
            self._show_receiver(key, "")

    def _show_receiver(self, key: str, words: str) -> None:
        usual = {
            "client": _("the client"),
            "own-office": _("own office"),
            _INVITED: _("those invited"),
        }
        self.receiver, self.receiver_words = key, words
        shown = words or usual.get(key, "")
        self.query_one("#to-whom", PickField).fill(key.encode() or None, shown)
        about = joined(choice_word("life-area", area) for area in self.areas)
        self.query_one("#about", PickField).fill(about.encode() or None, about)

    @on(PickField.Asked, "#to-whom")
    def _ask_whom(self) -> None:
        case_id = self.case_of_receiver()
        if case_id is not None:
            pick = self.casebook.receivers.pick
            look = self.looker(lambda words, limit: pick(case_id, words, limit))
            names = self.host.names_shown
            picker = ReceiverPicker(_("Who gets this?"), look, names=names)
            self.app.push_screen(picker, lambda chosen: self._take_whom(chosen, picker))

    def _take_whom(self, chosen: "Chosen | None", picker: ReceiverPicker) -> None:
        if chosen is None:
            return
        line: ReceiverLine | None = picker.list.current
        self.chosen = True
        if chosen.key is None or line is None:
            self._show_receiver("", chosen.words)
        else:
            self._show_receiver(line.key, receiver_name(line, names=self.host.names_shown))
        self.receiver_changed()

    def receiver_changed(self) -> None:
        """Show what follows from another receiver; for subclasses."""

    @on(PickField.Cleared, "#about")
    def _about_all(self) -> None:
        self._take_areas(())

    @on(PickField.Asked, "#about")
    def _ask_about(self) -> None:
        question = _("Which life areas is it about? None marked: all of them.")
        mark = Mark(question, choice_words("life-area"), self.areas)
        self.app.push_screen(mark, self._take_areas)

    def _take_areas(self, areas: tuple[str, ...] | None) -> None:
        if areas is not None:
            self.areas = areas
            self._show_receiver(self.receiver, self.receiver_words)

    def given_to(self, override: str = "") -> GivenTo:
        """Return what was chosen."""
        return GivenTo(
            key=self.receiver,
            name="" if self.receiver else self.receiver_words,
            purpose=self.query_one("#purpose", TextField).value.strip(),
            areas=self.areas,
            override=override,
        )

    # --- the gate ------------------------------------------------------------------------------

    def give(
        self, work: Callable[[GivenTo], Answer], then: Callable[[Answer], Any], override: str = ""
    ) -> None:
        """Do ``work`` for whom was chosen; what the gate refuses is asked about."""
        to = self.given_to(override)
        if not (to.key or to.name):
            self.say(_("Say who gets this: For whom."), alert=True)
            self.query_one("#to-whom").focus()
            return
        self.ask(
            work, to, then=then, refused=lambda error: self._let_nothing_out(error, work, then)
        )

    def _let_nothing_out(
        self,
        error: StorageError,
        work: Callable[[GivenTo], Answer],
        then: Callable[[Answer], Any],
    ) -> bool:
        if not isinstance(error, BasisMissing) or not error.needs:
            return False

        def answered(way: str | None) -> None:
            if way == RECORD:
                self.post_message(Open("new-basis", self.case_of_receiver(), self.receiver))
            elif way == OVERRIDE:
                question = _("Why is it given without a basis?")
                where = _("The reason stands in the disclosure log, with the sign !.")
                self.app.push_screen(Reason(question, where), because)

        def because(reason: str | None) -> None:
            if reason:
                self.give(work, then, reason)

        self.app.push_screen(NoBasis(sentence(error), error.needs), answered)
        return True


def caption(text: str) -> Static:
    """Return a caption before a field in a row."""
    return Static(Content(text), classes="tight", markup=False)
