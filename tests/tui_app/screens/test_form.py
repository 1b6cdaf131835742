"""Fields, drafts, refusals and the dialogs, shown by a small form."""

import datetime as dt
from typing import Any

from textual.app import ComposeResult

from storage.errors import Invalid
from storage.lines.change import DraftLine
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.dialogs.choose import Choose, Chosen
from tui_app.dialogs.confirm import Confirm
from tui_app.screens.form import Form
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.panel import Panel
from tui_app.widgets.text_field import TextField


class PretendDrafts:
    """A drafts' desk in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {"small/name": "half a na"}

    def keep(self, place: str, text: str, over: bytes | None = None) -> None:
        """Keep or drop."""
        if text:
            self.kept[place] = text
        else:
            self.kept.pop(place, None)

    def find(self, place: str) -> str:
        """Return the draft."""
        return self.kept.get(place, "")

    def lines(self) -> tuple[DraftLine, ...]:
        """Return every draft."""
        at = dt.datetime(2026, 11, 24, 7, 41, tzinfo=dt.UTC)
        return tuple(DraftLine(place, text, at) for place, text in self.kept.items())


class PretendCasebook:
    """A casebook that keeps fields and refuses the word ``no``."""

    undoable = None
    redoable = None

    def __init__(self) -> None:
        self.drafts = PretendDrafts()
        self.saved: dict[str, Any] = {}

    def save(self, name: str, value: object) -> None:
        """Save, or refuse."""
        if value == "no":
            raise Invalid(kind="case", field=name, reason="too-long")
        self.saved[name] = value

    def close(self) -> None:
        """Close nothing."""


class SmallForm(Form):
    """One field of each kind."""

    def draft_place(self) -> str:
        """Return the drafts' name."""
        return "small"

    def compose_body(self) -> ComposeResult:
        """Yield the rows."""
        with Panel("fields"):
            yield FieldRow("Name", TextField(id="name"), hint="as they want it")
            yield FieldRow("Day", DateField(dt.date(2026, 11, 24), id="day"))
            yield FieldRow("Phase", ChoiceField((("a", "first"), ("b", "second")), id="phase"))
            yield FieldRow("Note", NoteArea(id="note", limit=50))

    def load(self) -> None:
        """Fill, then bring back drafts."""
        self.query_one("#name", TextField).fill("")
        self.restore_drafts(self.query_one("#name"))

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Save."""
        book: Any = self.casebook
        value = field.day if isinstance(field, DateField) else field.value
        self.keep(field, lambda: book.save(field.id, value))


async def test_a_draft_comes_back_and_is_dropped_when_saved() -> None:
    """What was being typed before stands in the field again; saving it drops the draft."""
    book = PretendCasebook()
    async with on_stage(SmallForm(), book) as pilot:
        field = pilot.app.screen.query_one("#name", TextField)
        assert field.value == "half a na"
        assert "24.11." in text_of(pilot)
        field.focus()
        await pilot.press("end", "m", "e", "tab")
        await settled(pilot)
        assert book.saved == {"name": "half a name"}
        assert book.drafts.kept == {}


async def test_a_refused_field_keeps_its_text_and_says_why() -> None:
    """The sentence stands beside the field, the text stays, the draft too."""
    book = PretendCasebook()
    async with on_stage(SmallForm(), book) as pilot:
        field = pilot.app.screen.query_one("#name", TextField)
        field.value = ""
        field.focus()
        await pilot.press("n", "o", "tab")
        await settled(pilot)
        assert field.value == "no"
        assert any(row.strip().startswith("!") for row in text_of(pilot).splitlines())


async def test_locking_keeps_what_is_typed() -> None:
    """F9 in the middle of a word keeps the draft before the end."""
    book = PretendCasebook()
    async with on_stage(SmallForm(), book) as pilot:
        pilot.app.screen.query_one("#note").focus()
        await pilot.press(*"abc", "f9")
        await pilot.pause()
        assert app_of(pilot).blanked
        assert book.drafts.kept["small/note"] == "abc"


async def test_a_date_is_said_back_and_a_wrong_one_is_refused_beside_the_field() -> None:
    """6.12. shows weekday, date and holiday; 31.2. says that there is no such day and stays."""
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        field = pilot.app.screen.query_one("#day", DateField)
        field.focus()
        await pilot.press(*"6.12.")
        await settled(pilot)
        assert "6.12.2026" in text_of(pilot)
        assert "tsen" in text_of(pilot)  # itsenäisyyspäivä
        field.value = "31.2."
        await settled(pilot)
        assert field.day is None
        assert "! " in text_of(pilot)


async def test_a_megabyte_pasted_is_cut() -> None:
    """A note takes what fits and no more; a line field one line, without escape codes."""
    from textual.events import Paste

    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        note = pilot.app.screen.query_one("#note", NoteArea)
        name = pilot.app.screen.query_one("#name", TextField)
        note.post_message(Paste("ä" * 1_000_000))
        name.value = ""
        name.post_message(Paste("a\x1b]52;c;x\x07b\nc" + "x" * 1_000_000))
        await settled(pilot)
        assert len(note.text) <= 50
        assert len(name.value) <= 200
        assert "\x1b" not in name.value


async def test_a_letter_or_an_arrow_chooses() -> None:
    """Right takes the next word, a letter the one that begins with it."""
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        field = pilot.app.screen.query_one("#phase", ChoiceField)
        field.focus()
        await pilot.press("right")
        assert field.value == "b"
        await pilot.press("f")
        assert field.value == "a"


async def test_confirm_says_no_unless_yes_is_chosen() -> None:
    """Enter at once means no; Right and Enter mean yes."""
    answers: list[bool | None] = []
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        pilot.app.push_screen(Confirm("Send it?", "Send"), answers.append)
        await pilot.pause()
        await pilot.press("enter")
        pilot.app.push_screen(Confirm("Send it?", "Send"), answers.append)
        await pilot.pause()
        await pilot.press("right", "enter")
        await settled(pilot)
        assert answers == [False, True]


async def test_choose_narrows_and_answers() -> None:
    """Typing narrows the rows; Enter answers with the id, Ctrl+N with the words."""
    answers: list[Chosen | None] = []
    names = ("Aino Keksitty", "Testi Testinen")
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        screen: Any = pilot.app.screen

        def picker() -> Choose:
            return Choose(
                "Who?", (Column("Name", 0),), lambda name: Row((name,)), str.encode,
                screen.looker(lambda words, limit: [n for n in names if words in n][:limit]),
                new="new person",
            )  # fmt: skip

        pilot.app.push_screen(picker(), answers.append)
        await settled(pilot)
        await pilot.press(*"Tes")
        await settled(pilot)
        await pilot.press("enter")
        pilot.app.push_screen(picker(), answers.append)
        await settled(pilot)
        await pilot.press(*"Uusi", "ctrl+n")
        await settled(pilot)
        assert answers == [Chosen(b"Testi Testinen", ""), Chosen(None, "Uusi")]


async def test_enter_goes_on_from_a_choice_as_from_a_text() -> None:
    """A person who fills a form by Enter alone does not get stuck at a choice."""
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        pilot.app.screen.query_one("#phase").focus()
        await pilot.press("enter")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "note"
