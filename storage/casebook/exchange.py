"""The exchange desk: writing all changes to a sealed file, and taking such a file in.

The law: nothing is written before the whole file has been proved and every batch judged; a device
that is new here is believed only when the person says so. Both ways are in the use log.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from storage.casebook.conflicts import Conflicts
from storage.casebook.desk import Desk
from storage.casebook.gate import Gate
from storage.casebook.parts import Progress, in_parts
from storage.crypto.kdf import LIMITS, Argon2Parameters, Limits
from storage.errors import ImportRefused
from storage.exchange.changes_file import Letter, open_changes, seal_changes
from storage.journal.batch import SealedBatch
from storage.journal.peers import list_peers, save_peer
from storage.journal.take import Taken, take_in
from storage.lines.upkeep import TakenLine
from storage.records.log import LogWhat
from storage.records.sharing import CaseSection
from storage.rules.clean import clean_line
from storage.rules.sharing import Passage, Receiver, Way
from storage.vault.files import write_whole
from storage.vault.passphrase import check_passphrase

_BATCHES = "SELECT body, signature, payload FROM batch ORDER BY id"
_EVERYTHING = Passage(
    case_id=None,
    sections=frozenset(CaseSection),
    areas=frozenset(),
    receiver=Receiver(is_own_office=True),
    way=Way.EXPORT,
    what="changes",
)
"""Such a file opens for devices of one's own office alone (``look_into`` refuses another's)."""
T = TypeVar("T")


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


class Exchange(Desk):
    """Writes and takes in files of changes."""

    def write_changes(
        self,
        path: Path,
        passphrase: str,
        progress: Progress = no_progress,
        *,
        parameters: Argon2Parameters | None = None,
        limits: Limits = LIMITS,
    ) -> int:
        """Write every change this vault holds to a new file; returns its bytes.

        Raises WeakPassphrase, ChangesTooLarge, FileExists, DiskFull, MediumGone; ``progress`` may
        raise Stopped, which leaves no file.
        """
        me = self._casebook.me
        check_passphrase(passphrase, me.person)
        with self._casebook.change("changes.write", can_undo=False) as change:
            change.log(LogWhat.EXCHANGED, detail="changes.write")
            Gate(self._casebook).let_out(change, _EVERYTHING)
        with self._casebook.read() as connection:
            letter = Letter(
                me.office_id,
                me.device_id,
                tuple(list_peers(connection).values()),
                _read_batches(connection),
            )
        cost = parameters or Argon2Parameters.default()
        chunks = seal_changes(letter, passphrase, cost, limits=limits)
        return write_whole(path, _counted(chunks, 2 * len(letter.batches), progress))

    def look_into(
        self,
        path: Path,
        passphrase: str,
        progress: Progress = no_progress,
        *,
        limits: Limits = LIMITS,
    ) -> tuple[TakenLine, Letter]:
        """Open a file and say who wrote it and whether their device is new; writes nothing.

        ``progress`` counts bytes and may raise Stopped.

        Raises ImportRefused, WrongSecret, VaultNewer and BatchRefused.
        """
        letter = open_changes(path, passphrase, progress, limits=limits)
        if letter.office != self._casebook.me.office_id:
            raise ImportRefused(path, "office")
        with self._casebook.read() as connection:
            known = list_peers(connection).keys()
        writer = next((peer for peer in letter.peers if peer.device == letter.writer), None)
        if writer is None:
            raise ImportRefused(path, "format")
        line = TakenLine(
            person=clean_line(writer.person),
            mark=clean_line(writer.mark),
            is_new_device=any(peer.device not in known for peer in letter.peers),
            new=len(letter.batches),
            doubled=0,
            conflicts=0,
            gaps=0,
            forks=0,
            future=0,
        )
        return line, letter

    def take(self, letter: Letter, told: TakenLine, progress: Progress = no_progress) -> TakenLine:
        """Take in what ``look_into`` showed and the person accepted; returns what came of it.

        ``progress`` counts batches judged, then records written; it may raise Stopped: nothing is
        taken in then.
        """
        with self._casebook.change("changes.take", can_undo=False) as change:
            known = list_peers(change.connection)
            for peer in letter.peers:
                if peer.device not in known:
                    save_peer(change.connection, peer)
            judging, change.progress = in_parts(progress, 2)
            judged = _counted(letter.batches, len(letter.batches), judging)
            taken = take_in(change.connection, judged, self._casebook.clock)
            change.took(taken.after)
            change.log(LogWhat.EXCHANGED, detail="changes.take")
        return _told(told, taken, Conflicts(self._casebook).count())


def _counted(those: Iterable[T], total: int, progress: Progress) -> Iterator[T]:
    """Pass ``those`` on and tell how many have gone through."""
    for number, one in enumerate(those, 1):
        progress(min(number, total), total)
        yield one


def _read_batches(connection: Connection) -> tuple[SealedBatch, ...]:
    found = connection.exec_driver_sql(_BATCHES)
    return tuple(SealedBatch(bytes(row[0]), bytes(row[1]), bytes(row[2])) for row in found)


def _told(line: TakenLine, taken: Taken, conflicts: int) -> TakenLine:
    return TakenLine(
        person=line.person,
        mark=line.mark,
        is_new_device=line.is_new_device,
        new=taken.new,
        doubled=taken.doubled,
        conflicts=conflicts,
        gaps=len(taken.gaps),
        forks=len(taken.forks),
        future=len(taken.future),
    )
