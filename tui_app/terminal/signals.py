"""Signals that end the child: a lost line, a stop, the launcher's death, a waking machine.

The law (``safety``, traps 6 and 8): Textual dies of SIGHUP and SIGTERM without unmounting and loses
unsaved text. Here a signal is handed to the loop, which keeps drafts and ends; a thread ends the
process ``GRACE`` seconds later should the loop be stuck.
"""

import os
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_app.process import HUNG_UP, LOCKED, SUSPENDED

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from types import FrameType

GRACE = 3.0
ENDS = {
    signal.SIGHUP: HUNG_UP,
    signal.SIGTERM: LOCKED,
    signal.SIGTSTP: SUSPENDED,
    signal.SIGCONT: LOCKED,  # the whole process stood still; nobody knows for how long
}


def take_signals(loop: "AbstractEventLoop", end: Callable[[int], None]) -> None:
    """Call ``end(exit code)`` in ``loop`` when one of the signals comes."""

    def told(number: int, _frame: "FrameType | None") -> None:
        code = ENDS[signal.Signals(number)]
        end_soon(code)
        loop.call_soon_threadsafe(end, code)

    for number in ENDS:
        signal.signal(number, told)


def end_soon(code: int) -> None:
    """End the process with ``code`` in ``GRACE`` seconds whatever happens."""
    last = threading.Timer(GRACE, os._exit, (code,))
    last.daemon = True
    last.start()
