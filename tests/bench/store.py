"""Rows about the store: unlocking, saving, searching, listing, backing up, replaying."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import places
from tests.bench.measure import Outcome, Side, compare, printed_number, worker
from tests.bench.more_workers import TASKS


def unlock() -> Iterator[Outcome]:
    """Measure opening 10,000 records without the key derivation, against KeePass in Python."""
    office = str(places.office(400))
    peer = [places.peer_python(), str(Path(__file__).parent / "peer_keepass.py")]
    base = str(places.BUILD / "keepass.kdbx")
    yield compare(
        "unlock without the key derivation, 10,000 records",
        [Side("nivel", worker("unlock", office)), Side("pykeepass", printed_number(*peer, base))],
        bar="<= 0.35x pykeepass",
        limit=0.35,
        samples=7,
    )


def save() -> Iterator[Outcome]:
    """Measure a note, durable, with journal, log and search, against a keyed commit."""
    yield compare(
        "save one note (journal, rows, log, search; durable)",
        [Side("nivel", worker("save")), Side("raw keyed commit", worker("raw-save"))],
        bar="<= 3x a raw keyed commit",
        limit=3.0,
        samples=7,
    )


def search() -> Iterator[Outcome]:
    """Measure the first fifty finds in a million notes, against the bare query; then the p95."""
    office = str(places.BUILD / "million")
    if not Path(office, "header.nivel").exists():
        print("building a million notes (once) ...", flush=True)
        subprocess.run([sys.executable, "-m", "tests.bench.workers", "million", office], check=True)
    yield compare(
        "search 1,000,000 notes, first 50",
        [Side("nivel", worker("search", office)), Side("raw FTS5", worker("raw-search", office))],
        bar="<= 2x the raw query",
        limit=2.0,
        samples=7,
    )
    yield compare(
        "search 1,000,000 notes, p95 of 200 terms",
        [Side("nivel", worker("search-p95", office))],
        bar="p95 <= 50 ms (absolute, a note)",
        limit=None,
        samples=5,
    )


def backup() -> Iterator[Outcome]:
    """Measure a sealed backup, against SQLite's keyed one with fsync and read-back."""
    office = str(places.office(2_000))
    yield compare(
        "backup, sealed and read back",
        [
            Side("nivel", worker("backup", office)),
            Side("keyed backup()", worker("raw-backup", office)),
        ],
        bar="<= 1.3x keyed backup()",
        limit=1.3,
        samples=7,
    )


def actions() -> Iterator[Outcome]:
    """10,000 action items on the command line, against Taskwarrior and against a raw script."""
    office = str(places.office(10_000))
    ours = Side("nivel actions", worker("actions", office))
    if shutil.which("task"):
        folder = str(places.BUILD / f"taskwarrior-{TASKS}")
        yield compare(
            f"list {TASKS:,} action items in the CLI, without the key derivation",
            [ours, Side("task list", worker("task", folder))],
            bar="<= 1.0x task list",
            limit=1.0,
            samples=7,
        )
    yield compare(
        "list action items, without key derivation and imports",
        [
            Side("nivel", worker("actions-inside", office)),
            Side("raw sqlcipher3", worker("raw-actions", office)),
        ],
        bar="<= 1.5x a raw sqlcipher3 script",
        limit=1.5,
        samples=7,
    )


def journal() -> Iterator[Outcome]:
    """Replay in ops a second, and what a ten-field record takes."""
    office = str(places.office(400))
    yield compare(
        "replay, seconds for 100,000 ops",
        [Side("nivel", worker("replay", office))],
        bar=">= 20,000 ops/s, that is <= 5 s",
        limit=None,
        samples=3,
    )
    yield compare(
        "a new ten-field record with its journal and heads",
        [Side("nivel", worker("record-bytes", tempfile.mkdtemp(dir=places.BUILD)))],
        bar="<= 1,500 bytes",
        limit=None,
        unit="B",
        samples=1,
    )


def take() -> Iterator[Outcome]:
    """10,000 changes of another device, in batches of many and in batches of one."""
    peer = Side("Core bulk insert", worker("raw-take"))
    yield compare(
        "take in 10,000 changes, 100 saved at a time",
        [Side("nivel", worker("take", "100")), peer],
        bar="<= 4x a Core bulk insert with the same indices",
        limit=4.0,
        samples=7,
    )
    yield compare(
        "take in 10,000 changes, each a batch of its own beside its log line",
        [Side("nivel", worker("take", "1")), peer],
        bar="a note: 20,000 signatures of 0.1 ms and as many rows",
        limit=None,
        samples=3,
    )


def network_map() -> Iterator[Outcome]:
    """Measure the map of 60 people from the ties to the rows, and of 500."""
    for people, bar, limit in (("60", "<= 20 ms", 0.02), ("500", "a note", None)):
        yield compare(
            f"network map of {people} people, read, laid out and drawn",
            [Side("nivel", worker("network-map", people))],
            bar=bar,
            limit=limit,
            samples=5,
        )


ROWS = {
    "unlock": unlock,
    "save": save,
    "take": take,
    "backup": backup,
    "actions": actions,
    "journal": journal,
    "search": search,
    "map": network_map,
}
