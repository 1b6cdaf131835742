"""What the forms of a basis, a bar and a protection have in common: recording, marking, naming.

The law: nothing is recorded before Ctrl+S, then all of it at once; what is refused is said, and
what was typed stays. Who is named is chosen from those known, or written in words.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from storage.lines.sharing import GivenTo, ReceiverLine
from tui_app.commands.command import Command
from tui_app.commands.sharing import NEW_SHARING
from tui_app.dialogs.mark import Mark
from tui_app.dialogs.receiver_picker import ReceiverPicker, receiver_name
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word, choice_words
from tui_app.plain.words import joined
from tui_app.screens.form import Form
from tui_app.widgets.pick_field import PickField

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from tui_app.dialogs.choose import Chosen
    from tui_app.widgets.date_field import DateField

NOBODY = "-"
USUAL_SECTIONS = ("meetings",)
_LISTS = {"sections": "case-section", "areas": "life-area"}


class NewSharing(Form):
    """A form that records something of the case ``case_id``'s sharing."""

    commands: ClassVar[tuple[Command, ...]] = NEW_SHARING
    what: ClassVar[str] = ""

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.named = GivenTo()
        self.marked: dict[str, tuple[str, ...]] = {"sections": (), "areas": ()}
        self.label = ""

    def start_at(self, detail: str) -> None:
        """Begin with the receiver that the gate refused (or NOBODY), and the parts asked for."""
        key, *sections = detail.split()[:10] or ("",)
        self.named = GivenTo(key="" if key == NOBODY else key)
        self.marked["sections"] = tuple(sections)

    def do_record(self) -> None:
        """Record it; the subclass says what."""
        raise NotImplementedError

    def place_text(self) -> str:
        """Say which case, by number, and what is recorded."""
        return f"{_('Cases')} > {self.label} > {_(self.what)}"

    @property
    def today(self) -> "dt.date":
        """Return the day of the host's clock."""
        return self.host.clock.now().date()

    def load(self) -> None:
        """Open the case, and find who was named."""
        self.ask(self._read, self.named, then=self._show)

    def _read(self, named: GivenTo) -> tuple[str, str]:
        label = self.casebook.cases.read(self.case_id).case.label
        line = None
        if named.key:
            known = self.casebook.receivers.pick(self.case_id, "", None)
            line = next((each for each in known if each.key == named.key), None)
        return label, "" if line is None else receiver_name(line, names=self.host.names_shown)

    def _show(self, found: tuple[str, str]) -> None:
        self.label, words = found
        if words:
            self.show_named(words)
        for name in self.marked:
            self.show_marks(name)
        self.fill_frame()
        self.filled()

    def filled(self) -> None:
        """Show what stands in the form beforehand; for subclasses."""

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def day(self, name: str) -> "dt.date | None":
        """Return the day that stands in a field."""
        field: DateField = self.field(name)
        return field.day

    # --- who -----------------------------------------------------------------------------------

    def ask_named(self, question: str) -> None:
        """Ask who it is about."""
        look = self.looker(self.find)
        picker = ReceiverPicker(question, look, names=self.host.names_shown)
        self.app.push_screen(picker, lambda chosen: self._take_named(chosen, picker))

    def find(self, words: str, limit: int) -> "list[ReceiverLine]":
        """Return who may be named; runs in the casebook's thread."""
        found = self.casebook.receivers.pick(self.case_id, words, limit)
        return [line for line in found if line.key not in {"client", "own-office"}]

    def _take_named(self, chosen: "Chosen | None", picker: ReceiverPicker) -> None:
        if chosen is None or (chosen.key is None and not chosen.words):
            return
        line: ReceiverLine | None = picker.list.current
        if chosen.key is None or line is None:
            self.named = GivenTo(name=chosen.words)
            self.show_named(chosen.words)
        else:
            self.named = GivenTo(key=line.key)
            self.show_named(receiver_name(line, names=self.host.names_shown))

    def show_named(self, words: str) -> None:
        """Show who was named."""
        fields = self.query("#named").results(PickField)
        for field in fields:
            field.fill(words.encode(), words)

    @on(PickField.Cleared, "#named")
    def nobody(self) -> None:
        """Name nobody."""
        self.named = GivenTo()
        self.field("named").fill(None, "")

    # --- what ----------------------------------------------------------------------------------

    @on(PickField.Asked)
    def _ask_marks(self, event: PickField.Asked) -> None:
        name = event.field.id or ""
        if name not in _LISTS:
            return
        questions = {
            "sections": _("Which parts of the case?"),
            "areas": _("Which life areas? None marked: all of them."),
        }
        mark = Mark(questions[name], self.options(name), self.marked[name])
        self.app.push_screen(mark, lambda words: self._take_marks(name, words))

    def options(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the words that may be marked."""
        return choice_words(_LISTS[name])

    def _take_marks(self, name: str, words: tuple[str, ...] | None) -> None:
        if words is not None:
            self.marked[name] = words
            self.show_marks(name)
            self.marks_taken()

    def marks_taken(self) -> None:
        """Show what follows from other marks; for subclasses."""

    def show_marks(self, name: str) -> None:
        """Show what is marked."""
        words = joined(choice_word(_LISTS[name], word) for word in self.marked[name])
        for field in self.query(f"#{name}").results(PickField):
            field.fill(words.encode() or None, words)

    # --- recording -----------------------------------------------------------------------------

    def record(self, write: "Callable[[], object]") -> None:
        """Do ``write()`` in the casebook's thread; then go back."""
        self.ask(write, then=lambda _id: self._recorded())

    def _recorded(self) -> None:
        for field in self.query("*"):
            if getattr(field, "changed", False):
                self.forget_draft(field)
        self._typed.clear()
        self.go_out()
