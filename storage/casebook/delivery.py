"""The delivery desk: exchanging with a folder or by single files, what waits, and what went by.

The law: nothing leaves while it is unclear whether this vault was put back from an older copy. What
came and what went is told as it was, also what was held back and why.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from storage.casebook import alarms, file_delivery, looking, older_copy, place
from storage.casebook.conflicts import Conflicts
from storage.casebook.delivering import Delivering, Steps
from storage.casebook.desk import Desk
from storage.casebook.held_back import remember
from storage.casebook.pack_term import read_term
from storage.casebook.takers import HANDLERS
from storage.casebook.waiting import read_waiting
from storage.exchange import history, quarantine, shipments
from storage.journal.clock import system_ms
from storage.lines.delivery import Alarm, Exchanged, FolderLine, PassageLine, Waiting
from storage.records.log import LogWhat
from storage.refusals import PackRefused

_FOLDER = "drop-folder"
__all__ = ["HANDLERS", "Delivery", "no_steps"]


def no_steps(_step: str, _done: int, _total: int) -> None:
    """Show nothing."""


class Delivery(Desk):
    """Sends, receives, and tells what came of it."""

    def rolled_back(self) -> str:
        """Return who has seen more of this vault than it remembers, or nothing."""
        with self._casebook.read() as connection:
            return older_copy.seen_by(connection)

    def put_back(self) -> str:
        """Return rolled-back or copied while nothing may be sent for that reason, or nothing."""
        return older_copy.trouble(self.rolled_back())

    def exchange(
        self,
        folder: Path,
        steps: Steps = no_steps,
        *,
        now: int | None = None,
        only: Iterable[bytes] | None = None,
        read: bool = True,
        write: bool = True,
    ) -> Exchanged:
        """Read in what lies in the folder for us, write out what is due, verify.

        ``only``: correspondents to write for (one's own person id: own devices). ``steps`` gets
        check, read, write, verify, each with done and total, and may raise Stopped.

        Raises FolderRefused, MediumGone, CertificateMissing; trouble while writing is told in
        ``not_written``: full, gone, read-only, rolled-back.
        """
        self._refuse_in_a_pack()
        moment = system_ms() if now is None else now
        run = Delivering(self._casebook, folder, steps, moment)
        run.check()
        if read:
            run.read_in()
        if write:
            run.write_out(None if only is None else tuple(only))
        run.verify()
        return self._told(run)

    def _refuse_in_a_pack(self) -> None:
        """Raise PackRefused (no-exchange): a travel pack gives to nobody but its own office."""
        with self._casebook.read() as connection:
            if read_term(connection) is not None:
                raise PackRefused(self._casebook.vault.path, "no-exchange")

    def _told(self, run: Delivering) -> Exchanged:
        listing = run.listing
        remember(self._casebook, str(run.place), run.held_back, run.now)
        return Exchanged(
            came=tuple(run.came),
            went=tuple(run.went),
            unread=tuple(run.unread),
            held_back=run.held_back,
            alarms=self.alarms(run.now),
            conflicts=Conflicts(self._casebook).count(),
            gaps=run.gaps,
            there_already=run.there_already,
            removed=run.removed,
            foreign=run.foreign,
            unlooked=listing.unlooked,
            is_safe=run.is_safe,
            not_written=run.not_written,
        )

    def remember_folder(self, folder: Path) -> None:
        """Remember the folder that was exchanged with last; it never leaves this vault."""
        with self._casebook.vault.write() as connection:
            place.keep_value(connection, _FOLDER, str(folder).encode("utf-8", "surrogateescape"))

    def last_folder(self) -> str:
        """Return the folder that was exchanged with last, or nothing."""
        with self._casebook.read() as connection:
            kept = place.find_value(connection, _FOLDER) or b""
        return kept.decode("utf-8", "surrogateescape")

    def look(self, folder: Path, *, now: int | None = None) -> FolderLine:
        """Say what lies in a folder and what is for us; writes nothing. Raises FolderRefused."""
        return looking.look_into(self._casebook, folder, system_ms() if now is None else now)

    def send_file(self, path: Path, to: bytes, *, now: int | None = None) -> Exchanged:
        """Write what is due to one correspondent into a new file; the next goes on from there.

        One's own person id stands for one's own other devices. Raises FileExists, DiskFull,
        CorrespondentBlocked, RolledBack.
        """
        self._refuse_in_a_pack()
        moment = system_ms() if now is None else now
        run = file_delivery.send(self._casebook, path, to, moment)
        return self._told(run)

    def receive_files(
        self, paths: Iterable[Path], steps: Steps = no_steps, *, now: int | None = None
    ) -> Exchanged:
        """Take in parcels that came as single files, attachments beside them."""
        moment = system_ms() if now is None else now
        run = file_delivery.receive(self._casebook, tuple(paths), steps, moment)
        return self._told(run)

    def waiting(self, now: int | None = None) -> Waiting:
        """Return what waits to go out, and for how long nobody has answered."""
        with self._casebook.read() as connection:
            return read_waiting(connection, self._casebook.me, system_ms() if now is None else now)

    def history(self, offset: int, limit: int) -> tuple[PassageLine, ...]:
        """Return what came and went, the newest first."""
        with self._casebook.read() as connection:
            found = history.list_passages(connection, offset, limit)
            return tuple(_line(one, shipments.is_acked(connection, one.parcel)) for one in found)

    def history_count(self) -> int:
        """Count them."""
        with self._casebook.read() as connection:
            return history.count_passages(connection)

    def alarms(self, now: int | None = None) -> tuple[Alarm, ...]:
        """Return what a person must know: forks, a vault put back, batches set aside, silence."""
        with self._casebook.read() as connection:
            moment = system_ms() if now is None else now
            return alarms.read_alarms(connection, self._casebook.me, moment)

    def drop_set_aside(self, device: bytes) -> int:
        """Throw away what a device wrote without the right to; returns how many batches."""
        with self._casebook.change("delivery.drop", can_undo=False) as change:
            change.log(LogWhat.EXCHANGED, detail="aside.drop")
            return quarantine.drop_device(change.connection, device)


def _line(one: history.Passage, is_acked: bool) -> PassageLine:  # noqa: FBT001 — a row's column
    state = ""
    if one.way == history.OUT:
        state = "received" if is_acked else "written" if one.what else "alone"
    return PassageLine(
        at=dt.datetime.fromtimestamp(one.at / 1000, dt.UTC),
        way=one.way,
        folder=one.folder,
        file=one.name,
        name=one.person,
        what=one.what,
        size=one.size,
        state=state,
        reason=one.reason,
    )
