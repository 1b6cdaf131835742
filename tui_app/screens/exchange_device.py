"""Exchange, second tab: this device and its vault in facts, and the check of the whole casebook.

The law: a check changes nothing. What it finds is said in words, each with what to do about it, and
stays on the page until the next check.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from tui_app.commands.command import Command
from tui_app.commands.exchange import DEVICE
from tui_app.i18n.catalogue import _
from tui_app.plain.findings import findings_text
from tui_app.screens.device_words import fact_rows
from tui_app.screens.exchange import ExchangeTab
from tui_app.widgets.told_list import ToldList
from tui_app.widgets.told_rows import Block

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.upkeep import DeviceLine, Finding


class DeviceScreen(ExchangeTab):
    """The facts, then the findings."""

    commands: ClassVar[tuple[Command, ...]] = DEVICE
    here: ClassVar[str] = "device"
    AUTO_FOCUS = "#facts-told"

    def __init__(self) -> None:
        super().__init__()
        self.line: DeviceLine | None = None
        self.found: tuple[Finding, ...] | None = None

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Exchange')} > {_('This device')}"

    def compose_body(self) -> ComposeResult:
        """Yield the told facts."""
        yield ToldList(id="facts-told")

    def load(self) -> None:
        """Read the facts."""
        self.ask(self.casebook.upkeep.device, then=self._show)

    def concerns(self, changed: "Changed") -> bool:
        """Leave the counts as they were read."""
        del changed
        return False

    def _show(self, line: "DeviceLine") -> None:
        self.line = line
        rows = fact_rows(line, self.casebook.me.office_id)
        blocks = [Block(bytes([number]), row) for number, row in enumerate(rows)]
        if self.found is not None:
            blocks.append(Block(None, _("The check found"), look="head", space=True))
            told = enumerate(findings_text(self.found), len(blocks))
            blocks += [Block(number.to_bytes(4, "big"), text) for number, text in told]
        self.query_one(ToldList).show(blocks)

    def do_check(self) -> None:
        """Check the whole casebook; Esc stops it."""
        self.found = None
        self.ask_long(self.casebook.upkeep.check, then=self._checked)

    def _checked(self, found: "tuple[Finding, ...]") -> None:
        self.found = found
        if self.line is not None:
            self._show(self.line)
        told = self.query_one(ToldList)
        told.move_to(len(told.blocks) - 1)
        self.say(next(iter(findings_text(found))), alert=bool(found))
