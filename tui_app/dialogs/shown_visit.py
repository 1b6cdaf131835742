"""A visit as the client sees it: a page at a time, on a screen that is turned towards them.

The law (screens page, "Visits"; wireframe 10; T5): no name, no case number, no menu, no selection,
no mouse, no notification; one thing a line. Only what ``casebook.visits`` let out is in here, so
nothing is hidden that could be uncovered. One leaves it by the PIN of the sitting
(``LeavingPin``). What is typed is kept by whoever showed this, letter by letter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from storage.lines.visits import ShownVisit
from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import both_ends
from tui_app.plain.visits import Page, pages
from tui_app.widgets.leaving_pin import LeavingPin
from tui_app.widgets.text_field import TextField

AGREEMENT, QUESTION = "agreement", "question"
LINE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class VisitWays:
    """What the shared view may ask of the screen below it, and nothing else.

    ``keep(kind, text)`` writes a line down, ``typed(kind, text)`` keeps the half line, ``speak``
    takes the next language, ``day`` says the day in the language of the moment.
    """

    keep: Callable[[str, str], None]
    typed: Callable[[str, str], None]
    speak: Callable[[], None]
    hide: Callable[[], None]
    day: Callable[[], str]


class ShownVisitScreen(ModalScreen[bool]):
    """``pin`` brings one back; ``draft`` is a half line of before. Answers whether to lock."""

    ALLOW_SELECT: ClassVar[bool] = False
    AUTO_FOCUS = "#visit-page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f8", "hide", show=False, priority=True),
        Binding("f9", "lock", show=False, priority=True),
        Binding("space", "turn(1)", show=False),
        Binding("backspace", "turn(-1)", show=False),
        Binding("a", "write('agreement')", show=False),
        Binding("q", "write('question')", show=False),
        Binding("l", "speak", show=False),
    ]

    def __init__(
        self, shown: ShownVisit, pin: str, ways: VisitWays, draft: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__()
        self.shown = shown
        self.pin = pin
        self.ways = ways
        self.kind, self.half = draft
        self.number = 0

    def compose(self) -> ComposeResult:
        """Yield the page, the line, and the way back."""
        yield Static(id="visit-head", markup=False)
        with VerticalScroll(id="visit-page"):
            yield Static(id="visit-things", markup=False)
        yield Static(id="visit-note", markup=False)
        yield TextField(id="visit-line", limit=LINE_LIMIT)
        yield LeavingPin(self.pin)
        yield Static(id="visit-keys", markup=False)

    def on_mount(self) -> None:
        """Draw the first page; a half line of before stands in its field."""
        self.line.display = False
        self.draw()
        if self.half:
            self.action_write(self.kind)

    @property
    def line(self) -> TextField:
        """Return the field."""
        return self.query_one("#visit-line", TextField)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages, in the language of the moment."""
        return pages(self.shown)

    def draw(self) -> None:
        """Draw the page, and the words around it."""
        found = self.pages
        self.number = max(0, min(self.number, len(found) - 1))
        shared = f"(( {_('screen shared')} ))"
        head = both_ends(f" {self.ways.day()}", shared, 79)
        self.query_one("#visit-head", Static).update(Content(head))
        rows = "\n".join(found[self.number].rows())
        self.query_one("#visit-things", Static).update(Content(rows))
        turn = _("Space: next page   Backspace: previous   {number}/{count}")
        turn = turn.format(number=self.number + 1, count=len(found))
        keys = _("a: agreed   q: question   l: language   F8: hide   Esc and PIN: back")
        self.query_one("#visit-keys", Static).update(Content(f" {turn}\n {keys}"))

    def show(self, shown: ShownVisit) -> None:
        """Show what is there now."""
        self.shown = shown
        self.draw()

    def saved(self) -> None:
        """Clear the line: it is in the casebook."""
        self.line.value = ""
        self.note("")
        self._close_line()

    def note(self, words: str) -> None:
        """Say a sentence under the page; what is typed stays."""
        self.query_one("#visit-note", Static).update(Content(f" ! {words}" if words else ""))

    # --- keys ----------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Turn the page."""
        self.number += by
        self.draw()
        self.query_one("#visit-page").scroll_home(animate=False)

    def action_write(self, kind: str) -> None:
        """Open the line for what is agreed, or for a question."""
        self.kind = kind
        words = {AGREEMENT: _("We agree: what, who, when"), QUESTION: _("Your question")}
        self.line.placeholder = words.get(kind, "")
        self.line.display = True
        self.line.value = self.line.value or self.half
        self.half = ""
        self.line.focus()
        self.number = 1 if self.shown.agenda else 0
        self.draw()

    @on(Input.Changed, "#visit-line")
    def _typed(self, event: Input.Changed) -> None:
        self.ways.typed(self.kind, event.value)

    @on(Input.Submitted, "#visit-line")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if text := event.value.strip():
            self.ways.keep(self.kind, text)
        else:
            self._close_line()

    def _close_line(self) -> None:
        self.half = self.line.value
        self.line.display = False
        self.query_one("#visit-page").focus()

    def action_speak(self) -> None:
        """Speak the next language; what people wrote stays as it is."""
        self.ways.speak()
        self.draw()

    def action_hide(self) -> None:
        """Blank the screen."""
        self.ways.hide()

    def action_lock(self) -> None:
        """Lock at once."""
        self.dismiss(True)  # noqa: FBT003 - the answer

    def action_leave(self) -> None:
        """Put the line away, or ask for the PIN."""
        if self.line.display:
            self._close_line()
        else:
            self.query_one(LeavingPin).ask()

    @on(LeavingPin.Closed)
    def _go_on(self) -> None:
        self.query_one("#visit-page").focus()

    @on(LeavingPin.Right)
    def _left(self) -> None:
        self.dismiss(False)  # noqa: FBT003 - the answer

    @on(LeavingPin.Spent)
    def _spent(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the answer
