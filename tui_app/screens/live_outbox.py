"""The lines of a live meeting on their way to the disk.

The law: a line leaves here only when it is saved; one that was refused stays, is shown with ``!``,
and is tried again. Pure: it holds values and knows no screen.
"""

import datetime as dt
from dataclasses import dataclass, field, replace

from tui_app.i18n.captures import Caught


@dataclass(frozen=True, slots=True)
class Told:
    """One line as it was typed: what it is, when, under which item, for whom, by whom."""

    number: int
    caught: Caught
    line: str
    at: dt.datetime
    item_id: bytes | None
    tier: str
    speaker_id: bytes | None
    verbatim: bool
    refused: bool = False


@dataclass
class Outbox:
    """The lines that are not saved yet, in the order of typing."""

    waiting: tuple[Told, ...] = ()
    _count: int = field(default=0)

    def add(self, told: Told) -> Told:
        """Take a line; returns it with its number."""
        self._count += 1
        numbered = replace(told, number=self._count)
        self.waiting = (*self.waiting, numbered)
        return numbered

    def saved(self, number: int) -> None:
        """Let the line go: it is on the disk."""
        self.waiting = tuple(told for told in self.waiting if told.number != number)

    def refused(self, number: int) -> None:
        """Keep the line, and know that it must be tried again."""
        self.waiting = tuple(
            replace(told, refused=True) if told.number == number else told for told in self.waiting
        )

    def take_refused(self) -> tuple[Told, ...]:
        """Return the refused lines, to be tried again, and count them as on their way."""
        again = tuple(told for told in self.waiting if told.refused)
        self.waiting = tuple(replace(told, refused=False) for told in self.waiting)
        return again

    def draft(self, half: str) -> str:
        """Return what a draft must hold: every line not saved, then the one being typed."""
        return "\n".join([*(told.line for told in self.waiting), half]).strip("\n")
