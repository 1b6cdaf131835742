"""Exact kills: SIGKILL on entering each write call of a day at the casebook (safety.md 3.1, 3.2).

Every acknowledged change must be there and ``check`` must find nothing; the next opening needs no
manual step. Sees process crashes only: the page cache outlives the process, so a missing sync shows
in ``power_loss`` alone. Negative control: acknowledging before the transaction ends must lose.
"""

import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from storage.vault import opening
from storage.vault.medium import Medium
from tests.faults import story, worker
from tests.faults.afterwards import judge
from tests.faults.lanes import spread
from tests.faults.part import Report, Scope, evenly
from tests.faults.worker import Board, Point, State
from tests.offices import reopen

MEDIA = (Medium.LOCAL, Medium.REMOVABLE)
_SECOND = 7  # every so manieth run is killed again while it recovers


@dataclass(frozen=True, slots=True)
class Run:
    """One run: where it is killed, and perhaps once more while the next opening recovers."""

    point: Point
    medium: Medium
    made: story.Made
    again: int = 0


@contextmanager
def as_medium(medium: Medium) -> Iterator[None]:
    """Have the vault opened as on this medium."""
    with patch.object(opening, "detect_medium", return_value=medium):
        yield


def day(made: story.Made, board: Board, medium: Medium) -> None:
    """Open, do every step, close: the worker's whole job."""
    planned = story.steps(made)
    with as_medium(medium):
        casebook = reopen(made.vault)
        for number, step in enumerate(planned):
            board.attempt(number, lambda step=step: step.do(casebook))  # type: ignore[misc]
        casebook.close()


def watched(template: story.Made, folder: Path, medium: Medium) -> list[str]:
    """Run the day without a fault; return every call strace saw."""
    made = copied(template, folder)
    board = Board()
    end = worker.run(lambda: day(made, board, medium), [], folder / "log", worker.WRITES)
    states = board.states(len(story.steps(made)))
    if end.signal or set(states) != {State.DONE}:
        message = f"the day fails without any fault: {states} {board.text()}"
        raise RuntimeError(message)
    return end.calls


def copied(template: story.Made, folder: Path) -> story.Made:
    """Copy the vault into the lane's folder, over what was there."""
    target = folder / "run"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(template.vault.parent, target)
    return story.moved(template, target)


def points_of_day(template: story.Made, folder: Path, medium: Medium) -> list[Point]:
    """Return every write call of the day that is about the run's own files."""
    return worker.points(watched(template, folder, medium), folder / "run")


def kill(run: Run, folder: Path) -> list[str]:
    """Kill one run at its point; return what is wrong afterwards."""
    made, board = copied(run.made, folder), Board()
    words = worker.inject(run.point, "signal=SIGKILL")
    end = worker.run(lambda: day(made, board, run.medium), words, folder / "log", worker.WRITES)
    states = board.states(len(story.steps(made)))
    # two days differ by a page or two: a point near the end may not be reached
    missed = end.signal != signal.SIGKILL and set(states) != {State.DONE}
    wrong = ["was not killed, nor did it end the day"] if missed else []
    if State.BROKEN in states or end.printed:
        wrong.append(board.text() + end.printed)
    if run.again:
        _kill_recovery(made, run, folder)
    with as_medium(run.medium):
        wrong += judge(made, states)
    return [f"{run.medium} killed at {run.point[:2]}: {text}" for text in wrong]


def _kill_recovery(made: story.Made, run: Run, folder: Path) -> None:
    """Kill the next opening too, at its write call number ``again``."""

    def reopening() -> None:
        with as_medium(run.medium):
            reopen(made.vault).close()

    for name in ("pwrite64", "ftruncate", "unlink"):
        words = worker.inject(Point(name, run.again, ""), "signal=SIGKILL")
        worker.run(reopening, words, folder / "log2", worker.WRITES)


def kills(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    template = story.make(scope.below("template").folder)
    runs: list[Run] = []
    for medium in MEDIA:
        found = points_of_day(template, scope.below(f"watch-{medium}").folder, medium)
        report.measured[f"points {medium}"] = len(found)
        some = worker.chosen(found, scope.pick(8, len(found), len(found)))
        runs += [
            Run(point, medium, template, at // _SECOND % 5 + 1 if at % _SECOND == 0 else 0)
            for at, point in enumerate(some)
        ]
    results, broken = spread(runs, kill, scope)
    report.measured["calls"] = str(dict(Counter(run.point.call for run in runs)))
    report.take("kills", results, broken, scope.pick(8, 100, len(runs)))
    _control(template, scope.below("control"), report)
    return report


def _control(template: story.Made, scope: Scope, report: Report) -> None:
    """Acknowledge each step when it begins: a kill in the middle must then be seen as a loss."""
    found = points_of_day(template, scope.folder, Medium.LOCAL)
    inside = [point for point in found if point.call == "pwrite64" and "-wal" in point.path]
    lost = 0
    for at in evenly(scope.pick(3, 6, 12), len(inside)):
        made, board = copied(template, scope.folder), Board()
        words = worker.inject(inside[at], "signal=SIGKILL")
        worker.run(
            lambda made=made, board=board: day(made, board, Medium.LOCAL),  # type: ignore[misc]
            words, scope.folder / "log", worker.WRITES,
        )  # fmt: skip
        states = board.states(len(story.steps(made)))
        early = [State.DONE if state is State.BEGUN else state for state in states]
        lost += any("lost" in text for text in judge(made, early))
    report.measured["control: lost when acknowledged too early"] = lost
    report.claim(lost, "the control did not go red: an early acknowledgement was not seen")
