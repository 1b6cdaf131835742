"""Damage and forgery: flipped bytes and cut ends of every file Nivel reads (safety.md 3.9).

Each is refused with the right error and nothing is overwritten. Here the header: every byte plainly
and with its checksum made right again, and every length; the other files in ``flipped_files``.
Controls: the whole files open; without its checksum a header's flips pass for a wrong passphrase.
"""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from storage.casebook import entrance
from storage.vault import header as header_module
from storage.vault.header import SlotKind, decode
from storage.vault.keyslots import unlock_header
from tests.faults import flipped_files, story
from tests.faults.damage import OPENED, Damage, cuts, flips, outcome, tell
from tests.faults.part import Report, Scope, evenly
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, reopen

_SUM = 32


def flips_and_cuts(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    made = story.make(scope.below("made").folder)
    casebook = reopen(made.vault)
    backup, changes = made.out / "whole.nivelbackup", made.out / "whole.nivelchanges"
    casebook.upkeep.backup(backup)
    casebook.exchange.write_changes(changes, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS)
    casebook.close()
    _header(made.vault, scope, report)
    flipped_files.database(made.vault, scope, report)
    flipped_files.backup(backup, scope, report)
    flipped_files.changes(changes, made.vault, scope, report)
    return report


def _header(vault: Path, scope: Scope, report: Report) -> None:
    path, database = vault / "header.nivel", vault / "vault.db"
    whole, before = path.read_bytes(), database.read_bytes()
    count = scope.pick(60, len(whole), len(whole))
    places = evenly(count, len(whole))

    def unlock() -> None:
        entrance.unlock(vault, PASSPHRASE, limits=CHEAP_LIMITS).close()

    def tried(damages: Iterable[Damage]) -> Counter[str]:
        found: Counter[str] = Counter()
        for damage in damages:
            path.write_bytes(damage.data)
            found[outcome(unlock)] += 1
            report.claim(path.read_bytes() == damage.data, f"header {damage.where}: overwritten")
        path.write_bytes(whole)
        return found

    right = {"vault-damaged header"}
    tell(report, "header flips", tried(flips(whole, places)), right)
    tell(report, "header cuts", tried(cuts(whole, places)), right)
    tell(report, "header flips resummed", _resummed(whole, places), {*right, "wrong-secret"})
    report.claim(database.read_bytes() == before, "the database was changed beside its header")
    with patch.object(header_module, "hashlib", SimpleNamespace(sha256=_Blind)):
        blind = Counter(
            outcome(partial(_unlock, one.data[:-_SUM] + bytes(_SUM)))
            for one in flips(whole, evenly(60, len(whole) - _SUM))
        )
    red = sum(times for code, times in blind.items() if code not in right)
    report.measured["control: header flips not called damage"] = red
    report.claim(red, "the control did not go red: flips without a checksum were all seen")
    report.claim(outcome(unlock) == OPENED, "the whole header does not open")


class _Blind:
    """A checksum that is the same for everything."""

    def __init__(self, _data: bytes) -> None:
        pass

    def digest(self) -> bytes:
        """Return zeros."""
        return bytes(_SUM)


def _unlock(data: bytes) -> None:
    header = decode(data, limits=CHEAP_LIMITS)
    unlock_header(header, PASSPHRASE, SlotKind.PASSPHRASE, limits=CHEAP_LIMITS)


def _resummed(whole: bytes, places: Iterable[int]) -> Counter[str]:
    """Flip, and mend the checksum as a forger would: no such header ever opens."""
    found: Counter[str] = Counter()
    for damage in flips(whole[:-_SUM], (at for at in places if at < len(whole) - _SUM)):
        forged = damage.data + sha256(damage.data).digest()
        code = outcome(partial(_unlock, forged))
        found["vault-damaged header" if code == "vault-newer" else code] += 1
    return found
