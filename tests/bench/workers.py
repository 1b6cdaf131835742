"""One sample each, in a process of its own: ``python -m tests.bench.workers NAME [ARGUMENT ...]``.

The law: what is measured is between two clock readings inside the process, imports done before; the
last line printed is the number. The key derivation is real and left out of the figure.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.casebook import entrance
from storage.vault import keyslots
from tests.bench.places import BUILD, PASSPHRASE
from tests.offices import new_office, small_case

if TYPE_CHECKING:
    from textual.screen import Screen

    from storage.casebook.casebook import Casebook

TEXT = "Sovittiin, että asunnon avaimet haetaan toimistosta ennen neljää ja velasta soitetaan."
SAVES = 200


def opened(folder: str) -> "Casebook":
    """Open an office."""
    return entrance.unlock(Path(folder), PASSPHRASE)


def raw_connection(casebook: "Casebook") -> Any:  # noqa: ANN401 — sqlcipher3 ships no types
    """Return a bare keyed connection to the same database, outside all our code."""
    from sqlcipher3 import dbapi2

    key = casebook.vault.key.hex()
    connection = dbapi2.connect(str(casebook.vault.layout.database), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def unlock(folder: str) -> float:
    """Seconds of an unlock less its key derivation."""
    entrance.start_loading().join()
    spent = 0.0
    derive = keyslots.stretch  # type: ignore[attr-defined]

    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 — passes everything on
        nonlocal spent
        started = time.perf_counter()
        made = derive(*given, **named)
        spent += time.perf_counter() - started
        return made

    keyslots.stretch = timed  # type: ignore[attr-defined]
    started = time.perf_counter()
    casebook = opened(folder)
    casebook.cases.count()
    whole = time.perf_counter() - started
    casebook.close()
    return whole - spent


def save() -> float:
    """Seconds of a note, on the average of many."""
    folder = Path(tempfile.mkdtemp(dir=BUILD))
    casebook = new_office(folder / "vault")
    case = small_case(casebook)
    import datetime as dt

    now = dt.datetime.now(dt.UTC)
    for number in range(20):
        casebook.minutes.add_entry(case.meeting, f"{number} {TEXT}", now)
    started = time.perf_counter()
    for number in range(SAVES):
        casebook.minutes.add_entry(case.meeting, f"{number} {TEXT}", now)
    spent = time.perf_counter() - started
    casebook.close()
    shutil.rmtree(folder)
    return spent / SAVES


def raw_save() -> float:
    """Seconds of a keyed commit of the same text, WAL and FULL as ours."""
    folder = Path(tempfile.mkdtemp(dir=BUILD))
    casebook = new_office(folder / "vault")
    with casebook.vault.write() as connection:
        connection.exec_driver_sql("CREATE TABLE plain (id INTEGER PRIMARY KEY, text TEXT)")
    connection = raw_connection(casebook)
    connection.execute("PRAGMA synchronous = FULL")
    started = time.perf_counter()
    for number in range(SAVES):
        connection.execute("INSERT INTO plain (text) VALUES (?)", (f"{number} {TEXT}",))
    spent = time.perf_counter() - started
    connection.close()
    casebook.close()
    shutil.rmtree(folder)
    return spent / SAVES


def _painted(folder: str, screen: "Callable[[], Screen[None]]") -> float:
    """Seconds from an open casebook to a screen with rows of cases."""
    import asyncio

    from tests.tui_app.stage import on_stage, text_of
    from tui_app.settings import Settings

    casebook = opened(folder)

    async def paint() -> float:
        async with on_stage(None, casebook, settings=Settings(language="en")) as pilot:
            started = time.perf_counter()
            await pilot.app.push_screen(screen())
            while "K-" not in text_of(pilot):  # noqa: ASYNC110 — the screen has no such event
                await asyncio.sleep(0.001)
            return time.perf_counter() - started

    spent = asyncio.run(paint())
    casebook.close()
    return spent


def today(folder: str) -> float:
    """Seconds from an open casebook to a painted Today."""
    from tui_app.screens.today import TodayScreen

    return _painted(folder, TodayScreen)


def week(folder: str) -> float:
    """Seconds from an open casebook to a painted week."""
    from tui_app.screens.week import WeekScreen

    return _painted(folder, WeekScreen)


def backup(folder: str) -> float:
    """Seconds of a sealed backup."""
    casebook = opened(folder)
    target = Path(tempfile.mkdtemp(dir=BUILD)) / "backup"
    started = time.perf_counter()
    casebook.upkeep.backup(target)
    spent = time.perf_counter() - started
    casebook.close()
    shutil.rmtree(target.parent)
    return spent


def raw_backup(folder: str) -> float:
    """Seconds of SQLite's backup into a keyed file, synced and read back."""
    import os

    from sqlcipher3 import dbapi2

    casebook = opened(folder)
    source = raw_connection(casebook)
    target = Path(tempfile.mkdtemp(dir=BUILD)) / "backup"
    started = time.perf_counter()
    copy = dbapi2.connect(str(target), isolation_level=None)
    copy.execute(f"PRAGMA key = \"x'{casebook.vault.key.hex()}'\"")
    source.backup(copy)
    copy.close()
    with target.open("rb") as file:
        os.fsync(file.fileno())
        while file.read(1 << 20):
            pass
    spent = time.perf_counter() - started
    source.close()
    casebook.close()
    shutil.rmtree(target.parent)
    return spent


WORKERS: dict[str, Callable[..., float]] = {
    "unlock": unlock,
    "save": save,
    "raw-save": raw_save,
    "today": today,
    "week": week,
    "backup": backup,
    "raw-backup": raw_backup,
}


def main(arguments: list[str]) -> None:
    """Take one sample and print it."""
    from tests.bench import (
        day_workers,
        map_workers,
        more_workers,
        parcel_workers,
        screen_workers,
        search_workers,
        take_workers,
    )

    rooms = (
        more_workers,
        screen_workers,
        search_workers,
        take_workers,
        parcel_workers,
        day_workers,
        map_workers,
    )
    workers = dict(WORKERS)
    for room in rooms:
        assert workers.keys().isdisjoint(room.WORKERS), "two workers of one name"
        workers |= room.WORKERS
    print(workers[arguments[0]](*arguments[1:]))


if __name__ == "__main__":
    BUILD.mkdir(parents=True, exist_ok=True)
    main(sys.argv[1:])
