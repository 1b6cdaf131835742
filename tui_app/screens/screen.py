"""What every screen of Nivel is: the frame, its keys, and the ways to the casebook.

The law: row 1 says where one is and how things stand, row 2 the numbered tabs, row 23 the undo
offer or a message, row 24 the keys; the body between is the subclass's. What can be done stands in
``commands``, and each command's method is ``do_<verb>``. Text that people wrote is shown as
``Content`` or with ``markup=False``, never parsed (trap 3).

A subclass gives ``commands``, ``place_text``, ``compose_body`` and ``load``; see those.
"""

import inspect
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from tui_app.commands.command import Command, bindings
from tui_app.commands.everywhere import CASEBOOK, EVERYWHERE
from tui_app.i18n.catalogue import _
from tui_app.screens.frame import GO, Framed
from tui_app.screens.sequences import Sequences
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from textual import events

    from storage.casebook.casebook import Casebook
    from storage.lines.change import Changed


class NivelScreen(Framed):
    """The base of every screen.

    ``commands``: what can be done here. ``standard``: what every screen of an open casebook has; a
    screen before the unlocking has less. ``tabs``: the numbered tabs of this level; empty means the
    modes. ``standing``: set a new one when a fact changes, keys and footer follow.
    """

    commands: ClassVar[tuple[Command, ...]] = ()
    before_unlocking: ClassVar[bool] = False
    standard: ClassVar[tuple[Command, ...]] = (*EVERYWHERE, *CASEBOOK)
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - Textual's own signature
        """Turn the commands into Textual's bindings."""
        cls.BINDINGS = list(bindings(cls.every_command()))
        super().__init_subclass__(**kwargs)

    @classmethod
    def every_command(cls) -> tuple[Command, ...]:
        """Return the screen's own commands and the standing ones that it does not replace."""
        taken = {command.id for command in cls.commands}
        keys = {key for command in cls.commands for key in command.keys}
        kept = (c for c in cls.standard if c.id not in taken and c.key not in keys)
        return (*cls.commands, *kept)

    def __init__(self) -> None:
        super().__init__()
        self.sequences = Sequences(self.every_command())
        self.stale = False
        self.last_command: Command | None = None

    # --- what a subclass gives, beside ``place_text`` and ``show_tab`` -------------------------

    def compose_body(self) -> ComposeResult:
        """Yield the widgets of rows 3 to 22."""
        yield from ()

    def load(self) -> None:
        """Read what is shown, through ``ask``; called at the start, on F5 and after changes."""

    def concerns(self, changed: "Changed") -> bool:
        """Tell whether a change asks for reading again; a line of the use log alone does not."""
        return bool(changed.kinds - {"log-line"})

    def names_changed(self) -> None:
        """Draw names in full or masked again, as ``host.names_shown`` says."""
        for record_list in self.query(RecordList):
            record_list.redraw()

    def leaving(self) -> None:
        """Keep what is being typed: the process ends now."""

    def start_at(self, detail: str) -> None:
        """Begin with the part that ``Open`` named: a tab's id."""
        self.set_reactive(NivelScreen.tab, detail)

    # --- its life ------------------------------------------------------------------------------

    @property
    def casebook(self) -> "Casebook":
        """The open casebook; a screen before the unlocking never asks for it."""
        opened = self.host.casebook
        if opened is None:
            message = "no casebook is open"
            raise RuntimeError(message)
        return opened

    def compose(self) -> ComposeResult:
        """Put the frame around the body."""
        yield from self.compose_head()
        with Vertical(id="body"):
            yield from self.compose_body()
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Fill the frame and read."""
        if not self.tab and self.tabs:
            self.set_reactive(NivelScreen.tab, self.tabs[0].id)
        self.fill_frame()
        self.load()

    def on_screen_resume(self) -> None:
        """Read again what changed while another screen was on top."""
        self.fill_frame()
        if self.stale:
            self.stale = False
            self.load()

    def changed_below(self, *, on_top: bool) -> None:
        """Read again after a change: now, or when this screen is on top again."""
        if on_top:
            self.load()
        else:
            self.stale = True

    async def speak_again(self) -> None:
        """Compose anew after the language or the glyphs changed."""
        focused = self.focused.id if self.focused is not None else None
        await self.recompose()
        self.fill_frame()
        self.load()
        if focused:
            self.query(f"#{focused}").focus()

    def on_resize(self) -> None:
        """Below 80x24 say so instead of showing a broken screen."""
        self.check_size()

    # --- keys ----------------------------------------------------------------------------------

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Textual's own bindings too are shown in the language of the moment (trap 9)."""
        found = super().active_bindings
        return {
            key: active._replace(
                binding=replace(active.binding, description=_(active.binding.description))
            )
            for key, active in found.items()
        }

    async def action_command(self, id: str) -> None:  # noqa: A002 - the id of the command
        """Run the command with this id, or say why it cannot be run now."""
        for command in self.every_command():
            if command.id == id:
                await self.run_command(command)

    async def run_command(self, command: Command) -> None:
        """Run ``command`` if it may run now, else say why not."""
        reason = command.when(self.standing)
        if reason:
            self.say(_(reason))
            return
        if command.id != "app.repeat":
            self.last_command = command
        outcome = getattr(self, command.method)()
        if inspect.isawaitable(outcome):
            await outcome

    def on_key(self, event: "events.Key") -> None:
        """Take digits and two-letter keys."""
        waiting = self.sequences.first
        command = self.sequences.press(event.key)
        if command is not None:
            event.stop()
            self.say("")
            self.call_next(self.run_command, command)
        elif waiting == GO and self.go_to_mode(letter=event.key):
            event.stop()
        elif waiting or self.sequences.first:
            event.stop()
            self.say(f"{self.sequences.first} …" if self.sequences.first else "")
        elif event.key.isdigit():
            event.stop()
            self.press_digit(int(event.key))

    def on_descendant_focus(self) -> None:
        """Know whether letters are text now."""
        self.standing = replace(self.standing, typing=_takes_text(self.focused))

    on_descendant_blur = on_descendant_focus


def _takes_text(widget: Widget | None) -> bool:
    """Tell whether ``widget`` takes letters as text."""
    return widget is not None and widget.check_consume_key("a", "a")
