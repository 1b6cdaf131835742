"""A sample of a day's exchange over a folder, both directions; see ``workers``.

Two people of two offices share a case. Since they last met over the folder the one has made 150
changes in it and written 10 messages, the other 50 and 10. Then each exchanges once, and the first
once more: all of it, nothing else, has then come and is acknowledged. Keys are derived before.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.places import BUILD
from tests.offices import small_case
from tests.storage.casebook.exchanging import at, meet_in, share, two

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

TEXT = "Sovittiin, että asunnon avaimet haetaan toimistosta ennen neljää ja velasta soitetaan."
CHANGES = (150, 50)
MESSAGES = 10  # from each


def day() -> float:
    """Seconds of the three exchanges with the folder, on the disk, synced and read back."""
    folder = Path(tempfile.mkdtemp(dir=BUILD))
    try:
        aino, bo = two(folder)
        stick = folder / "stick"
        case = small_case(aino).case
        share(aino, case, bo)
        meet_in(stick, aino, bo)
        bo.actions.add(case, "Bon ensimmäinen")  # whoever wrote once is named as a writer
        meet_in(stick, aino, bo, times=3)
        for casebook, other, changes in ((aino, bo, CHANGES[0]), (bo, aino, CHANGES[1])):
            _write(casebook, other, case, changes)
        started = time.perf_counter()
        told = [casebook.delivery.exchange(stick) for casebook in (aino, bo, aino)]
        spent = time.perf_counter() - started
        _hold(aino, bo)
        assert all(one.is_safe for one in told)
        assert {file.reason for one in told for file in one.unread} <= {"again"}
        aino.close()
        bo.close()
        return spent
    finally:
        shutil.rmtree(folder)


def _write(casebook: "Casebook", other: "Casebook", case: bytes, changes: int) -> None:
    from storage.lines.messages import Writing

    to = (at(casebook, other),)
    for number in range(changes):
        casebook.actions.add(case, f"{number} {TEXT}")
    for number in range(MESSAGES):
        casebook.posting.send(Writing(f"Viesti {number}", TEXT, to=to))


def _hold(aino: "Casebook", bo: "Casebook") -> None:
    """Hold the sample to what it is said to be: everything came to both."""
    for casebook in (aino, bo):
        with casebook.read() as connection:
            found = connection.exec_driver_sql("SELECT count(*) FROM action").scalar()
        assert found == sum(CHANGES) + 1, found
        assert len(casebook.messages.lines("in")) == MESSAGES


WORKERS: dict[str, Callable[..., float]] = {"exchange-day": day}
