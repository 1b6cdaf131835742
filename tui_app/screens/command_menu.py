"""Help (F1) and palette (F2): every command of the screen below, found by words, run by Enter.

The law: both read the commands' tuples, so they cannot lie; a command that may not run now says why
in its row. The palette shows names and the places to go to, the help whole sentences and the help
pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from storage.rules.fold import fold
from tui_app.commands.command import Command, shown_key
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.help_pages import HELP_PAGES
from tui_app.screens.messages import Open
from tui_app.screens.registry import built_modes
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: ``run`` is called with the menu gone; ``reason`` says why it may not run now."""

    key: str
    name: str
    words: str
    run: Callable[[], object]
    reason: str = ""


class CommandMenu(ModalScreen[Entry | None]):
    """Shows the commands of ``below``; ``whole`` with their sentences and the help pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", show=False, priority=True),
        Binding("enter", "run", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
    ]

    def __init__(self, below: NivelScreen, *, whole: bool) -> None:
        super().__init__()
        self.entries = entries(below, whole=whole)
        self.whole = whole
        columns = (Column(N_("Key"), 10), Column(N_("Command"), 0 if not whole else 16))
        self.list: RecordList[Entry] = RecordList(
            (*columns, Column(N_("What it does"), 0)) if whole else columns,
            self._row,
            lambda entry: f"{entry.key} {entry.name}".encode(),
            empty=_("No command with these words."),
        )

    def compose(self) -> ComposeResult:
        """Yield the words, the commands, the keys."""
        with Vertical(id="dialog", classes="-menu"):
            yield Static(Content(_("Help") if self.whole else _("Commands")), markup=False)
            yield TextField(id="menu-words", placeholder=_("type a part of it"))
            yield self.list
            yield Static(id="menu-whole", markup=False)
            yield Static(Content(_("Enter does it, Esc goes back.")), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(TextField).focus()
        self.list.show(self.entries)

    @on(TextField.Changed)
    def _narrow(self, event: TextField.Changed) -> None:
        words = fold(event.value).split()
        self.list.show(
            entry
            for entry in self.entries
            if all(word in fold(f"{entry.name} {entry.words} {entry.key}") for word in words)
        )

    @on(RecordList.Moved)
    def _say_whole(self) -> None:
        entry = self.list.current
        said = "" if entry is None else entry.reason or entry.words
        self.query_one("#menu-whole", Static).update(Content(said))

    def _row(self, entry: Entry) -> Row:
        said = entry.reason or entry.words
        cells = (entry.key, entry.name, said) if self.whole else (entry.key, entry.name)
        return Row(cells, quiet=bool(entry.reason))

    def action_move(self, step: int) -> None:
        """Move while the words keep the focus."""
        self.list.move_to(self.list.cursor + step)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_run(self) -> None:
        """Do what is under the cursor."""
        if self.list.current is not None:
            self.dismiss(self.list.current)


def open_menu(below: NivelScreen, *, whole: bool) -> None:
    """Open the menu over ``below`` and do what is chosen."""

    def done(entry: Entry | None) -> None:
        if entry is not None:
            below.call_later(entry.run)

    below.app.push_screen(CommandMenu(below, whole=whole), done)


def entries(below: NivelScreen, *, whole: bool) -> tuple[Entry, ...]:
    """Return what can be done on ``below``: its commands, the places, the help pages."""
    rows = [_of_command(below, command) for command in below.every_command()]
    if below.host.casebook is not None:
        rows += [
            Entry(
                f"g {mode.letter}",
                _("Go to: {place}").format(place=_(mode.label)),
                "",
                partial(below.post_message, Open(mode.id)),
            )
            for mode in built_modes()
        ]
    if whole:
        rows += [
            Entry("", _("Page"), _(title), partial(below.post_message, Open(f"help:{name}")))
            for name, title in HELP_PAGES.items()
        ]
    return tuple(rows)


def _of_command(below: NivelScreen, command: Command) -> Entry:
    reason = command.when(below.standing)
    return Entry(
        " ".join(shown_key(key) for key in command.keys),
        _(command.label),
        _(command.help),
        partial(below.run_command, command),
        _(reason),
    )
