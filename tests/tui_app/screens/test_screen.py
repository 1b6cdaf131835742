"""The frame every screen has, shown by a small screen with one list."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult

from storage.errors import RecordMissing
from storage.lines.cases import CaseLine
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import on_a_row
from tui_app.i18n.catalogue import N_, _
from tui_app.screens.listing import Source
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList

COLUMNS = (Column(N_("Case"), 8), Column(N_("Person"), 0), Column(N_("Actions"), 9, right=True))


class PretendCases:
    """A desk with ``rows`` made-up cases."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.closed: list[bytes] = []

    def count(self) -> int:
        """Count them."""
        return self.rows

    def lines(self, offset: int, limit: int) -> list[CaseLine]:
        """Return one page."""
        return [self.line(place) for place in range(offset, min(self.rows, offset + limit))]

    def pick(self, text: str, limit: int) -> list[CaseLine]:
        """Return those whose number holds ``text``."""
        return [line for line in self.lines(0, self.rows) if text in line.label][:limit]

    def line(self, place: int) -> CaseLine:
        """Return one."""
        return CaseLine(
            place.to_bytes(16, "big"), f"K-{place:04}", "Malli Esimerkki", "prison", "", None, "",
            "", is_own=True, open_actions=place, next_meeting=None,
        )  # fmt: skip

    def close(self, case_id: bytes) -> None:
        """Refuse the first case."""
        if case_id == bytes(16):
            raise RecordMissing(kind="case")
        self.closed.append(case_id)


class PretendLog:
    """A use log that remembers what was written."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, what: str, *, case_id: bytes | None = None, detail: str = "") -> None:
        """Remember."""
        self.written.append(str(what))


class PretendCasebook:
    """A casebook with one desk and nothing to undo."""

    undoable = None
    redoable = None

    def __init__(self, rows: int = 250) -> None:
        self.cases = PretendCases(rows)
        self.log = PretendLog()

    def close(self) -> None:
        """Close nothing."""


class SmallScreen(NivelScreen):
    """A list of cases, and one command."""

    commands: ClassVar[tuple[Command, ...]] = (
        *LIST,
        Command("small.close", "x", N_("Close case"), N_("Close the case."), 3, on_a_row),
    )

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Open] = []

    def place_text(self) -> str:
        """Return the place."""
        return _("Cases")

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield RecordList(COLUMNS, self.row, lambda line: line.id, empty=_("No cases yet."))

    def load(self) -> None:
        """Read the cases."""
        cases: Any = self.casebook.cases
        source = Source(cases.lines, cases.count, cases.pick)
        self.read_list(self.query_one(RecordList), source)

    def row(self, line: CaseLine) -> Row:
        """Draw a case."""
        name = line.name if self.host.names_shown else line.initials
        return Row(
            (line.label, name, str(line.open_actions)), sign="!" if line.open_actions else ""
        )

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Go to the case."""
        self.post_message(Open("case", event.key))

    def do_close(self) -> None:
        """Close the case under the cursor."""
        key = self.query_one(RecordList).current_key
        close: Any = self.casebook.cases.close
        self.ask(close, key, then=lambda _answer: self.say(_("Case closed.")))


async def test_list_shows_the_first_page_and_the_frame() -> None:
    """A screen shows its place, its rows with masked names, and its keys with F1 last."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        rows = text_of(pilot).splitlines()
        assert len(rows) == 24
        assert "K-0000" in rows[3]
        assert "M.E." in rows[3]
        assert "Esimerkki" not in text_of(pilot)
        assert "F1" in rows[23]


async def test_a_refused_command_says_a_sentence() -> None:
    """An error of the storage becomes words in row 23; the screen stays."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        await pilot.press("x")
        await settled(pilot)
        assert text_of(pilot).splitlines()[22].startswith(" !")


async def test_a_key_that_is_off_says_why() -> None:
    """On an empty list the key says that there is no row."""
    async with on_stage(SmallScreen(), PretendCasebook(0)) as pilot:
        await pilot.press("x")
        await settled(pilot)
        assert text_of(pilot).splitlines()[22].strip()


async def test_names_are_shown_by_f4_only() -> None:
    """F4 shows names in full."""
    book = PretendCasebook()
    async with on_stage(SmallScreen(), book) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        assert "Malli Esimerkki" in text_of(pilot)
        assert book.log.written == ["unmasked"]


async def test_pages_are_read_as_the_cursor_reaches_them() -> None:
    """End shows the last row of 250, read as its own page."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        await pilot.press("end")
        await settled(pilot)
        assert "K-0249" in text_of(pilot)


async def test_filter_shows_only_matching_rows_and_escape_ends_it() -> None:
    """``/`` and words filter; Esc shows everything again."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        await pilot.press("slash", *"K-0123", "enter")
        await settled(pilot)
        assert "K-0123" in text_of(pilot)
        assert "K-0001" not in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "K-0001" in text_of(pilot)


async def test_a_small_terminal_gets_a_sentence() -> None:
    """Below 80x24 there is only the sentence with the size."""
    async with on_stage(SmallScreen(), PretendCasebook(), size=(60, 20)) as pilot:
        assert "80 × 24" in text_of(pilot)
        assert "K-0001" not in text_of(pilot)
