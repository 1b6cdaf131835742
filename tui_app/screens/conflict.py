"""One edit conflict: its sides next to each other, and the decision.

The law: deciding writes something new that stands for all sides, so it can be undone; leaving
decides nothing. What is opened here is in the use log like any opening of the record.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.errors import RecordMissing, StorageError
from tui_app.commands.command import Command
from tui_app.commands.exchange import CONFLICT, MENDING, MINE, SIDES, TEXTS, THEIRS
from tui_app.dialogs.combine import Combine, Joined
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.field_words import field_words
from tui_app.i18n.sentences import reason_sentence
from tui_app.plain.words import joined
from tui_app.screens.conflict_words import (
    PAGES,
    differing,
    is_choice,
    shown_sides,
    side_block,
    texts_only,
)
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.panel import Rule
from tui_app.widgets.told_list import ToldList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.lines.change import Changed
    from storage.lines.conflicts import ConflictLine


class ConflictScreen(NivelScreen):
    """The sides of the conflict of the record ``record_id``; ``start_at`` names the group."""

    commands: ClassVar[tuple[Command, ...]] = CONFLICT
    AUTO_FOCUS = "#sides"

    def __init__(self, record_id: bytes) -> None:
        super().__init__()
        self.record_id = record_id
        self.group = ""
        self.line: ConflictLine | None = None

    def start_at(self, detail: str) -> None:
        """Take the group."""
        self.group = detail

    def place_text(self) -> str:
        """Say which record, masked."""
        if self.line is None:
            return _("Edit conflicts")
        record = joined((self.line.case_label, choice_word("record", self.line.kind)), " ")
        return f"{_('Edit conflicts')} > {record}"

    def compose_body(self) -> ComposeResult:
        """Yield what it is about and the sides."""
        yield Static(id="conflict-what", markup=False)
        yield Rule(id="conflict-rule")
        yield ToldList(id="sides")

    def load(self) -> None:
        """Open the conflict: logged."""
        read = self.casebook.conflicts.read
        self.ask(read, self.record_id, self.group, then=self._show, refused=self._ended)

    def _ended(self, error: StorageError) -> bool:
        if not isinstance(error, RecordMissing):
            return False
        if self.is_current:
            super().do_back()
        return True

    def _show(self, line: "ConflictLine") -> None:
        self.line = line
        self._stand(line)
        self.fill_frame()
        self.query_one("#conflict-what", Static).update(Content(_about(line)))
        self.query_one("#conflict-rule", Rule).title = line.title
        self.names_changed()

    def names_changed(self) -> None:
        """Draw the sides."""
        if self.line is not None:
            line, names = self.line, self.host.names_shown
            blocks = (side_block(line, side, names=names) for side in shown_sides(line))
            self.query_one(ToldList).show(blocks)

    def _stand(self, line: "ConflictLine") -> None:
        mine = sum(side.is_mine for side in line.sides)
        facts = {
            SIDES: is_choice(line),
            MINE: is_choice(line) and mine == 1,
            THEIRS: is_choice(line) and len(line.sides) - mine == 1,
            TEXTS: texts_only(line),
            MENDING: line.kind in PAGES,
        }
        for fact, holds in facts.items():
            self.standing = self.standing.with_fact(fact, holds=holds)

    def concerns(self, changed: "Changed") -> bool:
        """Any change may end the conflict."""
        return bool(changed.kinds - {"log-line"})

    # --- the decision --------------------------------------------------------------------------

    def do_mine(self) -> None:
        """Take what this device wrote."""
        self._take(next(side.op for side in self._line.sides if side.is_mine))

    def do_theirs(self) -> None:
        """Take what the other device wrote."""
        self._take(next(side.op for side in self._line.sides if not side.is_mine))

    def do_choose(self) -> None:
        """Take the side under the cursor."""
        if (op := self.query_one(ToldList).current_key) is not None:
            self._take(op)

    @property
    def _line(self) -> "ConflictLine":
        if self.line is None:
            message = "the keys wait until the conflict has been read"
            raise RuntimeError(message)
        return self.line

    def _take(self, op: bytes) -> None:
        self.ask(self.casebook.conflicts.resolve, self.record_id, self.group, op)

    def do_both(self) -> None:
        """Ask for the joined texts."""
        find, names = self.casebook.drafts.find, differing(self._line)
        self.ask(lambda: [find(self._draft(name)) for name in names], then=self._ask_both)

    def _draft(self, name: str) -> str:
        return f"conflict/{self.record_id.hex()}/{self.group}/{name}"

    def _ask_both(self, drafts: list[str]) -> None:
        line = self._line
        ordered = sorted(line.sides, key=lambda side: not side.is_mine)
        texts = [dict(side.values) for side in ordered]
        fields = tuple(
            Joined(name, field_words(line.kind, name), tuple(str(e[name]) for e in texts), draft)
            for name, draft in zip(differing(line), drafts, strict=True)
        )
        self.app.push_screen(Combine(fields, self._keep), self._combined)

    def _keep(self, name: str, text: str) -> None:
        self.host.keep_draft(self._draft(name), text)

    def _combined(self, told: "Mapping[str, str] | None") -> None:
        if told is not None:
            self.ask(self._combine, told)

    def _combine(self, told: "Mapping[str, str]") -> None:
        """Write the joined texts and drop their drafts; runs in the casebook's thread."""
        self.casebook.conflicts.combine(self.record_id, self.group, **told)
        for name in told:
            self.casebook.drafts.drop(self._draft(name))

    def do_later(self) -> None:
        """Leave it as it is."""
        super().do_back()

    def do_record(self) -> None:
        """Open the record itself."""
        self.post_message(Open(self._line.kind, self.record_id))


def _about(line: "ConflictLine") -> str:
    """Return what is to be decided."""
    if line.what == "values":
        return _("Two devices wrote this apart. Which stays? The other one is kept in the history.")
    if line.what == "deletion":
        return _("One device deleted this while another edited it. Should it stay or go?")
    return joined(
        (
            _("Apart each change is right, but together they do not fit:"),
            reason_sentence("invalid", line.what),
            _("Press o and mend the record."),
        ),
        " ",
    )
