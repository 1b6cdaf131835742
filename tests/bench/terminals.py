"""Programs in a pseudo-terminal of 80x24: the seconds until words stand on the screen."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence

ROWS, COLUMNS = 24, 80
PATIENCE = 60.0


class Terminal:
    """One running program, what it has written, and its keyboard."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.written = b""
        self.started = time.perf_counter()
        self._pid, self._screen = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(command[0], list(command), dict(environment))  # noqa: S606 — our own commands

    def wait_for(self, words: str, since: int = 0) -> float:
        """Return when ``words`` stood in what was written after ``since`` bytes."""
        wanted = words.encode()
        deadline = time.perf_counter() + PATIENCE
        while wanted not in self.written[since:]:
            if time.perf_counter() > deadline:
                message = f"{words!r} did not appear"
                raise TimeoutError(message)
            self.read(0.5)
        return time.perf_counter()

    def read(self, patience: float) -> bool:
        """Take what has been written; say whether there was anything."""
        ready, _, _ = select.select([self._screen], [], [], patience)
        if not ready:
            return False
        with contextlib.suppress(OSError):
            self.written += os.read(self._screen, 1 << 16)
        return True

    def rest(self, quiet: float = 0.3) -> None:
        """Read until nothing is written for ``quiet`` seconds."""
        while self.read(quiet):
            pass

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._screen, keys.encode())

    def end(self) -> None:
        """End the program and its children."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)
        os.close(self._screen)
        time.sleep(0.3)  # the children die with it, and let go of the vault


@contextlib.contextmanager
def running(command: Sequence[str], **environment: str) -> Iterator[Terminal]:
    """Run a program with a plain environment and ``environment``."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    terminal = Terminal(command, kept | {"TERM": "xterm-256color"} | environment)
    try:
        yield terminal
    finally:
        terminal.end()


def first_words(command: Sequence[str], words: str, **environment: str) -> float:
    """Return the seconds from start until ``words`` are on the screen."""
    with running(command, **environment) as terminal:
        return terminal.wait_for(words) - terminal.started
