"""The one list: pages, cursor, marks, width, and how few bytes a key costs."""

from collections.abc import Sequence
from typing import Any

import pytest
from rich.style import Style
from textual.pilot import Pilot

from tests.tui_app.recording import recorded
from tests.tui_app.screens.test_screen import PretendCasebook, SmallScreen
from tests.tui_app.stage import PretendDoor, on_stage, settled, text_of
from tui_app.app import NivelApp
from tui_app.settings import Settings
from tui_app.widgets.list_rows import PAGE, Column, Pages, Row, row_strip
from tui_app.widgets.record_list import RecordList

COLUMNS = (Column("Number", 8), Column("Name", 0), Column("Count", 6, right=True))


def strip_text(row: Row, width: int = 40, columns: Sequence[Column] = COLUMNS) -> str:
    """Return one drawn row."""
    return row_strip(tuple(columns), row, width, Style(), ">*! ").text


@pytest.mark.parametrize(
    "name", ["short", "a name much longer than its column", "漢字漢字漢字漢字漢字漢字漢字", ""]
)
def test_a_row_is_exactly_as_wide_as_the_list(name: str) -> None:
    """Wide letters and long names are cut to the cell; the columns stay in line."""
    drawn = row_strip(COLUMNS, Row(("K-0142", name, "7")), 40, Style(), ">*! ")
    assert drawn.cell_length == 40
    assert drawn.text.endswith("     7")
    assert drawn.text.startswith(">*! K-0142")


GROWING = (Column("Number", 8), Column("Name", 0), Column("Where", 10, most=20))


@pytest.mark.parametrize(("width", "where"), [(40, 10), (80, 10), (86, 14), (120, 20)])
def test_a_column_grows_on_a_wide_terminal(width: int, where: int) -> None:
    """Beyond 80 cells a column takes two thirds of the room, up to its most."""
    drawn = row_strip(GROWING, Row(("K-0142", "x", "w" * 50)), width, Style(), ">*! ")
    assert drawn.cell_length == width
    assert len(drawn.text.split()[-1].rstrip("~")) == where - 1


def test_control_characters_take_no_room() -> None:
    """What is deleted on the way out was never counted, so nothing shifts."""
    clean, dirty = (
        strip_text(Row(("K-1", "abc", "7"))),
        strip_text(Row(("K-1", "a\x1b[2J\x07bc", "7"))),
    )
    assert dirty == clean.replace("abc", "a[2Jbc").replace("a[2Jbc   ", "a[2Jbc", 1)


def test_pages_hold_little_and_ask_once() -> None:
    """Of 100,000 rows a few pages are held; a page is asked for once until it comes."""
    pages: Pages[int] = Pages(100_000)
    for page in range(50):
        assert pages.want(page * PAGE) == page
        assert pages.want(page * PAGE) is None
        pages.keep(page, range(page * PAGE, (page + 1) * PAGE))
    assert len(pages.held) <= 8
    assert pages.line(49 * PAGE + 3) == 49 * PAGE + 3
    assert pages.line(0) is None
    assert pages.find(lambda line: line == 45 * PAGE) == 45 * PAGE


async def test_marks_are_kept_and_answered() -> None:
    """Space marks and goes on; the marked ids are what a command takes."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        records: RecordList[Any] = pilot.app.screen.query_one(RecordList)
        await pilot.press("space", "space", "home", "space")
        await settled(pilot)
        assert records.chosen_keys == ((1).to_bytes(16, "big"),)
        assert ">*! K-0001" in text_of(pilot)


async def test_the_cursor_stays_on_its_record() -> None:
    """Read again with rows before it gone, the cursor stands on the same record."""
    book = PretendCasebook(20)
    async with on_stage(SmallScreen(), book) as pilot:
        records: RecordList[Any] = pilot.app.screen.query_one(RecordList)
        await pilot.press(*["down"] * 7)
        held = records.current_key
        whole = book.cases.lines
        book.cases.lines = lambda offset, limit: whole(offset + 3, limit)  # type: ignore[method-assign]
        book.cases.rows = 17
        await pilot.press("f5")
        await settled(pilot)
        assert records.current_key == held
        assert records.cursor == 4


async def test_the_terminals_cursor_follows() -> None:
    """The hardware cursor stands on the row, for screen readers and braille."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        rows = [pilot.app.cursor_position.y]
        for key in ("down", "down", "up"):
            await pilot.press(key)
            rows.append(pilot.app.cursor_position.y)
        assert [row - rows[0] for row in rows] == [0, 1, 2, 1]


async def test_a_key_costs_few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A move in a list of 10,000 rows sends two rows, not a page: under 700 bytes in full colour.

    Control: scrolling a page does send more, so the measure sees bytes.
    """
    app = NivelApp(PretendDoor(), Settings(language="en", theme="night"))
    sizes: dict[str, int] = {}

    async def script(pilot: Pilot[Any]) -> None:
        app.casebook = PretendCasebook(10_000)  # type: ignore[assignment]
        await app.push_screen(SmallScreen())
        await settled(pilot)
        written: list[str] = app._driver.written  # type: ignore[union-attr]
        await pilot.press("down")
        await settled(pilot)
        for key in ("down", "pagedown"):
            written.clear()
            await pilot.press(key)
            await settled(pilot)
            sizes[key] = len("".join(written))

    await recorded(app, script, monkeypatch)
    assert 0 < sizes["down"] < 700
    assert sizes["pagedown"] > 2 * sizes["down"]


async def test_a_click_chooses_like_a_key() -> None:
    """Where the mouse is on, one click moves and a second one opens."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        records: RecordList[Any] = pilot.app.screen.query_one(RecordList)
        await pilot.click(records, offset=(5, 4))
        assert records.cursor == 3
