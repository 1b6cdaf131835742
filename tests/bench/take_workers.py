"""Samples of taking in what another device wrote, against a bulk insert; see ``workers``."""

import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert

from tests.bench.places import BUILD
from tests.offices import SmallCase, new_office, small_case

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.records.minutes import Entry

CHANGES = 10_000
TEXT = "Sovittiin, että asunnon avaimet haetaan toimistosta ennen neljää ja velasta soitetaan."


def take(together: str) -> float:
    """Seconds of taking in 10,000 notes that were saved ``together`` at a time.

    All that it means here: signatures, chains, heads, rows, search texts, one durable commit.
    """
    from storage.journal.batch import SealedBatch
    from storage.journal.peers import list_peers, save_peer
    from storage.journal.take import take_in

    folder = Path(tempfile.mkdtemp(dir=BUILD))
    theirs = new_office(folder / "theirs")
    _write_notes(theirs, int(together))
    with theirs.read() as connection:
        found = connection.exec_driver_sql("SELECT body, signature, payload FROM batch ORDER BY id")
        batches = [SealedBatch(*row) for row in found]
        peers = list_peers(connection).values()
    ours = new_office(folder / "ours", "Testi Testinen", "L", theirs.me.office_id)
    theirs.close()
    started = time.perf_counter()
    with ours.change("changes.take", can_undo=False) as change:
        for peer in peers:
            save_peer(change.connection, peer._replace(own=False))
        change.took(take_in(change.connection, batches, ours.clock).after)
    spent = time.perf_counter() - started
    ours.close()
    shutil.rmtree(folder)
    return spent


def raw_take() -> float:
    """Seconds of the same rows by Core's bulk insert into the same table, one durable commit."""
    from storage.records.minutes import Entry

    folder = Path(tempfile.mkdtemp(dir=BUILD))
    casebook = new_office(folder / "vault")
    case = small_case(casebook)
    rows = [_note(case, number).model_dump() for number in range(CHANGES)]
    started = time.perf_counter()
    with casebook.vault.write() as connection:
        connection.execute(insert(Entry), rows)
    spent = time.perf_counter() - started
    casebook.close()
    shutil.rmtree(folder)
    return spent


def _write_notes(casebook: "Casebook", together: int) -> None:
    case = small_case(casebook)
    with casebook.vault.write():  # many changes, one commit: nobody measures this
        for begin in range(0, CHANGES, together):
            with casebook.change("entry.add", can_undo=False) as change:
                for number in range(begin, begin + together):
                    change.make(_note(case, number))


def _note(case: SmallCase, number: int) -> "Entry":
    from storage.records.identity import new_id
    from storage.records.minutes import Entry

    now = dt.datetime.now(dt.UTC)
    return Entry(
        id=new_id(),
        meeting_id=case.meeting,
        case_id=case.case,
        text=f"{number} {TEXT}",
        at=now,
        written_at=now,
    )


WORKERS: dict[str, Callable[..., float]] = {"take": take, "raw-take": raw_take}
