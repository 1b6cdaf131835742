"""The upkeep desk: backups, the check a user can run, and facts about this device.

The law: a backup leaves the device's signing key out, so what is restored from it cannot sign as
this device, and its period keys, so it opens no old parcel. A check changes nothing; it says which
part is wrong and how often.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from storage.casebook import text_index
from storage.casebook.desk import Desk
from storage.errors import Stopped
from storage.exchange import period_keys
from storage.journal.compare import compare
from storage.journal.forks import list_forks
from storage.journal.peers import list_peers
from storage.journal.streams import list_gaps
from storage.journal.verify import verify_chains
from storage.lines.upkeep import BackupLine, DeviceLine, Finding
from storage.records.kinds import KINDS
from storage.records.log import LogWhat
from storage.vault.backup import write_backup
from storage.vault.integrity import check_pages
from storage.vault.rotation import list_backups, rotate
from storage.vault.swap import plain_swaps

Progress = Callable[[int, int], None]
_FORGET_KEY = "DELETE FROM place WHERE name = 'device-seed'"
_RECORDS = "SELECT count(DISTINCT record) FROM head"
_BATCHES = "SELECT count(*) FROM batch"
PARTS = 4  # of the check, each a quarter of the progress


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


def strip(copy: Any) -> None:
    """Take out of a raw keyed copy what must not travel."""
    copy.execute(_FORGET_KEY)
    period_keys.forget(copy)
    copy.commit()


class Upkeep(Desk):
    """Backs up and checks."""

    def backup(self, target: Path, progress: Progress = no_progress) -> int:
        """Write the vault to a new sealed file; returns its bytes. See ``write_backup``."""
        self._casebook.write_log(LogWhat.BACKUP, detail="backup.file")
        return write_backup(self._casebook.vault, target, progress, strip=strip)

    def daily_backup(self, today: dt.date, progress: Progress = no_progress) -> Path | None:
        """Write today's backup if there is none yet; those older than 14 days go."""
        return rotate(self._casebook.vault, today, progress, strip=strip)

    def backups(self) -> tuple[BackupLine, ...]:
        """Return the daily backups, the newest first."""
        found = list_backups(self._casebook.vault.layout.backups)
        return tuple(
            BackupLine(day, str(path), path.stat().st_size) for path, day in found if path.is_file()
        )

    def check(self, progress: Progress = no_progress) -> tuple[Finding, ...]:
        """Return what is wrong: pages, chains, tables against the journal, search index.

        ``progress`` may raise Stopped. An empty answer means that all is well.
        """
        found: list[Finding] = []
        found += _pages(self._casebook.vault, progress)
        with self._casebook.read() as connection:
            found += _journal(connection, _part(progress, 1))
            found += _tables(connection, _part(progress, 2))
            found += _index(connection, _part(progress, 3))
        return tuple(found)

    def device(self) -> DeviceLine:
        """Return facts about this device and its vault."""
        vault, me = self._casebook.vault, self._casebook.me
        backups = list_backups(vault.layout.backups)
        return DeviceLine(
            person=me.person,
            mark=me.mark,
            device=me.device_id.hex(),
            medium=str(vault.medium),
            path=str(vault.path),
            last_backup=backups[0][1] if backups else None,
            backups=len(backups),
            reserve_spent=vault.reserve_spent,
            rekey_pending=vault.rekey_pending,
            records=self._count(_RECORDS),
            batches=self._count(_BATCHES),
            plain_swaps=plain_swaps(),
        )


def _part(progress: Progress, number: int) -> Progress:
    def report(done: int, total: int) -> None:
        progress(number * 1000 + (1000 * done) // max(total, 1), PARTS * 1000)

    return report


def _pages(vault: Any, progress: Progress) -> list[Finding]:
    def stop() -> bool:
        try:
            progress(0, PARTS * 1000)
        except Stopped:
            return True
        return False

    found = Counter((one.where, one.name or str(one.page)) for one in check_pages(vault, stop=stop))
    return _findings(found)


def _journal(connection: Connection, progress: Progress) -> list[Finding]:
    marks = {device: peer.mark for device, peer in list_peers(connection).items()}
    found: Counter[tuple[str, str]] = Counter()
    for problem in verify_chains(connection, progress):
        found["chain", marks.get(problem.stream.device, "?")] += 1
    for gap in list_gaps(connection):
        found["gap", marks.get(gap.stream.device, "?")] += 1
    for fork in list_forks(connection):
        found["fork", marks.get(fork.stream.device, "?")] += 1
    return _findings(found)


def _tables(connection: Connection, progress: Progress) -> list[Finding]:
    return _findings(Counter(("replay", one.table) for one in compare(connection, KINDS, progress)))


def _index(connection: Connection, progress: Progress) -> list[Finding]:
    wrong = text_index.differences(connection, KINDS, progress)
    return _findings(Counter(("index", kind) for kind in wrong))


def _findings(found: Counter[tuple[str, str]] | Iterable[tuple[str, str]]) -> list[Finding]:
    counted = found if isinstance(found, Counter) else Counter(found)
    return [Finding(part, name, times) for (part, name), times in sorted(counted.items())]
