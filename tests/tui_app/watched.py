"""The real program in a pseudo-terminal, read as a person does: by what stands on the screen."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.tui_app.pseudo_terminal import KEYS, LAUNCH, Terminal
from tests.tui_app.seen_screen import SeenScreen
from tui_app.cli.keys import every_command

MORE_KEYS = {
    "F2": "\x1bOQ", "F3": "\x1bOR", "F5": "\x1b[15~", "F6": "\x1b[17~", "F7": "\x1b[18~",
    "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D", "Home": "\x1b[H",
    "End": "\x1b[F", "PageDown": "\x1b[6~", "Shift+Tab": "\x1b[Z", "Backspace": "\x7f",
    "Delete": "\x1b[3~", "Space": " ", "Escape": "\x1b",
    **{f"Ctrl+{letter}": chr(ord(letter) - 64) for letter in "ABCDEFGHKLNOPRSTUVWXY"},
}  # fmt: skip
_QUIET = 0.12  # seconds without a byte: the screen stands still
_PATIENCE = 30.0


class Watched(Terminal):
    """A terminal whose screen can be read."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.screen = SeenScreen()
        self._fed = 0
        super().__init__(command, environment)

    def text(self) -> str:
        """Return what stands on the screen now."""
        self.screen.feed(self.seen[self._fed :])
        self._fed = len(self.seen)
        return self.screen.text()

    def see(self, *words: str, patience: float = _PATIENCE) -> str:
        """Wait until all the words stand on the screen; return it."""
        return self._until(lambda text: all(word in text for word in words), f"{words}", patience)

    def see_no(self, word: str) -> str:
        """Wait until the word stands on the screen no more."""
        return self._until(lambda text: word not in text, f"no {word!r}", _PATIENCE)

    def keys(self, *keys: str) -> str:
        """Press named keys, or type text; wait until the screen stands still; return it."""
        for key in keys:
            os.write(self.master, MORE_KEYS.get(key, KEYS.get(key, key)).encode())
            self.settle()
        return self.text()

    def do(self, command: str) -> str:
        """Press the key of a command, named by its id; wait and return the screen."""
        return self.keys(*keys_of(command))

    def settle(self) -> None:
        """Read until nothing more comes for a moment."""
        self.read(0.03)
        while self.read(_QUIET):
            pass

    def _until(self, holds: Callable[[str], bool], what: str, patience: float) -> str:
        end = time.monotonic() + patience
        while not holds(text := self.text()):
            if time.monotonic() > end:
                message = f"waited in vain for {what}; the screen shows:\n{text}"
                raise AssertionError(message)
            self.read(0.05)
        return text


@cache
def _first_keys() -> dict[str, str]:
    return {command.id: command.keys[0] for _area, command in every_command()}


def keys_of(command: str) -> tuple[str, ...]:
    """Return the key, or the keys one after the other, of the command with this id."""
    return tuple(
        key.title() if "+" in key or len(key) > 1 else key
        for key in _first_keys()[command].split(" ")
    )


@contextmanager
def watched(
    home: Path,
    command: Sequence[str] = LAUNCH,
    *,
    language: str = "fi_FI.UTF-8",
    extra: dict[str, str] | None = None,
) -> Iterator[Watched]:
    """Run ``command`` with everything it keeps under ``home``."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color",
        "LANG": language, "TMPDIR": str(home / "tmp"), "NIVEL_HOME": str(home / "data"),
        "NIVEL_CONFIG": str(home / "config"),
        **{name: value for name, value in os.environ.items() if name.startswith("COV")},
        **(extra or {}),
    }  # fmt: skip
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    opened = Watched(command, environment)
    try:
        yield opened
    finally:
        opened.close()
