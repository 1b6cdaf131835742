"""The seed of the directory: what the package knows, offered; nothing is written until accepted.

The law: each row says whether it is here already; what is brought in is "to be checked", and one
undo takes all of it back.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.lines.services import SeedLine
from storage.rules.fold import fold
from tui_app.commands.command import Command
from tui_app.commands.services import OFFERED, SEED
from tui_app.i18n.catalogue import N_, _, language, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.county_words import county_short, county_words
from tui_app.plain.services import areas_words
from tui_app.plain.words import joined
from tui_app.screens.listing import Source
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.change import Changed

COLUMNS = (
    Column(N_("Name"), 0), Column(N_("What"), 15), Column(N_("County"), 24),
)  # fmt: skip


class SeedScreen(NivelScreen):
    """The list of what is offered."""

    commands: ClassVar[tuple[Command, ...]] = SEED
    AUTO_FOCUS = "#seed"

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SeedLine, ...] = ()

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Services')} > {_('What Nivel knows')}"

    def compose_body(self) -> ComposeResult:
        """Yield the counts, the list and the words about a row."""
        yield Static(id="seed-counts", markup=False)
        empty = _("Nothing is offered.")
        yield RecordList(COLUMNS, seed_cells, key_of, empty=empty, id="seed")
        yield Rule(id="seed-rule")
        yield Static(id="seed-words", markup=False)

    def load(self) -> None:
        """Read what is offered, and what of it is here."""
        desk, speaking = self.casebook.directory_seed, language()
        self.ask(lambda: desk.lines(speaking), then=self._take)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when the directory changed."""
        return bool(changed.kinds & {"organisation", "service", "practice-card"})

    def _take(self, rows: tuple[SeedLine, ...]) -> None:
        self.rows = rows
        new = sum(not row.is_here for row in rows)
        self.standing = self.standing.with_fact(OFFERED, holds=bool(new))
        here = ngettext("{count} is here already", "{count} are here already", len(rows) - new)
        told = (
            _("Offered: {count}").format(count=len(rows)),
            here.format(count=len(rows) - new),
            _("b brings in the rest; everything is to be checked"),
        )
        self.query_one("#seed-counts", Static).update(Content(joined(told)))
        lines = self._page
        self.read_list(self.seed, Source(lines, lambda: len(self.rows), self._pick))

    def _page(self, offset: int, limit: int) -> tuple[SeedLine, ...]:
        return self.rows[offset : offset + limit]

    def _pick(self, words: str, limit: int) -> tuple[SeedLine, ...]:
        wanted = fold(words).split()
        found = (row for row in self.rows if all(word in fold(_text(row)) for word in wanted))
        return tuple(found)[:limit]

    @property
    def seed(self) -> "RecordList[Any]":
        """Return the list."""
        return self.query_one("#seed", RecordList)

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell the row under the cursor."""
        line: Any = self.seed.current
        told = "" if line is None else seed_words(line)
        self.query_one("#seed-words", Static).update(Content(told))

    def do_accept(self) -> None:
        """Bring in what is marked, or everything."""
        marked = self.seed.marked
        keys = {row.key for row in self.rows if not marked or key_of(row) in marked}
        self._accept(keys)

    @on(RecordList.Chosen)
    def one(self) -> None:
        """Bring in the row under the cursor."""
        line: Any = self.seed.current
        if line is not None:
            self._accept({line.key})

    def _accept(self, keys: set[str]) -> None:
        desk, speaking = self.casebook.directory_seed, language()
        self.seed.marked.clear()
        self.ask(lambda: desk.accept(speaking, keys), then=self._accepted)

    def _accepted(self, count: int) -> None:
        told = ngettext(
            "Brought in: {count} entry, to be checked.",
            "Brought in: {count} entries, to be checked.",
            count,
        )
        self.say(told.format(count=count) if count else _("It is here already."))


def key_of(line: SeedLine) -> bytes:
    """Return the key of a row."""
    return line.key.encode()


def seed_cells(line: SeedLine) -> Row:
    """Draw a row; ``=`` marks what is here already."""
    county = county_short(line.county) if line.county else ""
    what = choice_word("record", line.record)
    return Row((line.name, what, county), sign="=" if line.is_here else "", quiet=line.is_here)


def seed_words(line: SeedLine) -> str:
    """Tell a row whole."""
    here = _("= It is here already.") if line.is_here else _("It would be here, to be checked.")
    return joined((joined((line.name, areas_words(line.areas), county_words(line.county))), here),
                  "\n")  # fmt: skip


def _text(line: SeedLine) -> str:
    what = choice_word("record", line.record)
    return f"{line.name} {what} {county_words(line.county)} {areas_words(line.areas)}"
