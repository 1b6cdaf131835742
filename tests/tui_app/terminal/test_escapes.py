"""No control character of any data reaches the terminal (safety, traps 1 and 3, T15, T21, T22).

Every kind of widget shows every payload on the recording driver. Control: without
``ControlFilter`` the same run leaks.
"""

import re
from typing import TYPE_CHECKING, Any

import pytest
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import (
    Button,
    DataTable,
    Input,
    Label,
    Log,
    OptionList,
    RichLog,
    Static,
    TextArea,
    Tree,
)

from tests.tui_app.recording import recorded
from tests.tui_app.stage import PretendDoor, settled
from tui_app.app import NivelApp
from tui_app.screens.screen import NivelScreen
from tui_app.settings import Settings
from tui_app.terminal.filter import ControlFilter, without_controls
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.panel import Panel
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.widget import Widget

BODIES = (
    "]52;c;aGFpc2Vl\x07", "]0;canary title\x07", "]2;canary\x1b\\", "]8;;http://canary.invalid\x07",
    "]9;canary\x07", "]4;1;rgb:00/00/00\x07", "[2J", "[H", "[3J", "[?1049l", "[?25h", "[6n", "[c",
    "[>c", "[?2004l", "[8m", "[1;1Hcanary", "P+q436f\x1b\\", "_canary\x1b\\", "^canary\x1b\\",
    "(0", "c", "7", "8", "#8",
)  # fmt: skip
PAYLOADS = (
    *(f"\x1b{body}" for body in BODIES),
    *(f"\x9b{body[1:]}" for body in BODIES[6:12]),
    "\x9d52;c;Y2FuYXJ5\x9c", "\x90canary\x9c", "\x00", "\x07", "\x08\x08\x08", "\r\n", "\x0b\x0c",
    "\u202ecanary", "\u2066canary\u2069", "\u200fcanary", "[/b]", "[@click=app.quit]x[/]",
    "[red]canary[/]", "\U000e0041",
)  # fmt: skip
# What Nivel itself sends: placing and styling, modes of its driver, nothing else.
ALLOWED = re.compile(
    r"\x1b\[(?:\d+(?:;\d+)*)?m|\x1b\[\d+;\d+H|\x1b\[\?(?:1049|25|1004|2004|7|2048)[hl]"
    r"|\x1b\[\?20\d\d\$p|\x1b\[\?2026[hl]|\x1b\[0m\x1b\[2J\x1b\[H|\x1b\[<u|\r\n|\n"
)
CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


class Everything(NivelScreen):
    """Shows one payload in every kind of widget."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def place_text(self) -> str:
        """Return the payload."""
        return self.text

    def compose_body(self) -> ComposeResult:
        """Yield the widgets."""
        text = self.text
        columns = (Column("x", 0), Column(text, 9))
        records: RecordList[str] = RecordList(columns, lambda t: Row((t, t)), lambda _t: bytes(16))
        records.styles.height = 3
        yield records
        with Panel(text, right=text):
            yield FieldRow(text, TextField(text))
        yield ChoiceField((("a", text),))
        yield NoteArea(text)
        yield from (Static(Content(text)), Label(text, markup=False), Static(Text(text)))
        yield from (TextArea(text), Input(text), Button(Content(text)))
        yield OptionList(Content(text))
        late: tuple[Widget, ...] = (DataTable[Text](), Log(), RichLog(), Tree[None](Text(text)))
        for widget in late:
            widget.styles.height = 2
            yield widget

    def on_mount(self) -> None:
        """Fill the widgets that are filled later."""
        self.query_one(RecordList).show([self.text])
        table = self.query_one(DataTable)
        table.add_columns(Text(self.text))
        table.add_row(Text(self.text))
        self.query_one(Log).write(self.text)
        self.query_one(RichLog).write(Text(self.text))
        self.say(self.text, alert=True)
        self.app.notify(self.text, markup=False)


def leaks(written: str) -> list[str]:
    """Return the control characters that are not of our own sequences."""
    return CONTROLS.findall(ALLOWED.sub("", written))


async def shown(payloads: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> str:
    """Show each payload in every widget; return what was written."""
    app = NivelApp(PretendDoor(), Settings(language="en", theme="night"))

    async def script(pilot: Pilot[Any]) -> None:
        for first in range(0, len(payloads), 8):
            text = "".join(f"a{payload}b" for payload in payloads[first : first + 8])
            await app.push_screen(Everything(text))
            await pilot.pause()
            app.pop_screen()

    return await recorded(app, script, monkeypatch)


async def test_no_payload_reaches_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """All payloads in all widgets: nothing beyond our own sequences is written."""
    written = await shown(PAYLOADS, monkeypatch)
    assert len(written) > 10_000
    assert leaks(written) == []


async def test_without_the_filter_payloads_do_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: the same run without the filter leaks."""
    monkeypatch.setattr(ControlFilter, "apply", lambda _self, segments, _background: segments)
    written = await shown(PAYLOADS[:8], monkeypatch)
    assert leaks(written) != []


async def test_copying_writes_nothing_unless_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """OSC 52 goes out only with the setting, and an empty one follows at the end (T15)."""
    for allowed in (False, True):
        app = NivelApp(PretendDoor(), Settings(language="en", copy=allowed))

        async def script(pilot: Pilot[Any], app: NivelApp = app) -> None:
            await settled(pilot)
            app.copy_to_clipboard("canary")
            app.blank_now()
            await pilot.pause()

        written = await recorded(app, script, monkeypatch)
        assert written.count("\x1b]52;c;") == (2 if allowed else 0)
        assert not allowed or "\x1b]52;c;\x07" in written


@pytest.mark.parametrize("payload", PAYLOADS)
def test_cleaning_leaves_only_what_is_seen(payload: str) -> None:
    """``without_controls`` leaves no character that a terminal obeys, and all letters."""
    cleaned = without_controls(f"å{payload}漢")
    assert not CONTROLS.search(cleaned)
    assert cleaned.startswith("å")
    assert cleaned.endswith("漢")
