"""Two lanes of forked work, one for each core: tasks in, pickled results out.

The law: this process has no other thread, so that a fork is safe; whatever a lane raises comes back
as a ``Broken`` with its traceback. When the time is up, the tasks that are left are left out: they
are taken in an order that keeps what was tried evenly spread.
"""

import os
import pickle
import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from tests.faults.part import Scope

Task = TypeVar("Task")
Result = TypeVar("Result")
LANES = 2
_STRIDE = 0.618033988749895  # the golden ratio spreads any beginning of the order evenly


class Broken(NamedTuple):
    """A task that raised: the harness or the product is wrong."""

    task: object
    text: str


def spread(
    tasks: Sequence[Task], work: Callable[[Task, Path], Result], scope: Scope
) -> tuple[list[Result], list[Broken]]:
    """Do ``work(task, lane_folder)`` for the tasks; return the results and what broke."""
    if threading.active_count() != 1:
        message = "a fork beside other threads is unsafe"
        raise RuntimeError(message)
    order = [
        tasks[index] for index in sorted(range(len(tasks)), key=lambda at: (at * _STRIDE) % 1.0)
    ]
    ends = [_start(order[lane::LANES], work, scope, lane) for lane in range(LANES)]
    results: list[Result] = []
    broken: list[Broken] = []
    for pid, source in ends:
        with os.fdopen(source, "rb") as file:
            data = file.read()
        os.waitpid(pid, 0)
        if not data:
            broken.append(Broken("a lane", "ended without a word"))
            continue
        good, bad = pickle.loads(data)  # noqa: S301 - written by our own child
        results += good
        broken += bad
    return results, broken


def _start(
    tasks: Sequence[Task], work: Callable[[Task, Path], Result], scope: Scope, lane: int
) -> tuple[int, int]:
    source, sink = os.pipe()
    pid = os.fork()
    if pid:
        os.close(sink)
        return pid, source
    try:
        os.close(source)
        folder = scope.folder / f"lane{lane}-{os.getpid()}"
        folder.mkdir()
        with os.fdopen(sink, "wb") as file:
            file.write(pickle.dumps(_work_through(tasks, work, scope, folder)))
    finally:
        os._exit(0)


def _work_through(
    tasks: Sequence[Task], work: Callable[[Task, Path], Result], scope: Scope, folder: Path
) -> tuple[list[Result], list[Broken]]:
    good: list[Result] = []
    bad: list[Broken] = []
    for task in tasks:
        if scope.late:
            break
        try:
            good.append(work(task, folder))
        except Exception:  # noqa: BLE001 - told to the runner
            bad.append(Broken(task, traceback.format_exc()))
    return good, bad
