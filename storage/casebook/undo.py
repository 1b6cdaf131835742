"""Undo and redo: named, for 60 seconds, each a new change.

The law: nothing is taken back out of the journal. An undo writes the former values over the present
ones, and only while the present ones are still those the change wrote; else UndoGone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from storage.errors import UndoGone
from storage.lines.change import Undoable

if TYPE_CHECKING:
    from storage.journal.write import Done

TakeBack = Callable[[str, "Done"], "Done"]
UNDO_SECONDS = 60.0
DEEPEST = 50


@dataclass(frozen=True, slots=True)
class _Step:
    what: str
    done: "Done"
    at: float


class UndoStack:
    """The last changes, newest last. ``now`` is a clock in seconds, for tests."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """Start empty."""
        self._now = now
        self._lock = Lock()
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def push(self, what: str, done: "Done") -> None:
        """Remember a change; what had been undone before it cannot be done again."""
        with self._lock:
            self._done.append(_Step(what, done, self._now()))
            del self._done[:-DEEPEST]
            self._undone.clear()

    def undoable(self) -> Undoable | None:
        """Return the change that ``undo`` would take back, or None."""
        return self._look(self._done)

    def redoable(self) -> Undoable | None:
        """Return the change that ``redo`` would do again, or None."""
        return self._look(self._undone)

    def undo(self, take_back: TakeBack) -> str:
        """Take back the last change; returns its name."""
        return self._turn(take_back, self._done, self._undone, "undo")

    def redo(self, take_back: TakeBack) -> str:
        """Do again what was undone last; returns its name."""
        return self._turn(take_back, self._undone, self._done, "redo")

    def _look(self, steps: list[_Step]) -> Undoable | None:
        with self._lock:
            if not steps:
                return None
            left = UNDO_SECONDS - (self._now() - steps[-1].at)
            return Undoable(steps[-1].what, left) if left > 0 else None

    def _turn(self, take_back: TakeBack, here: list[_Step], there: list[_Step], way: str) -> str:
        if self._look(here) is None:
            raise UndoGone
        with self._lock:
            step = here.pop()
        try:
            done = take_back(f"{way}.{step.what}", step.done)
        except UndoGone:
            raise  # a later change stands on it: it can never be taken back
        except BaseException:  # a full disk, a pulled stick: the next try is about the same change
            with self._lock:
                here.append(step)
            raise
        with self._lock:
            there.append(_Step(step.what, done, self._now()))
        return step.what
