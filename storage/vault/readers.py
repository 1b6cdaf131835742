"""Who is reading just now, so that a search can be stopped and the readers kept out for a moment.

The law: ``interrupt()`` of SQLite hits every statement of its connection, so only connections of
reads that allow it are ever hit, and only while they read: registering and interrupting share one
mutex.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Readers:
    """The reads under way in one open vault."""

    __slots__ = ("_change", "_closed", "_count", "_stoppable")

    def __init__(self) -> None:
        """Start with nobody reading."""
        self._change = threading.Condition()
        self._stoppable: dict[int, Any] = {}
        self._count = 0
        self._closed = False

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Count one read; waits while ``kept_out`` holds."""
        with self._change:
            self._change.wait_for(lambda: not self._closed)
            self._count += 1
        try:
            yield
        finally:
            with self._change:
                self._count -= 1
                self._change.notify_all()

    @contextlib.contextmanager
    def stoppable(self, raw: Any) -> Iterator[None]:  # noqa: ANN401 - sqlcipher3 ships no types
        """Let ``interrupt`` stop what the raw connection does within the block."""
        with self._change:
            self._stoppable[id(raw)] = raw
        try:
            yield
        finally:
            with self._change:
                del self._stoppable[id(raw)]

    def interrupt(self) -> None:
        """Stop every stoppable read; each ends with ``Stopped``."""
        with self._change:
            for raw in self._stoppable.values():
                raw.interrupt()

    @contextlib.contextmanager
    def kept_out(self, seconds: float | None = None) -> Iterator[None]:
        """Stop what can be stopped, wait for the rest, and let no read begin within the block.

        ``seconds`` is the longest wait, after which the block begins all the same.
        """
        with self._change:
            self._closed = True
            for raw in self._stoppable.values():
                raw.interrupt()
            self._change.wait_for(lambda: self._count == 0, seconds)
        try:
            yield
        finally:
            with self._change:
                self._closed = False
                self._change.notify_all()
