"""Flipped bytes and cut ends of the database, a backup and a file of changes; see ``flips``.

The database: every page; a backup: every byte of its header, samples of its stream; changes: every
byte of the frame, samples. Control: without the check, most flips of a database go unnoticed.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

from storage.casebook import entrance, upkeep
from storage.errors import (
    BatchRefused,
    ImportRefused,
    NotABackup,
    StorageError,
    VaultNewer,
    WrongSecret,
)
from tests.faults.damage import OPENED, Damage, cuts, flips, outcome, tell
from tests.faults.part import Report, Scope, evenly
from tests.offices import CHEAP_LIMITS, PASSPHRASE, reopen

PAGE = 4096
_CONTROL_SECONDS = 10.0


def database(vault: Path, scope: Scope, report: Report) -> None:
    """Open and check damaged copies of the database."""
    path = vault / "vault.db"
    whole = path.read_bytes()
    places = _in_pages(len(whole) // PAGE, scope)
    lengths = evenly(scope.pick(10, 80, 600), len(whole))
    noticed = {"vault-damaged database", "found by the check"}

    def opened() -> None:
        casebook = reopen(vault)
        try:
            if casebook.upkeep.check():
                raise _Found
        finally:
            casebook.close()

    def tried(damages: Iterable[Damage], scope: Scope = scope) -> Counter[str]:
        found: Counter[str] = Counter()
        for damage in damages:
            if scope.late:
                break
            path.write_bytes(damage.data)
            code = outcome(opened)
            found["found by the check" if code == "found" else code] += 1
            if code.startswith("vault-damaged"):
                same = path.read_bytes() == damage.data
                report.claim(same, f"database {damage.where}: overwritten")
            for side in ("-wal", "-shm"):
                path.with_name(path.name + side).unlink(missing_ok=True)
        path.write_bytes(whole)
        return found

    tell(report, "database flips", tried(flips(whole, places)), noticed)
    tell(report, "database cuts", tried(cuts(whole, lengths)), noticed)
    with patch.object(upkeep.Upkeep, "check", lambda _self: ()):
        some = flips(whole, places[len(places) // 3 :: 5])
        red = tried(some, scope.at_least(_CONTROL_SECONDS))[OPENED]
    report.measured["control: database flips not noticed"] = red
    report.claim(red, "the control did not go red: flips were seen without the check")
    report.claim(outcome(opened) == OPENED, "the whole database does not open")


def _in_pages(pages: int, scope: Scope) -> list[int]:
    """Return some places in each of the pages, or of some of them."""
    return [
        page * PAGE + (at * 977 + page * 131) % PAGE
        for page in evenly(scope.pick(12, pages, pages), pages)
        for at in range(scope.pick(1, 4, 64))
    ]


class _Found(StorageError):
    code = "found"


def backup(backup: Path, scope: Scope, report: Report) -> None:
    """Restore damaged copies of a backup."""
    whole = backup.read_bytes()
    head = min(len(whole), 5500)
    places = evenly(scope.pick(40, head, head), head)
    places += [head + at for at in evenly(scope.pick(15, 300, 3000), len(whole) - head)]
    lengths = evenly(scope.pick(15, 300, 3000), len(whole))
    target = scope.folder / "again"

    def restore() -> None:
        entrance.restore(backup, target, PASSPHRASE, limits=CHEAP_LIMITS)

    def tried(damages: Iterable[Damage]) -> Counter[str]:
        found: Counter[str] = Counter()
        for damage in damages:
            if scope.late:
                break
            backup.write_bytes(damage.data)
            found[outcome(restore)] += 1
            report.claim(not target.exists(), f"backup {damage.where}: something was restored")
            report.claim(backup.read_bytes() == damage.data, f"backup {damage.where}: overwritten")
        backup.write_bytes(whole)
        return found

    right = {"vault-damaged backup", NotABackup.code, VaultNewer.code}
    tell(report, "backup flips", tried(flips(whole, places)), right)
    tell(report, "backup cuts", tried(cuts(whole, lengths)), right)
    left = [path.name for path in scope.folder.iterdir() if path.name != "made"]
    report.claim(not left, f"refused restores left something behind: {left}")
    report.claim(outcome(restore) == OPENED, "the whole backup does not restore")


def changes(changes: Path, vault: Path, scope: Scope, report: Report) -> None:
    """Look into damaged copies of a file of changes."""
    whole = changes.read_bytes()
    places = list(range(37)) + evenly(scope.pick(30, 1500, 20_000), len(whole))
    lengths = evenly(scope.pick(20, 400, 4000), len(whole))
    casebook = reopen(vault)

    def look() -> None:
        casebook.exchange.look_into(changes, PASSPHRASE, limits=CHEAP_LIMITS)

    def tried(damages: Iterable[Damage]) -> Counter[str]:
        found: Counter[str] = Counter()
        for damage in damages:
            if scope.late:
                break
            changes.write_bytes(damage.data)
            found[outcome(look)] += 1
        changes.write_bytes(whole)
        return found

    right = {WrongSecret.code, ImportRefused.code, VaultNewer.code, BatchRefused.code}
    batches = casebook.upkeep.device().batches
    tell(report, "changes flips", tried(flips(whole, places)), right)
    tell(report, "changes cuts", tried(cuts(whole, lengths)), right)
    report.claim(casebook.upkeep.device().batches == batches, "a refused file changed the vault")
    report.claim(outcome(look) == OPENED, "the whole file of changes does not open")
    casebook.close()
