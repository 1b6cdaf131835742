"""Samples of lists, search and journal; see ``workers``."""

import datetime as dt
import gc
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.places import PASSPHRASE
from tests.offices import new_office

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

TASKS = 13_889  # as many as the office of 10,000 cases has open (seed 7)
_ROWS = (
    "SELECT a.due, a.state, a.what, c.mark, c.number, k.given_name, k.family_name, p.given_name,"
    " p.family_name FROM action a LEFT JOIN case_ c ON c.id = a.case_id"
    " LEFT JOIN person p ON p.id = a.owner_id LEFT JOIN person k ON k.id = c.client_id"
    " WHERE a.state IN ('open', 'waiting') ORDER BY a.due IS NULL, a.due, a.id"
)


def actions(folder: str) -> float:
    """Seconds of ``nivel actions --plain`` from outside, less the key derivation."""
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode() + b"\n")
    os.close(writing)
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.derivation", folder, str(reading)],
        check=True,
        capture_output=True,
        text=True,
        pass_fds=(reading,),
    )
    return time.perf_counter() - started - float(done.stderr.strip().splitlines()[-1])


def task(folder: str) -> float:
    """Seconds of ``task list`` on as many tasks as the office has open action items."""
    place = Path(folder)
    rc = place / "taskrc"
    if not rc.exists():
        place.mkdir(parents=True, exist_ok=True)
        rc.write_text(f"data.location={place}\nconfirmation=off\n", encoding="utf-8")
        tasks = [
            {
                "description": f"Soita vuokranantajalle {number}",
                "due": f"202612{1 + number % 28:02}T120000Z",
                "project": f"K-{number // 2:04}",
                "status": "pending",
            }
            for number in range(TASKS)
        ]
        source = place / "tasks.json"
        source.write_text(json.dumps(tasks), encoding="utf-8")
        subprocess.run(["task", f"rc:{rc}", "import", str(source)], check=True, capture_output=True)
    started = time.perf_counter()
    subprocess.run(["task", f"rc:{rc}", "list"], check=True, capture_output=True)
    return time.perf_counter() - started


def actions_inside(folder: str) -> float:
    """Seconds of reading, wording and cleaning all open action items, imports and key done."""
    from tests.bench.workers import opened
    from tui_app.cli.output import printable
    from tui_app.plain.actions import actions_text

    casebook = opened(folder)
    day = dt.date(2026, 11, 24)
    gc.disable()  # as ``tui_app.cli.opening`` does for a list
    started = time.perf_counter()
    lines = casebook.actions.lines(0, -1)
    text = "\n".join(map(printable, actions_text(lines, len(lines), day, names=False)))
    spent = time.perf_counter() - started
    casebook.close()
    return spent if text else 0.0


def raw_actions(folder: str) -> float:
    """Seconds of the same rows through a bare connection, printed as they come."""
    from tests.bench.workers import opened, raw_connection

    casebook = opened(folder)
    connection = raw_connection(casebook)
    gc.disable()
    started = time.perf_counter()
    text = "\n".join(" ".join(str(cell) for cell in row) for row in connection.execute(_ROWS))
    spent = time.perf_counter() - started
    casebook.close()
    return spent if text else 0.0


def replay(folder: str) -> float:
    """Seconds for 100,000 ops, from what replaying the whole office takes."""
    from storage.journal.replay import replay as replayed
    from storage.records.kinds import KINDS
    from tests.bench.workers import opened

    casebook = opened(folder)
    with casebook.vault.write() as connection:
        started = time.perf_counter()
        ops = replayed(connection, KINDS)
        spent = time.perf_counter() - started
    casebook.close()
    return spent / ops * 100_000


def record_bytes(folder: str) -> float:
    """Bytes of a ten-field record with batch and heads, from the growth over a thousand."""
    casebook = new_office(Path(folder) / "vault")

    fields = {
        "given_name": "Testi",
        "family_name": "Testinen",
        "called": "Tepa",
        "title": "sosiaaliohjaaja",
        "sector": "county",
        "phone": "050 000 0000",
        "email": "testi.testinen@example.invalid",
        "address": "Keksitie 1, 00000 Esimerkkilä",
        "channel": "phone",
        "channel_note": "aamuisin ennen kymmentä",
    }
    empty = _bytes_of_records(casebook)
    for _ in range(1000):
        casebook.people.add(**fields)
    grown = _bytes_of_records(casebook) - empty
    casebook.close()
    shutil.rmtree(folder)
    return grown / 1000


def _bytes_of_records(casebook: "Casebook") -> int:
    """Return the pages of people, their batches and heads, in a copy without log and search."""
    from sqlcipher3 import dbapi2

    copy = dbapi2.connect(":memory:", isolation_level=None)
    with casebook.vault.alone() as raw:
        for table in ("section", "stream", "batch", "head", "person"):
            (made,) = raw.execute(
                "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
            ).fetchone()
            copy.execute(made)
            rows = raw.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 — constants
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                copy.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
    copy.execute(
        "DELETE FROM batch WHERE stream IN (SELECT stream.id FROM stream JOIN section"
        " ON section.id = stream.section WHERE section.name = 'log')"
    )
    copy.execute("DELETE FROM head WHERE batch NOT IN (SELECT id FROM batch)")
    copy.execute("VACUUM")
    (pages,) = copy.execute("PRAGMA page_count").fetchone()
    return int(pages) * 4096


WORKERS: dict[str, Callable[..., float]] = {
    "actions": actions,
    "task": task,
    "actions-inside": actions_inside,
    "raw-actions": raw_actions,
    "replay": replay,
    "record-bytes": record_bytes,
}
