"""A forked worker under ``strace``: the fault injector, and a board that needs no system call.

The law: the worker's own bookkeeping makes no system call (a shared memory map), so every call that
is counted, failed or killed belongs to the product. ``when=N`` counts calls of one name in one
process, so a point is a name and a number; it is taken from a run that was only watched.
"""

import mmap
import os
import re
import resource
import signal
import subprocess
import time
import traceback
from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from storage.errors import StorageError
from tests.faults.part import evenly

WRITES = (
    "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fallocate", "openat", "mkdir",
    "unlink", "rename", "link", "linkat", "renameat2",
)  # fmt: skip
STEADY = tuple(name for name in WRITES if name != "openat")  # a persistent fault spares reading
_BOARD_BYTES = 1 << 16
_STEPS = 256
_LINE = re.compile(r"^\d+ +(\w+)\((.*)$")
_ATTACH_SECONDS = 20.0


class State(IntEnum):
    """How far a step came."""

    WAITING = 0
    BEGUN = 1
    DONE = 2
    REFUSED = 3  # with a StorageError: a sentence for a person
    BROKEN = 4  # with anything else: a traceback
    DONE_AGAIN = 5  # refused first: whether that try was kept all the same is not known


class Board:
    """What the worker tells: a state for each step, and text about refusals. Shared memory."""

    def __init__(self) -> None:
        self._map = mmap.mmap(-1, _BOARD_BYTES)
        self._map[_STEPS : _STEPS + 4] = bytes(4)

    def set(self, step: int, state: State) -> None:
        """Note a step's state; once broken it stays so, whatever a second try says."""
        if self._map[step] != State.BROKEN:
            self._map[step] = int(state)

    def states(self, count: int) -> list[State]:
        """Return the first ``count`` states."""
        return [State(value) for value in self._map[:count]]

    def tell(self, text: str) -> None:
        """Add a line of text."""
        used = int.from_bytes(self._map[_STEPS : _STEPS + 4], "big")
        data = (text + "\n").encode()[: _BOARD_BYTES - _STEPS - 4 - used]
        at = _STEPS + 4 + used
        self._map[at : at + len(data)] = data
        self._map[_STEPS : _STEPS + 4] = (used + len(data)).to_bytes(4, "big")

    def text(self) -> str:
        """Return all lines."""
        used = int.from_bytes(self._map[_STEPS : _STEPS + 4], "big")
        return self._map[_STEPS + 4 : _STEPS + 4 + used].decode(errors="replace")

    def attempt(self, step: int, action: Callable[[], object]) -> bool:
        """Do the action as this step; note what came of it."""
        before = State(self._map[step])
        self.set(step, State.BEGUN)
        try:
            action()
        except StorageError as error:
            self.set(step, State.REFUSED)
            self.tell(f"{step} {error.code}")
            return False
        except BaseException:  # noqa: BLE001 - the very thing that must not happen
            self.set(step, State.BROKEN)
            self.tell(traceback.format_exc())
            return False
        self.set(step, State.DONE_AGAIN if before is State.REFUSED else State.DONE)
        return True


class Point(NamedTuple):
    """The N-th call of a name, counted from 1, and the path it was about."""

    call: str
    number: int
    path: str


class End(NamedTuple):
    """How a worker ended: its signal (0 without one), a fault injected or not, what it printed."""

    signal: int
    injected: bool
    calls: list[str]
    printed: str


def inject(point: Point, what: str, *, on: bool = False) -> list[str]:
    """Return strace's words for one fault at a point; ``on``: at every later call of it too."""
    return ["-e", f"inject={point.call}:{what}:when={point.number}{'+' if on else ''}"]


def run(job: Callable[[], None], words: Sequence[str], log: Path, calls: Sequence[str]) -> End:
    """Fork, let strace hold the child, let it do ``job``; return how it ended."""
    gate, opener = os.pipe()
    pid = os.fork()
    if pid == 0:
        _child(job, gate, log.with_suffix(".printed"))
    os.close(gate)
    with subprocess.Popen(
        ["strace", "-f", "-y", "-s", "0", "-e", f"trace={','.join(calls)}", *words,
         "-o", str(log), "-p", str(pid)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as tracer:  # fmt: skip
        _await_tracer(pid, tracer)
        os.write(opener, b"x")
        os.close(opener)
        _pid, status = os.waitpid(pid, 0)
    text = log.read_text(errors="replace")
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    printed = log.with_suffix(".printed").read_text(errors="replace")
    return End(number, "(INJECTED)" in text, text.splitlines(), printed)


def chosen(found: Sequence[Point], count: int) -> list[Point]:
    """Return so many points: half of them pages written, half the rarer calls, each evenly."""
    pages = [point for point in found if point.call == "pwrite64"]
    rare = [point for point in found if point.call != "pwrite64"]
    some = [rare[at] for at in evenly(max(count // 2, count - len(pages)), len(rare))]
    return some + [pages[at] for at in evenly(count - len(some), len(pages))]


def points(calls: Sequence[str], within: Path) -> list[Point]:
    """Return every call of a watched run that is about something inside the folder, in order."""
    seen: dict[str, int] = {}
    found = []
    for line in calls:
        match = _LINE.match(line)
        if match is None:
            continue
        name, rest = match.groups()
        seen[name] = seen.get(name, 0) + 1
        if str(within) in rest:
            found.append(Point(name, seen[name], rest))
    return found


def _child(job: Callable[[], None], gate: int, printed: Path) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sink = os.open(printed, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        os.read(gate, 1)
        job()
    finally:
        os._exit(0)


def _await_tracer(pid: int, tracer: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _ATTACH_SECONDS
    status = Path(f"/proc/{pid}/status")
    while "TracerPid:\t0\n" in status.read_text():
        if tracer.poll() is not None or time.monotonic() > end:
            os.kill(pid, signal.SIGKILL)
            message = "strace could not hold the worker"
            raise RuntimeError(message)
        time.sleep(0.0005)
