"""Exchange, second tab: what came and what went, parcel by parcel, the newest first.

The law: counts and kinds, never a word of what was inside; names are masked until they are opened,
which stands in the log. The filter looks at every word of a row as it is said.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.rules.fold import fold
from tui_app.commands.command import Command
from tui_app.commands.exchange import HISTORY
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import clock_time, short_date
from tui_app.plain.delivery import brief_words
from tui_app.plain.history import passage_row, passage_words
from tui_app.plain.words import shown_name
from tui_app.screens.exchange import ExchangeTab
from tui_app.screens.listing import Source
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.delivery import PassageLine

COLUMNS = (
    Column(N_("When"), 13), Column(N_("Way"), 14, most=20), Column(N_("Who"), 14, most=24),
    Column(N_("What"), 0),
)  # fmt: skip
MOST_FILTERED = 2_000


class HistoryScreen(ExchangeTab):
    """The list, and the whole of the row under the cursor."""

    commands: ClassVar[tuple[Command, ...]] = HISTORY
    here: ClassVar[str] = "history"
    AUTO_FOCUS = "#history"

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Exchange')} > {_('History')}"

    def compose_body(self) -> ComposeResult:
        """Yield the list and the words about a row."""
        empty = _("Nothing has come or gone yet. The first tab exchanges.")
        yield RecordList(COLUMNS, self.row, _key, empty=empty, id="history")
        yield Rule()
        yield Static(id="history-words", markup=False)

    def load(self) -> None:
        """Read the first page."""
        delivery = self.casebook.delivery
        source = Source(delivery.history, delivery.history_count, self._pick)
        self.read_list(self.query_one("#history", RecordList), source)

    def _pick(self, words: str, limit: int) -> "list[PassageLine]":
        """Return those whose row holds every word; runs in the casebook's thread."""
        wanted = fold(words).split()
        lines = self.casebook.delivery.history(0, MOST_FILTERED)
        found = (line for line in lines if _holds(line, wanted))
        return [line for line, _place in zip(found, range(limit), strict=False)]

    def concerns(self, changed: "Changed") -> bool:
        """Each exchange ends with a change."""
        return bool(changed.kinds - {"log-line"})

    def row(self, line: "PassageLine") -> Row:
        """Draw one line."""
        local, today = line.at.astimezone(), self.host.clock.now().date()
        day = "" if local.date() == today else f"{short_date(local.date(), today)} "
        name = shown_name(line.name, names=self.host.names_shown)
        passed = line.what or line.way in {"in", "out"}
        what = brief_words(line.what) if passed else line.file
        cells = (f"{day}{clock_time(local)}", passage_words(line), name, what)
        sign = "!" if line.way in {"refused", "held"} else ""
        return Row(cells, sign=sign, quiet=line.state in {"written", "alone"})

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Say the whole row."""
        line = self.query_one("#history", RecordList).current
        words = "" if line is None else passage_row(line, names=self.host.names_shown)
        self.query_one("#history-words", Static).update(Content(words))

    @on(RecordList.Chosen)
    def opened(self) -> None:
        """Show names for ten seconds, as F4 does; the log says so."""
        self.do_peek()

    def names_changed(self) -> None:
        """Word the rows again."""
        super().names_changed()
        self.tell()


def _key(line: "PassageLine") -> bytes:
    return f"{line.way} {line.at.timestamp()} {line.file} {line.name}".encode()


def _holds(line: "PassageLine", wanted: list[str]) -> bool:
    text = fold(passage_row(line, names=True))
    return all(word in text for word in wanted)
