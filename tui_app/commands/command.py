"""What a user can do, said once: the key, the words and the moment it is allowed.

The law: keys, footer, help, palette, jump, README and ``nivel keys`` read these tuples and nothing
else. A command's id is ``area.verb``; the screen that lists it has a method ``do_<verb>`` (dashes
become underscores). ``when`` is a pure function of the ``Standing``: it returns "" when the command
may run, otherwise the reason (an ``N_()`` message), which the screen says when the key is pressed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_app.commands.standing import Standing
from tui_app.i18n.catalogue import N_, _

if TYPE_CHECKING:
    from textual.binding import Binding

LABEL_CELLS = 14
"""The widest label in any language."""
NEEDS_ALTGR = frozenset("[]{}\\|~@^`$")
"""Keys that need AltGr, or are dead, on a Finnish or Swedish keyboard."""


def always(_standing: Standing) -> str:
    """Allow the command at any time."""
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do.

    ``key``: Textual's name of the key (``n``, ``f4``, ``ctrl+s``, ``slash``) or a sequence ``g t``.
    ``label``: at most 14 cells in every language; ``help``: one sentence. ``footer``: 0 keeps it
    out of the footer, 1 comes first, at most six are shown. ``also``: further keys for the same.
    ``typing``: the key works while a field has the cursor, so it may be no letter.
    ``behind_escape``: while a field has the cursor, the footer tells the letter with Esc before it.
    """

    id: str
    key: str
    label: str
    help: str
    footer: int = 0
    when: Callable[[Standing], str] = always
    also: tuple[str, ...] = ()
    typing: bool = False
    behind_escape: bool = False

    @property
    def method(self) -> str:
        """Return the name of the screen's method that does it."""
        return "do_" + self.id.partition(".")[2].replace("-", "_")

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every key of the command."""
        return (self.key, *self.also)

    def bindings(self) -> "tuple[Binding, ...]":
        """Return Textual's bindings, one per single key; sequences are the screen's own work."""
        from textual.binding import Binding  # here, because ``nivel keys`` shows no screen

        return tuple(
            Binding(
                key,
                f"command({self.id!r})",
                self.label,
                show=False,
                priority=self.typing and _may_be_pressed_while_typing(key),
                id=self.id if key == self.key else f"{self.id}.{number}",
            )
            for number, key in enumerate(self.keys)
            if " " not in key
        )


def _may_be_pressed_while_typing(key: str) -> bool:
    return key.startswith("ctrl+") or (key[0] == "f" and key[1:].isdigit())


def bindings(commands: tuple[Command, ...]) -> "list[Binding]":
    """Return the bindings of ``commands``, for a screen's ``BINDINGS``."""
    return [binding for command in commands for binding in command.bindings()]


_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "space": N_("Space"),
    "slash": "/",
    "apostrophe": "'",
    "comma": ",",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "<-",
    "right": "->",
    "tab": "Tab",
    "delete": "Del",
}


def shown_key(key: str) -> str:
    """Return how ``key`` is written for people: ``F1``, ``Ctrl+S``, ``Enter``, ``g t``."""
    if key == "space":  # the others stand on the keys in every language
        return _(_SHOWN[key])
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    if key.startswith("shift+"):
        return f"Shift+{shown_key(key[6:])}"
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key
