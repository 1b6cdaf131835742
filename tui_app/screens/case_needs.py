"""Case, Needs: needs and goals by life area, who takes care of each, and the gaps.

The law: every life area is there, asked or not; the client's words stand first; ``s`` changes how
a need stands, and ``u`` takes it back. A suggestion is a line of the directory, never advice.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.needs import CASE_NEEDS
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.choose import Chosen
from tui_app.dialogs.need_pickers import ActorChoice, ServiceChoice
from tui_app.dialogs.unmet_needs import UnmetNeeds
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word, choice_words
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.messages import Open
from tui_app.screens.needs_words import (
    MASKED,
    NAMED,
    head_words,
    need_cells,
    need_words,
    unmet_rows,
)
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.needs import GapLine, NeedLine
    from storage.lines.network import TieLine
    from tui_app.widgets.list_rows import Row

    Found = tuple[tuple[NeedLine, ...], tuple[GapLine, ...], tuple[TieLine, ...]]

GOAL_LIMIT = 2000


class CaseNeedsScreen(CaseTab):
    """The needs of a case."""

    AUTO_FOCUS = "#needs"
    commands: ClassVar[tuple[Command, ...]] = CASE_NEEDS
    here: ClassVar[str] = "needs"

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.lines: tuple[NeedLine, ...] = ()
        self.gaps: dict[bytes, GapLine] = {}
        self.ties: tuple[TieLine, ...] = ()
        self.only_gaps = False

    def compose_body(self) -> ComposeResult:
        """Yield the list and the words about one need."""
        yield Static(id="needs-head", markup=False)
        empty = _("Nobody is missing: each need that was found has somebody.")
        yield RecordList(MASKED, self.row, lambda line: line.id, empty=empty, id="needs")
        yield Rule(id="need-rule")
        yield Static(id="need-words", markup=False)

    @property
    def needs(self) -> "RecordList[NeedLine]":
        """Return the list."""
        return self.query_one("#needs", RecordList)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the needs, the gaps and who is in the network."""
        del sheet
        self.ask(partial(read_needs, self.casebook, self.case_id), then=self._show)

    def _show(self, found: "Found") -> None:
        self.lines, gaps, self.ties = found
        self.gaps = {gap.need.id: gap for gap in gaps}
        self.show_lines()

    def show_lines(self) -> None:
        """Show all needs, or the gaps alone."""
        self.needs.show([line for line in self.lines if line.gap or not self.only_gaps])
        head = head_words(self.lines, nobody=not self.ties)
        self.query_one("#needs-head", Static).update(Content(head))
        self.tell()

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case, or of the directory."""
        directory = bool(changed.kinds & {"person", "organisation", "service"})
        return directory or self.own_change(changed.kinds, changed.scopes)

    def row(self, line: "NeedLine") -> "Row":
        """Draw a need."""
        return need_cells(line, names=self.host.names_shown)

    def names_changed(self) -> None:
        """Give names the room that they need."""
        self.needs.columns = NAMED if self.host.names_shown else MASKED
        super().names_changed()
        self.tell()

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell everything about the need under the cursor."""
        line = self.needs.current
        gap = None if line is None else self.gaps.get(line.id)
        words = need_words(line, gap, names=self.host.names_shown)
        title = "" if line is None else choice_word("need-area", line.area)
        self.query_one("#need-rule", Rule).title = title
        self.query_one("#need-words", Static).update(Content(words))

    # --- what can be done ----------------------------------------------------------------------

    def write(self, line: "NeedLine", **fields: Any) -> None:  # noqa: ANN401 - any field
        """Write fields of the need, which need not be there yet."""
        desk = self.casebook.needs
        if line.is_kept:
            self.ask(partial(desk.edit, line.id, **fields))
        else:
            self.ask(partial(desk.set, self.case_id, line.area, **fields))

    @on(RecordList.Chosen)
    def chosen(self) -> None:
        """Open the form of the need; one of which nothing is written is made by it."""
        line = self.needs.current
        if line is None:
            return
        if line.is_kept:
            self.post_message(Open("need", line.id))
        elif self.sheet is not None and self.sheet.case.phase != "closed":
            self.ask(self.casebook.needs.set, self.case_id, line.area, then=self._open)

    def _open(self, need_id: bytes) -> None:
        self.post_message(Open("need", need_id))

    def do_state(self) -> None:
        """Go to the next word for how the need stands."""
        if (line := self.needs.current) is not None:
            words = [word for word, _said in choice_words("need-state")]
            at = words.index(line.state) if line.state in words else -1
            self.write(line, state=words[(at + 1) % len(words)])

    def do_goal(self) -> None:
        """Ask for the goal in the client's own words."""
        if (line := self.needs.current) is None:
            return
        hint = _("As the client says it. Enter saves, Esc leaves.")
        words = " ".join(line.goal.split())
        asked = AskText(_("Goal in the client's own words"), words, hint=hint, limit=GOAL_LIMIT)
        place = f"need-goal/{line.id.hex()}"
        asked.keep = partial(self.host.keep_draft, place)
        self.ask(self.casebook.drafts.find, place, then=asked.restore)
        self.app.push_screen(asked, partial(self._goal, line, place))

    def _goal(self, line: "NeedLine", place: str, words: str | None) -> None:
        if words is not None:
            self.host.keep_draft(place, "")
            self.write(line, goal=words)

    def do_who(self) -> None:
        """Choose who of the network takes care of it."""
        if (line := self.needs.current) is None:
            return
        if not self.ties:
            self.say(head_words([line._replace(gap="nobody")], nobody=True))
            return
        self.app.push_screen(ActorChoice(self.ties), partial(self._took, line, "tie_id"))

    def do_find(self) -> None:
        """Look for a service for the life area."""
        if (line := self.needs.current) is not None:
            look = self.looker(partial(find_services, self.casebook, self.case_id, line.area))
            self.app.push_screen(ServiceChoice(look), partial(self._took, line, "service_id"))

    def _took(self, line: "NeedLine", field: str, answer: Chosen | None) -> None:
        if answer is not None and answer.key is not None:
            self.write(line, **{field: answer.key})

    def do_unmet(self) -> None:
        """Mark that no service answers it, or take the mark away."""
        line = self.needs.current
        if line is None or line.is_aim:
            self.say(_("This is an aim of the client's own: no service answers for it."))
        elif line.unmet:
            self.write(line, unmet=False, unmet_words="")
        else:
            where = _("It is counted for the office without names and without these words.")
            asked = AskText(_("What is missing?"), hint=where, limit=300)
            self.app.push_screen(asked, partial(self._unmet, line))

    def _unmet(self, line: "NeedLine", words: str | None) -> None:
        if words is not None:
            wanted = line.state in {"needed", "in-progress"}
            state = line.state if wanted else "needed"
            self.write(line, unmet=True, unmet_words=words, state=state)

    def do_gaps(self) -> None:
        """Show only the gaps, or all."""
        self.only_gaps = not self.only_gaps
        self.show_lines()

    def do_new(self) -> None:
        """Add another need of the life area, and open it."""
        if (line := self.needs.current) is not None:
            self.ask(self.casebook.needs.add, self.case_id, line.area, then=self._open)

    def do_remove(self) -> None:
        """Take back what was written of the need."""
        line = self.needs.current
        if line is not None and line.is_kept:
            self.ask(self.casebook.needs.remove, line.id)

    def do_office(self) -> None:
        """Show the office's unmet needs."""
        self.ask(
            self.casebook.needs.unmet,
            then=lambda lines: self.app.push_screen(UnmetNeeds(unmet_rows(lines))),
        )


def read_needs(casebook: "Casebook", case_id: bytes) -> "Found":
    """Return a case's needs, its gaps, and whom a need may name."""
    needs = casebook.needs
    return needs.lines(case_id), needs.gaps(case_id), casebook.network.suggested(case_id)


def find_services(
    casebook: "Casebook", case_id: bytes, area: str, words: str, limit: int
) -> "tuple[Any, ...]":
    """Return the services for an area near home; with words typed, any service that holds them."""
    if words.strip():
        return casebook.services.pick(words, limit)
    return tuple(casebook.needs.suggesting(case_id)(area))[:limit]
