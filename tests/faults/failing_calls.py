"""EIO and ENOSPC at each write call of a day at the casebook, once and for good (safety.md 3.3).

Whatever call fails: a ``StorageError`` and never a traceback, nothing printed, what was
acknowledged stays, lists can still be read, and after a fault that passes the same step succeeds.
Negative control: with the translation of errors taken away, the same faults are seen as tracebacks.
(That deleting works on a full disk is shown on a disk that is full: ``full_disk``.)
"""

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from storage.errors import VaultReadOnly
from storage.vault import engine
from storage.vault.medium import Medium
from tests.faults import story, worker
from tests.faults.afterwards import judge
from tests.faults.kills import MEDIA, as_medium, copied, points_of_day
from tests.faults.lanes import spread
from tests.faults.part import Report, Scope
from tests.faults.worker import STEADY, Board, Point, State
from tests.offices import reopen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

# what fails for good: a broken medium takes nothing; a full one still shrinks, syncs and removes
LASTING = {"EIO": STEADY, "ENOSPC": ("write", "pwrite64", "fallocate", "mkdir", "link", "linkat")}
TRIES = 3
_OPEN, _READ, _CLOSE = 100, 101, 102  # on the board, beside the steps


@dataclass(frozen=True, slots=True)
class Fault:
    """One run: an error at a point, once or (``lasts``) at every write call from there on."""

    point: Point
    error: str
    lasts: tuple[Point, ...]
    medium: Medium
    made: story.Made

    def words(self) -> list[str]:
        """Return strace's words."""
        points = self.lasts or (self.point,)
        found = [worker.inject(one, f"error={self.error}", on=bool(self.lasts)) for one in points]
        return [word for words in found for word in words]

    def __str__(self) -> str:
        """Say which fault it is."""
        often = "from" if self.lasts else "once at"
        return f"{self.medium} {self.error} {often} {self.point.call} {self.point.number}"


def day(made: story.Made, board: Board, medium: Medium) -> None:
    """Do every step, each again when it was refused; read a list; close."""
    planned = story.steps(made)
    held: list[Casebook] = []
    with as_medium(medium):
        for _ in range(TRIES):
            if board.attempt(_OPEN, lambda: held.append(reopen(made.vault))):
                break
        if not held:
            return
        casebook = held[0]
        for number, step in enumerate(planned):
            for _ in range(TRIES):
                if board.attempt(number, lambda step=step: step.do(casebook)):  # type: ignore[misc]
                    break
        board.attempt(_READ, lambda: (casebook.cases.lines(), casebook.people.lines()))
        board.attempt(_CLOSE, casebook.close)


def fail(fault: Fault, folder: Path) -> list[str]:
    """Make one run with its fault; return what is wrong."""
    made, board = copied(fault.made, folder), Board()
    end = worker.run(
        lambda: day(made, board, fault.medium), fault.words(), folder / "log", worker.WRITES
    )
    states = board.states(_CLOSE + 1)
    wrong = [] if end.injected else ["no fault was injected"]
    if end.signal or State.BROKEN in states or end.printed:
        wrong.append(f"signal {end.signal} {board.text()} {end.printed}")
    # on a stick a change that broke off must be rolled back before anything can be read
    may_refuse = fault.lasts and fault.medium is Medium.REMOVABLE
    is_open = states[_OPEN] in {State.DONE, State.DONE_AGAIN}
    if is_open and states[_READ] is not State.DONE and not may_refuse:
        wrong.append("the lists cannot be read")
    steps = story.steps(made)
    told = states[: len(steps)]
    if not fault.lasts and not _is_read_only(board):
        # the fault has passed: by the first try or a later one, every step must be there
        told = [State.DONE_AGAIN if state is State.REFUSED else state for state in told]
    with as_medium(fault.medium):
        wrong += judge(made, told)
    return [f"{fault}: {text}" for text in wrong]


def _is_read_only(board: Board) -> bool:
    """Say whether SQLite fell back to reading alone: told at each change until it is reopened."""
    refusals = board.text().splitlines()
    return bool(refusals) and all(line.endswith(VaultReadOnly.code) for line in refusals)


def failing_calls(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    template = story.make(scope.below("template").folder)
    faults: list[Fault] = []
    for medium in MEDIA:
        found = points_of_day(template, scope.below(f"watch-{medium}").folder, medium)
        report.measured[f"points {medium}"] = len(found)
        for error, calls in LASTING.items():
            some = worker.chosen(found, scope.pick(3, 150, len(found)))
            faults += [Fault(point, error, (), medium, template) for point in some]
            faults += [
                Fault(point, error, _from(found, point, calls), medium, template)
                for point in some
                if point.call in calls
            ]
    results, broken = spread(faults, fail, scope)
    report.measured["kinds"] = str(dict(Counter(fault.point.call for fault in faults)))
    report.take("faults", results, broken, scope.pick(8, 100, len(faults)))
    _control(template, scope.below("control"), report)
    return report


def _from(found: Sequence[Point], first: Point, calls: Sequence[str]) -> tuple[Point, ...]:
    """Return for each of the calls its number from ``first`` on."""
    at = found.index(first)
    ends = dict.fromkeys(calls, 1)
    for point in found[:at]:
        if point.call in ends:
            ends[point.call] = point.number + 1
    return tuple(Point(name, number, "") for name, number in ends.items())


@contextlib.contextmanager
def _bare(*_args: object) -> Iterator[None]:
    """Translate nothing."""
    yield


def _control(template: story.Made, scope: Scope, report: Report) -> None:
    """Without the translation a failing page write must be seen as a traceback."""
    found = points_of_day(template, scope.folder, Medium.LOCAL)
    inside = [point for point in found if point.call == "pwrite64" and "-wal" in point.path]
    with patch.object(engine, "translated", _bare):
        fault = Fault(inside[len(inside) // 2], "EIO", (), Medium.LOCAL, template)
        red = fail(fault, scope.folder)
    seen = any("Traceback" in text for text in red)
    report.measured["control: untranslated error seen"] = int(seen)
    report.claim(seen, "the control did not go red: an untranslated error was not seen")
