"""Handovers of a case: roles offered to named successors, what each waits for, and the history.

The law: the successor answers, nobody for them; Enter writes down what is missing next. A day is
asked for each step and is today unless another is written.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.needs import HANDOVERS
from tui_app.dialogs.ask_day import AskDay, DayAnswer
from tui_app.dialogs.choose import Chosen
from tui_app.dialogs.person_picker import PersonPicker
from tui_app.dialogs.which_role import KEY_WORKER, WhichRole
from tui_app.i18n.catalogue import _
from tui_app.plain.handovers import role_words
from tui_app.screens.handover_steps import HandoverSteps
from tui_app.screens.needs_words import HANDOVERS as COLUMNS
from tui_app.screens.needs_words import HANDOVERS_NAMED as NAMED
from tui_app.screens.needs_words import handover_cells, handover_words
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.needs import HandoverLine
    from storage.lines.network import TieLine
    from tui_app.widgets.list_rows import Row


class HandoversScreen(HandoverSteps):
    """The handovers of a case."""

    AUTO_FOCUS = "#handovers"
    commands: ClassVar[tuple[Command, ...]] = HANDOVERS
    here: ClassVar[str] = "handovers"

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.ties: tuple[TieLine, ...] = ()
        self.found: tuple[HandoverLine, ...] = ()
        self.newest: bytes | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the list and the words about one handover."""
        empty = _("No role has been handed over. Press n to offer one to a successor.")
        yield RecordList(COLUMNS, self.row, lambda line: line.id, empty=empty, id="handovers")
        yield Rule(id="handover-rule")
        yield Static(id="handover-words", markup=False)

    def place_text(self) -> str:
        """Say whose, and that these are handovers."""
        return f"{super().place_text()}: {_('handovers')}"

    @property
    def handovers(self) -> "RecordList[HandoverLine]":
        """Return the list."""
        return self.query_one("#handovers", RecordList)

    @property
    def line(self) -> "HandoverLine | None":
        """Return the handover under the cursor."""
        return self.handovers.current

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the handovers, and whose roles there are."""
        del sheet

        def read() -> "tuple[tuple[HandoverLine, ...], tuple[TieLine, ...]]":
            lines = self.casebook.handovers.lines(self.case_id, self.today)
            return lines, self.casebook.network.suggested(self.case_id)

        self.ask(read, then=self._show)

    def _show(self, found: "tuple[tuple[HandoverLine, ...], tuple[TieLine, ...]]") -> None:
        self.handovers.columns = NAMED if self.host.names_shown else COLUMNS
        self.found = found[0]
        self.handovers.show(self.found)
        if self.newest is not None:
            self._go_to(self.newest)
        ended = (line for line in found[1] if line.until is None or line.until >= self.today)
        self.ties = tuple(line for line in ended if line.person_id or line.role)
        self.tell()

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case."""
        return self.own_change(changed.kinds, changed.scopes)

    def row(self, line: "HandoverLine") -> "Row":
        """Draw a handover."""
        return handover_cells(line, names=self.host.names_shown)

    def names_changed(self) -> None:
        """Give names the room that they need, and tell them under the list too."""
        self.handovers.columns = NAMED if self.host.names_shown else COLUMNS
        super().names_changed()
        self.tell()

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell everything about the handover under the cursor."""
        title = "" if self.line is None else role_words(self.line)
        self.query_one("#handover-rule", Rule).title = title
        words = handover_words(self.line, names=self.host.names_shown)
        self.query_one("#handover-words", Static).update(Content(words))

    # --- offering ------------------------------------------------------------------------------

    def do_offer(self) -> None:
        """Ask which role."""
        self.app.push_screen(WhichRole(self.ties), self._ask_whom)

    def _ask_whom(self, answer: Chosen | None) -> None:
        if answer is not None and answer.key is not None:
            self.offer(None if answer.key == KEY_WORKER else answer.key)

    def offer(self, tie_id: bytes | None) -> None:
        """Ask who takes the role over, then until when the former one has it."""
        picker = PersonPicker(_("Who takes the role over?"), self.looker(self._find))
        self.app.push_screen(picker, partial(self._ask_end, tie_id))

    def _find(self, words: str, limit: int) -> Sequence[Any]:
        people = self.casebook.people.pick(words, case_id=self.case_id, limit=limit)
        return [person for person in people if not person.is_client]

    def _ask_end(self, tie_id: bytes | None, successor: Chosen | None) -> None:
        if successor is not None and successor.key is not None:
            question = _("What is the former one's last day? Empty where it is not known.")
            then = partial(self._offered, tie_id, successor.key)
            self.app.push_screen(AskDay(question, self.today, None), then)

    def _offered(self, tie_id: bytes | None, to_id: bytes, answer: DayAnswer | None) -> None:
        if answer is not None:
            offer = self.casebook.handovers.offer
            self.ask(
                partial(offer, self.case_id, tie_id, to_id, ends_on=answer.day), then=self._go_to
            )

    def _go_to(self, handover_id: bytes) -> None:
        """Put the cursor on the one just offered, now or when it has been read."""
        there = any(line.id == handover_id for line in self.found)
        self.newest = None if there else handover_id
        if there:
            self.handovers.go_to(handover_id)

    # --- steps ---------------------------------------------------------------------------------

    @on(RecordList.Chosen)
    def chosen(self) -> None:
        """Write down what is missing next."""
        line = self.line
        if line is None or (self.sheet is not None and self.sheet.case.phase == "closed"):
            return
        steps: dict[str, Callable[[], None]] = {
            "no-answer": self.do_accept,
            "not-told": self.do_tell,
            "no-contact": self.do_contact,
            "no-successor": partial(self.offer, line.tie_id),
        }
        step = steps.get(line.standing)
        if step is None:
            self.say(_("Nothing is missing here."))
        else:
            step()
