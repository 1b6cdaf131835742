"""Samples of the terminal in a real pseudo-terminal; see ``workers``.

A key's echo is the time from writing it to the terminal until its letter comes back. The office is
unlocked through a pipe, as the demo does it.
"""

import os
import re
import resource
import statistics
import string
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.places import BUILD, PASSPHRASE, nivel
from tests.bench.terminals import Terminal, running

KEYS = 120
HOURS, ROUNDS = 8, 4  # a made-up day: rounds through all screens, each hour as many
BARE = """
from textual.app import App
from textual.widgets import Input
class Bare(App):
    def compose(self):
        yield Input(placeholder='BARE-IS-UP')
Bare().run()
"""


@contextmanager
def unlocked(folder: str) -> Iterator[Terminal]:
    """Run Nivel on an office, open, at Today."""
    reading, writing = os.pipe()
    os.set_inheritable(reading, True)  # noqa: FBT003 — os has it so
    os.write(writing, PASSPHRASE.encode() + b"\n")
    os.close(writing)
    home = BUILD / "home"
    command = [nivel(), "--vault", folder, "--lang", "en", "--passphrase-fd", str(reading)]
    with running(command, NIVEL_CONFIG=str(home / "config"), NIVEL_HOME=str(home)) as terminal:
        os.close(reading)
        terminal.wait_for("NOW AND NEXT")
        terminal.rest()
        yield terminal


def _echoes(terminal: Terminal) -> list[float]:
    times = []
    for number in range(KEYS):
        letter = string.ascii_lowercase[number % 26]
        begin = len(terminal.written)
        started = time.perf_counter()
        terminal.type(letter)
        times.append(terminal.wait_for(letter, begin) - started)
        terminal.rest(0.02)
        if number % 20 == 19:
            terminal.type("\x7f" * 20)
            terminal.rest(0.1)
    return times


def _ours(folder: str) -> list[float]:
    with unlocked(folder) as terminal:
        terminal.type("2")
        terminal.wait_for("Cases")
        terminal.rest()
        terminal.type("n")
        terminal.wait_for("Given name")
        terminal.rest()
        return _echoes(terminal)


def echo(folder: str) -> float:
    """Median seconds of a key's echo in a form over the list of 10,000 cases."""
    return statistics.median(_ours(folder))


def echo_p99(folder: str) -> float:
    """Return the slowest but one of a hundred echoes."""
    return statistics.quantiles(_ours(folder), n=100)[-1]


def bare_echo() -> float:
    """Median seconds of a key's echo in a bare Textual Input."""
    with running([sys.executable, "-c", BARE]) as terminal:
        terminal.wait_for("BARE-IS-UP")
        terminal.rest()
        return statistics.median(_echoes(terminal))


def blank(folder: str) -> float:
    """Seconds from F9 until the screen is cleared."""
    with unlocked(folder) as terminal:
        begin = len(terminal.written)
        started = time.perf_counter()
        terminal.type("\x1b[20~")
        while not re.search(rb"\x1b\[2J|\x1b\[\?1049l", terminal.written[begin:]):
            terminal.read(1.0)
        return time.perf_counter() - started


def _day(folder: str) -> list[float]:
    """Return the megabytes of the program at the end of each hour of a made-up day."""
    taken = []
    with unlocked(folder) as terminal:
        for _hour in range(HOURS):
            for _round in range(ROUNDS):
                _walk(terminal)
            taken.append(max(_resident(pid) for pid in _children(os.getpid())))
    return taken


def _walk(terminal: Terminal) -> None:
    """Look through every list, open a case and go out again, write in a form and leave it."""
    for key in "2346712":
        terminal.type(key)
        terminal.rest(0.1)
        terminal.type("\x1b[B" * 30)
        terminal.rest(0.1)
    for keys in ("2", "\r", "\x1b", "n", "Testi Testinen", "\x15", "\x1b", "\x1b", "1"):
        terminal.type(keys)
        terminal.rest(0.15)


def day(folder: str) -> float:
    """Megabytes of the program after a day's work."""
    return _day(folder)[-1]


def day_slope(folder: str) -> float:
    """Megabytes an hour by which the program grows, once each screen has been there."""
    taken = _day(folder)[1:]
    return statistics.linear_regression(range(len(taken)), taken).slope


def _children(pid: int) -> list[int]:
    found = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return found + [far for each in found for far in _children(each)]


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


WORKERS: dict[str, Callable[..., float]] = {
    "echo": echo,
    "echo-p99": echo_p99,
    "bare-echo": bare_echo,
    "blank": blank,
    "day": day,
    "day-slope": day_slope,
}
