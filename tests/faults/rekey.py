"""Key slots that change, and a backup restored, under fire: each write call killed or failed.

Removing a passphrase rewrites header, database and header again. Whatever happens in between,
exactly one of the two passphrases opens the vault, every acknowledged note is there, the next
opening finishes the work, and the old passphrase opens nothing once the new one does. A restored
folder is whole or not there. Negative control: a rekey without the old key in the header must lock
somebody out.
"""

import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from storage.crypto.secret import Secret
from storage.errors import StorageError, VaultDamaged, WrongSecret
from storage.vault import keyslots, slots
from storage.vault.backup import write_backup
from storage.vault.engine import OpenVault, open_vault
from storage.vault.header import Header, SlotKind, read_header
from storage.vault.keyslots import unlock_header
from storage.vault.layout import Layout
from storage.vault.medium import Medium
from storage.vault.opening import answers_to
from storage.vault.restore import restore_backup
from tests.faults import worker
from tests.faults.lanes import spread
from tests.faults.part import Report, Scope
from tests.faults.worker import Board, Point, State
from tests.storage.vault.made import OTHER, PASSPHRASE, TINY, TINY_LIMITS, add, make

NOTES = 40
MEDIA = (Medium.LOCAL, Medium.REMOVABLE)
KILL = "signal=SIGKILL"
FAULTS = (KILL, "error=EIO", "error=ENOSPC")
Job = Callable[[Path, Board, Medium], None]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: the fault, where, at which later calls too, and what is under fire."""

    what: str
    point: Point
    medium: Medium
    fault: str
    on: bool = False


def change_slots(folder: Path, board: Board, medium: Medium) -> None:
    """Open, save, change the passphrase, save, close."""
    vault = open_vault(folder / "vault", _key(folder / "vault", PASSPHRASE), medium=medium)
    acts: tuple[Callable[[], object], ...] = (
        lambda: add(vault, "before"),
        lambda: slots.change_passphrase(
            vault, PASSPHRASE, OTHER, parameters=TINY, limits=TINY_LIMITS
        ),
        lambda: add(vault, "after"),
    )
    for number, act in enumerate(acts):
        board.attempt(number, act)
    board.attempt(len(acts), vault.close)


def restore(folder: Path, board: Board, _medium: Medium) -> None:
    """Restore the backup beside the vault."""
    board.attempt(
        0,
        lambda: restore_backup(
            folder / "backup", folder / "again", PASSPHRASE, SlotKind.PASSPHRASE,
            limits=TINY_LIMITS,
        ),
    )  # fmt: skip


JOBS: dict[str, Job] = {"slots": change_slots, "restore": restore}


def rekey(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    template = scope.below("template").folder
    make_template(template)
    runs: list[Run] = []
    for what, medium in (("slots", MEDIA[0]), ("slots", MEDIA[1]), ("restore", MEDIA[0])):
        found = _points(template, scope.below(f"watch-{what}-{medium}").folder, what, medium)
        report.measured[f"points {what} {medium}"] = len(found)
        for fault in FAULTS:
            some = worker.chosen(found, scope.pick(3, 60, len(found)))
            runs += [
                Run(what, point, medium, fault, on=at % 2 == 1) for at, point in enumerate(some)
            ]
    results, broken = spread([(template, run) for run in runs], _try, scope)
    report.take("runs", results, broken, scope.pick(6, 100, len(runs)))
    _control(template, scope.below("control"), report)
    return report


def make_template(folder: Path) -> None:
    """Make the vault, a backup of it, and a copy of its first header."""
    made = make(folder / "vault")
    vault = made.open()
    add(vault, "x" * 3000, times=NOTES)
    write_backup(vault, folder / "backup")
    vault.close()
    (folder / "old").mkdir()
    shutil.copy(made.layout.header, folder / "old")


def _points(template: Path, folder: Path, what: str, medium: Medium) -> list[Point]:
    """Watch a run without a fault; return its write calls, in order."""
    made, board = copied(template, folder), Board()
    end = worker.run(lambda: JOBS[what](made, board, medium), [], folder / "log", worker.WRITES)
    if State.REFUSED in (states := board.states(4)) or State.BROKEN in states:
        message = f"{what} fails without any fault: {board.text()}"
        raise RuntimeError(message)
    return worker.points(end.calls, made)


def copied(template: Path, folder: Path) -> Path:
    """Copy all of it into ``run``, over what was there."""
    target = folder / "run"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(template, target)
    return target


def _try(task: tuple[Path, Run], folder: Path) -> list[str]:
    """Do one run; return what is wrong afterwards."""
    template, run = task
    made, board = copied(template, folder), Board()
    on = run.on and run.fault != KILL and run.point.call in worker.STEADY
    words = worker.inject(run.point, run.fault, on=on)
    end = worker.run(
        lambda: JOBS[run.what](made, board, run.medium), words, folder / "log", worker.WRITES
    )
    happened = end.signal == signal.SIGKILL if run.fault == KILL else end.injected
    wrong = [] if happened else ["the fault did not happen"]
    if end.printed:
        wrong.append(f"printed: {end.printed[:200]}")
    states = board.states(4)
    if State.BROKEN in states:
        wrong.append(board.text())
    wrong += (wrong_slots if run.what == "slots" else _wrong_restore)(made, states)
    name = f"{run.what} {run.medium} {run.fault}{'+' if on else ''} at {run.point[:2]}"
    return [f"{name}: {text}" for text in wrong]


def wrong_slots(made: Path, states: list[State]) -> list[str]:
    """Return what is wrong with the vault after a fault while slots changed."""
    folder, wrong = made / "vault", []
    opening = [text for text in (PASSPHRASE, OTHER) if _opens(folder, text)]
    if len(opening) != 1:
        return [f"{len(opening)} passphrases open the vault"]
    if states[1] is State.DONE and opening != [OTHER]:
        wrong.append("the changed passphrase is not the one that opens")
    try:
        with _opened(folder, opening[0]) as vault:
            with vault.read() as connection:
                rows = connection.exec_driver_sql("SELECT text FROM note").scalars().all()
            add(vault, "later")
            wrong += _lost(states, list(rows))
    except StorageError as error:
        return [*wrong, f"does not open: {error.code}"]
    if read_header(Layout(folder).header, limits=TINY_LIMITS).previous is not None:
        wrong.append("the rekey was not finished")
    if opening == [OTHER] and answers_to(folder / "vault.db", _key(made / "old", PASSPHRASE)):
        wrong.append("the old key opens the new database")
    return wrong


def _lost(states: list[State], rows: list[str]) -> list[str]:
    wrong = [] if len(rows) >= NOTES + 3 else ["old notes are lost"]
    for number, text in ((0, "before"), (2, "after")):
        if states[number] is State.DONE and text not in rows:
            wrong.append(f"lost: {text}")
    return wrong


def _wrong_restore(made: Path, states: list[State]) -> list[str]:
    """Return what is wrong with the folder after a fault while restoring."""
    folder = made / "again"
    if not folder.exists():
        return ["a restored vault is gone"] if states[0] is State.DONE else []
    try:
        with _opened(folder, PASSPHRASE) as vault, vault.read() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one()
    except StorageError as error:
        return [f"half restored: {error.code}"]
    whole = count == NOTES + 3 and (folder / "restored").exists()
    return [] if whole else ["half restored"]


@contextmanager
def _opened(folder: Path, text: str) -> Iterator[OpenVault]:
    vault = open_vault(folder, _key(folder, text), medium=Medium.LOCAL)
    try:
        yield vault
    finally:
        vault.close()


def _key(folder: Path, text: str) -> Secret:
    header = read_header(Layout(folder).header, limits=TINY_LIMITS)
    return unlock_header(header, text, SlotKind.PASSPHRASE, limits=TINY_LIMITS)


def _opens(folder: Path, text: str) -> bool:
    try:
        _key(folder, text).wipe()
    except (WrongSecret, VaultDamaged):
        return False
    return True


def _control(template: Path, scope: Scope, report: Report) -> None:
    """Leave the old key out of the header: a kill before the database follows locks out."""
    real = keyslots.rekeyed

    def forgetful(*args: Any, **options: Any) -> tuple[Header, Secret]:  # noqa: ANN401
        header, key = real(*args, **options)
        return keyslots.settled(header, key), key

    locked_out = 0
    with patch.object(keyslots, "rekeyed", forgetful):
        found = _points(template, scope.folder, "slots", Medium.LOCAL)
        after = next(at for at, point in enumerate(found) if point.call == "rename")
        for point in found[after + 1 : after + 1 + scope.pick(3, 5, 9)]:
            made, board = copied(template, scope.folder), Board()
            words = worker.inject(point, KILL)
            worker.run(
                lambda made=made, board=board: change_slots(made, board, Medium.LOCAL),  # type: ignore[misc]
                words, scope.folder / "log", worker.WRITES,
            )  # fmt: skip
            locked_out += bool(wrong_slots(made, board.states(4)))
    report.measured["control: locked out without the old key"] = locked_out
    report.claim(locked_out, "the control did not go red: a forgotten old key was not seen")
