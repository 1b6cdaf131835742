"""Power loss at any moment of a day at the casebook: what sees a missing sync (safety.md 3.4).

Images of the disk are built from one recorded day (``disk``); each is opened and judged like after
a kill: acknowledged steps hold (a save, a backup file, a changes file, a handout), the rest hold or
never were. Negative controls: ``synchronous=NORMAL`` loses acknowledged saves, ``OFF`` loses or
corrupts, files written without a sync are there by name and half or empty.
"""

import hashlib
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from storage.vault import connection
from storage.vault.medium import Medium
from tests.faults import story
from tests.faults.afterwards import judge
from tests.faults.disk import MODES, Disk, write_out
from tests.faults.kills import MEDIA, as_medium, copied
from tests.faults.lanes import spread
from tests.faults.part import Report, Scope, evenly
from tests.faults.recording import Call, record, said
from tests.faults.worker import State
from tests.offices import reopen

IMAGES_OF_A_MOMENT = 6  # two of each mode
_SHARE = 0.4  # of the time that is left, for each medium; then come the controls
_CONTROL_SECONDS = 20.0
_CHECKED = 3  # every so manieth image is checked page by page and chain by chain


@dataclass(frozen=True, slots=True)
class Tape:
    """A recorded day: the vault it began with, the folder it ran in, its calls."""

    template: story.Made
    ran_in: Path
    medium: Medium
    calls: list[Call]


@dataclass(frozen=True, slots=True)
class Moment:
    """So many calls were done when the power went."""

    tape: Tape
    calls: int


def recorded(template: story.Made, scope: Scope, medium: Medium) -> Tape:
    """Record the day."""
    made = copied(template, scope.folder)

    def day(say: Callable[[str], None]) -> None:
        with as_medium(medium):
            casebook = reopen(made.vault)
            for number, step in enumerate(story.steps(made)):
                say(f"begun {number}")
                step.do(casebook)
                say(f"done {number}")
            casebook.close()

    calls = record(day, scope.folder / "log")
    shutil.rmtree(made.vault.parent)
    return Tape(template, made.vault.parent, medium, calls)


def lose_power(moment: Moment, folder: Path) -> list[tuple[str, str]]:
    """Build the images of a moment; return for each its mode and what is wrong."""
    tape = moment.tape
    disk = Disk(tape.template.vault.parent, tape.ran_in)
    states = [State.WAITING] * len(story.steps(tape.template))
    for call in tape.calls[: moment.calls]:
        if words := said(call).split():
            states[int(words[1])] = State.DONE if words[0] == "done" else State.BEGUN
        else:
            disk.apply(call)
    luck, seen = random.Random(moment.calls), set[bytes]()  # noqa: S311 - repeatable, no secret
    found = []
    for number in range(IMAGES_OF_A_MOMENT):
        mode = MODES[number % len(MODES)]
        files = disk.image(luck, mode)
        print_ = _digest(files)
        if print_ in seen:
            continue
        seen.add(print_)
        target = folder / "image"
        shutil.rmtree(target, ignore_errors=True)
        write_out(files, target)
        for name in ("vault/blobs", "vault/backups", "out"):
            (target / name).mkdir(exist_ok=True)
        with as_medium(tape.medium):
            sound = (moment.calls + number) % _CHECKED == 0
            wrong = judge(story.moved(tape.template, target), states, sound=sound)
        found.append((mode, "; ".join(wrong)))
    return found


def power_loss(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    template = story.make(scope.below("template").folder)
    for medium in MEDIA:
        tape = recorded(template, scope.below(f"tape-{medium}"), medium)
        moments = _moments(tape, scope.pick(5, 1_000, 3_400))
        name = f"{medium} images"
        for mode, wrong in _lost(moments, scope.below(f"lose-{medium}").share(_SHARE), report):
            report.count(name)
            if wrong:
                report.failures.append(f"{medium} {mode}: {wrong}")
        report.claim(report.measured.get(name, 0), f"no image was built: {medium}")
    report.measured["wrong"] = len(report.failures)
    _controls(template, scope, report)
    return report


def _lost(moments: list[Moment], scope: Scope, report: Report) -> list[tuple[str, str]]:
    results, broken = spread(moments, lose_power, scope)
    report.failures += [str(one) for one in broken]
    return [image for images in results for image in images]


def _moments(tape: Tape, count: int) -> list[Moment]:
    """Choose moments evenly, and with each acknowledgement the one right after it."""
    after = [at + 1 for at, call in enumerate(tape.calls) if said(call).startswith("done")]
    chosen = set(evenly(count, len(tape.calls) + 1))
    chosen |= {after[at] for at in evenly(max(count // 4, 4), len(after))}
    return [Moment(tape, at) for at in sorted(chosen)]


def _digest(files: dict[str, bytes]) -> bytes:
    digest = hashlib.sha256()
    for path, data in sorted(files.items()):
        digest.update(path.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.digest()


@contextmanager
def synchronous(value: str) -> Iterator[None]:
    """Open databases with another ``synchronous``."""
    settings = tuple(
        f"synchronous={value}" if setting.startswith("synchronous") else setting
        for setting in connection.SETTINGS
    )
    with patch.object(connection, "SETTINGS", settings):
        yield


CONTROLS: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "NORMAL": (lambda: synchronous("NORMAL"), ("lost",)),
    "OFF": (lambda: synchronous("OFF"), ("lost", "does not open", "check finds", "Traceback")),
    "no file sync": (lambda: patch.object(os, "fsync", lambda _handle: None), ("half there",)),
}


def _controls(template: story.Made, scope: Scope, report: Report) -> None:
    """Record the day without a control; some image must be wrong in the way named."""
    for name, (without, signs) in CONTROLS.items():
        inner = scope.below(f"control-{name}")
        with without():
            tape = recorded(template, inner, Medium.LOCAL)
        moments = _moments(tape, scope.pick(2, 40, 200))
        images = _lost(moments, inner.below("lose").at_least(_CONTROL_SECONDS), Report())
        red = [wrong for _mode, wrong in images if any(sign in wrong for sign in signs)]
        report.measured[f"control {name}: red of {len(images)}"] = len(red)
        kinds = Counter(wrong.split(":")[0] for wrong in red)
        report.measured[f"control {name}: signs"] = str(dict(kinds.most_common(3)))
        report.claim(red, f"the control {name} did not go red")
