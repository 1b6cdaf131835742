"""A pseudo-terminal of 80x24 that runs the real program and keeps every byte it writes."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAUNCH = [sys.executable, "-m", "tui_app.launcher"]
KEYS = {"F1": "\x1bOP", "F4": "\x1bOS", "F8": "\x1b[19~", "F9": "\x1b[20~", "Enter": "\r",
        "Esc": "\x1b", "Ctrl+Z": "\x1a", "Ctrl+Q": "\x11", "Tab": "\t"}  # fmt: skip
PATIENCE = 30.0


class Terminal:
    """One program in a pseudo-terminal; ``seen`` holds all that it wrote."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.seen = b""
        self.pid, self.master = pty.fork()
        if self.pid == 0:  # the child of the fork: nothing but exec
            os.chdir(ROOT)
            os.execve(command[0], list(command), environment)  # noqa: S606
        size = struct.pack("HHHH", 24, 80, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)

    def read(self, seconds: float) -> bytes:
        """Read for ``seconds``; return what came."""
        came = b""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.master], [], [], left)
            if ready:
                with suppress(OSError):
                    piece = os.read(self.master, 65536)
                    came += piece
                    self.seen += piece
                    if piece:
                        continue
                break
        return came

    def wait_for(self, text: str, *, since: int = 0) -> None:
        """Wait until ``text`` was written after the first ``since`` bytes."""
        self.wait_until(lambda: text.encode() in self.seen[since:], f"{text!r} on the screen")

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until ``holds``; fail loudly when it never does."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                message = f"waited in vain for {what}; last: {self.seen[-600:]!r}"
                raise AssertionError(message)
            self.read(0.05)

    def press(self, *keys: str) -> None:
        """Press named keys, or type text."""
        for key in keys:
            os.write(self.master, KEYS.get(key, key).encode())
            self.read(0.15)

    def child(self) -> int:
        """Return the process id of the launcher's child, 0 without one."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return int(listed[0]) if listed else 0

    def new_child(self, before: int) -> int:
        """Wait until the launcher has another child than ``before``; return it."""
        self.wait_until(lambda: self.child() not in {0, before}, "a new child")
        return self.child()

    def ended(self) -> bool:
        """Tell whether the program has ended."""
        with suppress(ChildProcessError):
            pid, _status = os.waitpid(self.pid, os.WNOHANG)
            return pid != 0
        return True

    def close(self) -> None:
        """End everything that is left."""
        for pid in (self.child_quietly(), self.pid):
            if pid:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        with suppress(OSError):
            os.close(self.master)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def child_quietly(self) -> int:
        """Return the child, 0 when the launcher has gone."""
        with suppress(OSError):
            return self.child()
        return 0


@contextmanager
def terminal(
    home: Path, command: Sequence[str] = LAUNCH, *, extra: dict[str, str] | None = None
) -> Iterator[Terminal]:
    """Run ``command`` with settings and vaults under ``home``."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color", "LANG": "fi_FI",
        "NIVEL_HOME": str(home / "data"), "NIVEL_CONFIG": str(home / "config"), **(extra or {}),
    }  # fmt: skip
    opened = Terminal(command, environment)
    try:
        yield opened
    finally:
        opened.close()


def alive(pid: int) -> bool:
    """Tell whether a process runs (a zombie does not)."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def outside_alternate_screen(seen: bytes) -> bytes:
    """Return what went to the ordinary screen, and so into the scrollback."""
    kept = b""
    for part in seen.split(b"\x1b[?1049h"):
        kept += part.partition(b"\x1b[?1049l")[2] if part is not seen else part
    first = seen.partition(b"\x1b[?1049h")[0]
    return first + kept


def in_memory(pid: int, needles: Sequence[bytes]) -> int:
    """Count how often the needles stand in the writable memory of a process."""
    count = 0
    regions = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for region in regions:
            span, access = region.split()[:2]
            if not access.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            with suppress(OSError, ValueError, OverflowError):
                memory.seek(start)
                held = memory.read(end - start)
                count += sum(held.count(needle) for needle in needles)
    return count
