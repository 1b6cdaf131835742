"""Power loss while a passphrase is changed: header and database never part for good.

One passphrase opens, every acknowledged note is there, the old key opens nothing once the new one
does: see ``rekey``. Negative controls: a database rewritten without a sync, and a header that was
never synced. (A journal that comes back after its removal, which ``connection.LASTING`` prevents,
does not show in this model: names reach the disk in their order, as on ext4.)
"""

import os
import random
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from storage.vault import connection
from storage.vault.medium import Medium
from tests.faults import rekey
from tests.faults.disk import MODES, Disk, write_out
from tests.faults.lanes import spread
from tests.faults.part import Report, Scope, evenly
from tests.faults.recording import Call, record, said
from tests.faults.worker import Board, State

IMAGES_OF_A_MOMENT = 4
STEPS = 4


@dataclass(frozen=True, slots=True)
class Tape:
    """A recorded change of passphrase: the folder it began with, the one it ran in, its calls."""

    template: Path
    ran_in: Path
    medium: Medium
    calls: list[Call] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """So many calls were done when the power went."""

    tape: Tape
    calls: int


class Speaking(Board):
    """A board whose notes stand in the recording."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self._say = say

    def set(self, step: int, state: State) -> None:
        """Say where a step stands."""
        self._say(f"{'done' if state is State.DONE else 'begun'} {step}")


def recorded(template: Path, scope: Scope, medium: Medium) -> Tape:
    """Record the change."""
    made = rekey.copied(template, scope.folder)
    calls = record(
        lambda say: rekey.change_slots(made, Speaking(say), medium), scope.folder / "log"
    )
    shutil.rmtree(made)
    return Tape(template, made, medium, calls)


def lose_power(moment: Moment, folder: Path) -> list[str]:
    """Build the images of a moment; return what is wrong with each."""
    tape = moment.tape
    disk = Disk(tape.template, tape.ran_in)
    states = [State.WAITING] * STEPS
    for call in tape.calls[: moment.calls]:
        if words := said(call).split():
            states[int(words[1])] = State.DONE if words[0] == "done" else State.BEGUN
        else:
            disk.apply(call)
    luck = random.Random(moment.calls)  # noqa: S311 - repeatable, no secret
    found = []
    for number in range(IMAGES_OF_A_MOMENT):
        mode = MODES[number % len(MODES)]
        target = folder / "image"
        shutil.rmtree(target, ignore_errors=True)
        write_out(disk.image(luck, mode), target)
        for name in ("blobs", "backups"):
            (target / "vault" / name).mkdir(exist_ok=True)
        wrong = rekey.wrong_slots(target, states)
        found.append(f"{tape.medium} {mode} {moment.calls}: {'; '.join(wrong)}" if wrong else "")
    return found


def rekey_power(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    template = scope.below("template").folder
    rekey.make_template(template)
    for medium in rekey.MEDIA:
        tape = recorded(template, scope.below(f"tape-{medium}"), medium)
        images = _lost(tape, scope.pick(8, 150, 2_000), scope.below(f"lose-{medium}"), report)
        report.measured[f"images {medium}"] = len(images)
        report.failures += [wrong for wrong in images if wrong]
        report.claim(images, f"no image was built: {medium}")
    for name, (medium, without) in CONTROLS.items():
        inner = scope.below(f"control-{name.replace(' ', '-')}")
        with without():
            tape = recorded(template, inner, medium)
        images = _lost(tape, scope.pick(12, 40, 400), inner.below("lose"), report)
        red = sum(1 for wrong in images if wrong)
        report.measured[f"control {name}: red of {len(images)}"] = red
        report.claim(red, f"the control {name} did not go red")
    return report


CONTROLS: dict[str, tuple[Medium, Callable[[], AbstractContextManager[Any]]]] = {
    "no sync of the database": (
        Medium.REMOVABLE,
        lambda: patch.object(connection, "LASTING", "PRAGMA synchronous=OFF"),
    ),
    "no sync of the header": (
        Medium.LOCAL,
        lambda: patch.object(os, "fsync", lambda _handle: None),
    ),
}


def _lost(tape: Tape, count: int, scope: Scope, report: Report) -> list[str]:
    """Lose power at so many moments; return what is wrong with each image, or nothing."""
    after = [at + 1 for at, call in enumerate(tape.calls) if said(call).startswith("done")]
    chosen = sorted({*evenly(count, len(tape.calls) + 1), *after})
    moments = [Moment(tape, at) for at in chosen]
    results, broken = spread(moments, lose_power, scope)
    report.failures += [str(one) for one in broken]
    return [wrong for images in results for wrong in images]
