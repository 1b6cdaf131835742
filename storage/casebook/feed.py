"""The feed: tells listeners what has been written, after it has been written.

The law: callbacks run in the thread that wrote, after the transaction has ended, and never inside
it; a listener that fails does not take the others or the write with it.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from storage.lines.change import Changed

Listener = Callable[[Changed], None]


class Feed:
    """A list of listeners."""

    def __init__(self) -> None:
        """Start with nobody listening."""
        self._listeners: list[Listener] = []
        self._lock = Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after each change; returns the function that ends it."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock, suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def tell(self, changed: Changed) -> None:
        """Tell every listener; the first failure is raised again after all have been told."""
        with self._lock:
            listeners = tuple(self._listeners)
        failures: list[Exception] = []
        for listener in listeners:
            try:
                listener(changed)
            except Exception as failure:  # noqa: BLE001 — raised again below
                failures.append(failure)
        if failures:
            raise failures[0]
