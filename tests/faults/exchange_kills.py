"""Exact kills in an exchange: SIGKILL on entering each write call of sending and of receiving.

Two people exchange over a stick; one of them is killed, in the vault's files and in the stick's. At
the next opening nothing is by hand: both exchange on, and then hold the same, once; both vaults
check out, and nothing half-written is left on the stick. Negative control: a parcel remembered as
taken in before it is, so that a kill between the two loses it for ever.
"""

import shutil
import signal
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from storage.casebook import receiving
from storage.casebook.receiving import Receiving
from storage.exchange import inbox, reach
from storage.lines.messages import Writing
from tests.faults import worker
from tests.faults.lanes import spread
from tests.faults.part import Report, Scope, evenly
from tests.faults.worker import Board, Point, State
from tests.offices import reopen, small_case
from tests.storage.casebook.exchanging import at, share, two

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook
    from storage.lines.delivery import Came

SENDER, RECEIVER, STICK = "a", "b", "stick"
SUBJECT = "Tapaaminen torstaina"
ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Run:
    """One run: who exchanges, and where they are killed."""

    who: str
    point: Point
    template: Path


def make(folder: Path) -> Path:
    """Make two vaults, the sender's with something to send, and a stick with a first exchange."""
    aino, bo = two(folder)
    stick = folder / STICK
    stick.mkdir()
    small = small_case(aino)
    share(aino, small.case, bo)
    for round_number in range(4):
        for casebook in (aino, bo):
            casebook.delivery.exchange(stick)
        if round_number == 0:
            bo.actions.add(small.case, "Bon ensimmäinen")  # the grant names its writers from now on
    for number in range(3):
        aino.actions.add(small.case, f"Tehtävä {number}")
        bo.actions.add(small.case, f"Bon tehtävä {number}")
    aino.posting.send(Writing(SUBJECT, "Kello kymmenen.", to=(at(aino, bo),)))
    aino.close()
    bo.close()
    return folder


def exchange(folder: Path, who: str, board: Board) -> None:
    """Open, exchange, close: the worker's whole job. The receiver finds the sender's parcels."""

    def go() -> None:
        casebook = reopen(folder / who)
        casebook.delivery.exchange(folder / STICK)
        casebook.close()

    board.attempt(0, go)


def copied(template: Path, folder: Path, who: str) -> Path:
    """Copy both vaults and the stick; for the receiver, the sender has exchanged already."""
    target = folder / "run"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(template, target)
    if who == RECEIVER:
        casebook = reopen(target / SENDER)
        casebook.delivery.exchange(target / STICK)
        casebook.close()
    return target


def points_of(template: Path, folder: Path, who: str) -> list[Point]:
    """Return every write call of one exchange that is about the run's own files."""
    run, board = copied(template, folder, who), Board()
    end = worker.run(lambda: exchange(run, who, board), [], folder / "log", worker.WRITES)
    if end.signal or board.states(1) != [State.DONE]:
        message = f"the exchange fails without any fault: {board.text()}"
        raise RuntimeError(message)
    return worker.points(end.calls, run)


def kill(run: Run, folder: Path) -> list[str]:
    """Kill one exchange at its point; return what is wrong afterwards."""
    place, board = copied(run.template, folder, run.who), Board()
    words = worker.inject(run.point, "signal=SIGKILL")
    job = worker.run(lambda: exchange(place, run.who, board), words, folder / "log", worker.WRITES)
    wrong = []
    if job.signal != signal.SIGKILL and board.states(1) != [State.DONE]:
        wrong.append("was not killed, nor did it end: " + board.text())
    if job.printed:
        wrong.append(job.printed)
    wrong += judge(place)
    return [f"{run.who} killed at {run.point[:2]}: {text}" for text in wrong]


def judge(place: Path) -> list[str]:
    """Let both exchange on; return what is not as it must be."""
    aino, bo = reopen(place / SENDER), reopen(place / RECEIVER)
    try:
        for _round in range(ROUNDS):
            went = [one.delivery.exchange(place / STICK).went for one in (aino, bo)]
            if went == [(), ()]:
                break
        else:
            return ["they never come to rest"]
        return _wrong(aino, bo, place / STICK)
    finally:
        aino.close()
        bo.close()


def _wrong(aino: "Casebook", bo: "Casebook", stick: Path) -> list[str]:
    wrong = []
    if _shared(aino) != _shared(bo):
        wrong.append("lost: the shared case differs")
    subjects = [one.subject for one in bo.messages.lines("in")]
    if subjects != [SUBJECT]:
        wrong.append(f"lost or doubled: the message {subjects}")
    for casebook in (aino, bo):
        if found := casebook.upkeep.check():
            wrong.append(f"check finds {found}")
        if alarms := [one for one in casebook.delivery.alarms() if one.kind != "late"]:
            wrong.append(f"alarms: {alarms}")
    if left := [path.name for path in stick.iterdir() if ".part" in path.name]:
        wrong.append(f"left behind: {left}")
    return wrong


def _shared(casebook: "Casebook") -> dict[tuple[str, bytes], int]:
    with casebook.read() as connection:
        return {
            (stream.section, stream.device): held.top
            for stream, held in reach.own_vector(connection).items()
            if stream.section in {"summary", "network", "meetings", "actions"}
        }


def exchange_kills(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    template = make(scope.below("template").folder)
    runs: list[Run] = []
    for who, name in ((SENDER, "send"), (RECEIVER, "receive")):
        found = points_of(template, scope.below(f"watch-{who}").folder, who)
        report.measured[f"points {name}"] = len(found)
        some = worker.chosen(found, scope.pick(6, len(found), len(found)))
        runs += [Run(who, point, template) for point in some]
    results, broken = spread(runs, kill, scope)
    report.measured["calls"] = str(dict(Counter(run.point.call for run in runs)))
    report.take("kills", results, broken, scope.pick(8, 100, len(runs)))
    _control(template, scope.below("control"), report)
    return report


@contextmanager
def remembered_too_early() -> "Iterator[None]":
    """Have a parcel remembered as taken in by a transaction of its own, before it is taken in."""
    take = Receiving.take

    def early(self: Receiving, name: str, data: bytes) -> "Came":
        opened, _payload = self.open(data)
        with self._casebook.vault.write() as connection:
            told = (opened.parcel_id, opened.signer, 0)
            inbox.note_parcel(connection, *told, asks=True)
        return take(self, name, data)

    with patch.object(receiving.Receiving, "take", early):
        yield


def _control(template: Path, scope: Scope, report: Report) -> None:
    """Kill with the control taken away: what was lost must be seen."""
    with remembered_too_early():
        found = points_of(template, scope.folder, RECEIVER)
        inside = [point for point in found if point.call == "pwrite64" and "-wal" in point.path]
        lost = 0
        for at_point in evenly(scope.pick(8, 24, 48), len(inside)):
            wrong = kill(Run(RECEIVER, inside[at_point], template), scope.folder)
            lost += any("lost" in text for text in wrong)
    report.measured["control: lost when remembered too early"] = lost
    report.claim(lost, "the control did not go red: a parcel lost for ever was not seen")
