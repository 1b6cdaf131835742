"""One exchange with a folder: check, read in, write out, verify; both directions in one go.

The law: each parcel is one transaction, so it can be stopped between any two and goes on where it
was. A file that cannot be read in is named, never removed, and keeps nothing else from coming in.
Only when every file written was read back under its own name is it safe to take the stick away.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from storage.casebook import blob_carrying, older_copy, tidying
from storage.casebook.core import Core
from storage.casebook.entitled import read_entitled
from storage.casebook.held_back import remember_removed
from storage.casebook.latecomers import hand_on
from storage.casebook.letting_go import sweep_if_due
from storage.casebook.offering import offer
from storage.casebook.outgoing import Plan, Planning
from storage.casebook.passing import day_of
from storage.casebook.receiving import Receiving
from storage.casebook.sealing import Making, Sealing, group
from storage.casebook.sending import Sending
from storage.casebook.taking_up import take_up
from storage.errors import BatchRefused, DiskFull, FileRefused, MediumGone
from storage.exchange import carrier, folder, inbox, outbox, period_keys, shipments
from storage.exchange.folder import Found, Listing, Sort
from storage.exchange.parcel import MOST_BYTES
from storage.exchange.shipments import Shipment
from storage.lines.delivery import Came, HeldBack, Unread, Went
from storage.refusals import Barred, BasisMissing, ParcelRefused

Steps = Callable[[str, int, int], None]
CHECK, READ, WRITE, VERIFY = "check", "read", "write", "verify"
NAMED_SORTS = {
    Sort.NEWER: "newer",
    Sort.LARGE: "large",
    Sort.BROKEN: "broken",
    Sort.COPY: "sync-copy",
    Sort.PART: "unfinished",
    Sort.CARD: "card",
    Sort.CHANGES: "changes",
}
_TROUBLE = {DiskFull: "full", MediumGone: "gone", FileRefused: "read-only"}
_TOLD = {"not-for-us", "unknown-sender", "signature", "recipients", "large", "newer", "held-here"}


class Delivering:
    """The run of one exchange."""

    def __init__(self, casebook: Core, place: Path, steps: Steps, now: int) -> None:
        """``steps(step, done, total)`` may raise Stopped; ``now`` in Unix ms."""
        self._casebook = casebook
        self.place = place
        self._steps = steps
        self.now = now
        self._written: list[Shipment] = []
        self._asking: set[bytes] = set()
        self.listing = Listing((), 0)
        self.came: list[Came] = []
        self.went: list[Went] = []
        self.unread: list[Unread] = []
        self.held_back: tuple[HeldBack, ...] = ()
        self.forks: set[bytes] = set()
        self.gaps = self.there_already = self.removed = self.foreign = 0
        self.is_safe = False
        self.not_written = ""

    def check(self) -> None:
        """Look at the folder; finish what an interrupted exchange left. Raises FolderRefused."""
        folder.check_folder(self.place, self._casebook.vault.path)
        self.listing = folder.look(self.place, lambda done, all_: self._steps(CHECK, done, all_))
        period_keys.renew(self._casebook.vault, self.now)
        with self._casebook.vault.write() as connection:
            self.removed += tidying.recover(connection, self.place, self.listing, self.now)

    def read_in(self) -> None:
        """Take in every parcel that is for us, each in a transaction of its own."""
        with self._casebook.read() as connection:
            keys = period_keys.live(connection, self.now)
        receiving = Receiving(self._casebook, keys, self.now, str(self.place))
        parcels = self.listing.of(Sort.PARCEL)
        for number, found in enumerate(parcels):
            self._steps(READ, number, len(parcels))
            self.take_found(receiving, found)
        for found in self.listing.of(*NAMED_SORTS):
            self.take_found(receiving, found)
        self.foreign = len(self.listing.of(Sort.FOREIGN))
        if self.came:
            take_up(self._casebook, self.now)
        blob_carrying.carry_in(self._casebook, self.place, self.listing)
        sweep_if_due(self._casebook, day_of(self.now))
        self.forks |= receiving.forks
        self.gaps += receiving.gaps
        self._steps(READ, len(parcels), len(parcels))

    def take_found(self, receiving: Receiving, found: Found) -> None:
        """Take in one file, or name why not."""
        if found.sort is Sort.PARCEL:
            unread = self._read_one(receiving, found)
        else:
            unread = Unread(found.name, NAMED_SORTS.get(found.sort, "foreign"))
        if unread is not None:
            self.unread.append(unread)

    def _read_one(self, receiving: Receiving, found: Found) -> Unread | None:
        """Take in one parcel; returns why not, and None when it was, or when it is our own."""
        with self._casebook.read() as connection:
            is_ours = shipments.is_ours(connection, found.parcel)
            before = inbox.seen(connection, found.parcel)
        if before is not None:
            self._asking |= {before[0]} if before[1] else set()
            return Unread(found.name, "again")
        if is_ours:
            return None
        path = self.place / found.name
        if not receiving.is_for_us(carrier.read_head(path, folder.HEADER)):
            return Unread(found.name, "not-for-us")
        data = carrier.read_file(path, MOST_BYTES)
        return None if data is None else self._take(receiving, found.name, data)

    def _take(self, receiving: Receiving, name: str, data: bytes) -> Unread | None:
        try:
            self.came.append(receiving.take(name, data))
        except ParcelRefused as refusal:
            reason = refusal.reason if refusal.reason in _TOLD else "broken"
            return Unread(name, reason, is_damaged=True)
        except BatchRefused:
            return Unread(name, "signature")
        return None

    def write_out(self, only: tuple[bytes, ...] | None) -> None:
        """Write what is due, unless it lies there whole; then remove what may not lie there."""
        casebook = self._casebook
        not_handed_on = hand_on(casebook, self.now)
        with casebook.vault.write() as connection:
            entitled = read_entitled(connection, casebook.me)
            offer(connection, casebook.me, casebook.signer, entitled, self.now)
        with casebook.read() as connection:
            self.not_written = older_copy.trouble(older_copy.seen_by(connection))
            if self.not_written:
                return
            planning = Planning(casebook, connection, entitled, self.now)
            plan = planning.plan(only, self._asking)
            makings = self._missing(connection, planning, plan)
            self.held_back = not_handed_on + plan.held_back
        self._remove_forbidden(planning, entitled.rights.own)
        sending = Sending(casebook, plan, self.now, str(self.place))
        for number, making in enumerate(makings):
            self._steps(WRITE, number, len(makings))
            if not self._write_one(planning, plan, sending, making):
                break
        self._steps(WRITE, len(makings), len(makings))

    def _missing(self, connection: Connection, planning: Planning, plan: Plan) -> list[Making]:
        """Return the parcels that do not lie here whole, those written longest ago first."""
        ours = tidying.ours_in(connection, _names(self.listing))
        whole = [one for one in ours if self._is_whole(one.shipment)]
        digests = {one.shipment.digest for one in whole}
        all_ = group(plan.due)
        makings = [one for one in all_ if one.digest(plan.own) not in digests]
        self.there_already = len(all_) - len(makings)

        is_there, lies_alone = partial(tidying.is_told, whole), partial(tidying.lies_alone, whole)
        sealing = Sealing(self._casebook, connection, planning, plan, self.now)
        makings = sealing.acknowledge(makings, frozenset(self._asking), is_there, lies_alone)
        last = shipments.last_written(connection)
        return sorted(makings, key=lambda one: last.get(one.digest(plan.own), 0))

    def _write_one(self, planning: Planning, plan: Plan, sending: Sending, making: Making) -> bool:
        """Write one parcel and its attachments; False when the folder takes no more."""
        casebook = self._casebook
        with casebook.read() as connection:
            sealed = Sealing(casebook, connection, planning, plan, self.now).seal(making)
            blobs = [(item, outbox.blobs_of(connection, item)) for item in making.content.items]
        try:
            for _item, names in blobs:
                blob_carrying.carry_out(casebook, names, self.place)
            shipment, went = sending.write(making, sealed, self.place / carrier.new_name())
        except (BasisMissing, Barred) as refusal:
            self.held_back += (HeldBack(making.due[0].name, refusal.case, "no-basis"),)
            return True
        except (DiskFull, MediumGone, FileRefused) as trouble:
            self.not_written = _TROUBLE[type(trouble)]
            return False
        self._written.append(shipment)
        self.went.append(went)
        return True

    def verify(self) -> None:
        """Read back what was written; then remove what nobody needs any more."""
        total = len(self._written)
        good = 0
        for number, shipment in enumerate(self._written):
            self._steps(VERIFY, number, total)
            good += int(self._is_whole(shipment))
        if good < total and not self.not_written:
            self.not_written = "gone"
        self.is_safe = good == total and self.not_written not in {"gone", "full"}
        if not self.not_written:
            self._remove_done()
        self._steps(VERIFY, total, total)

    def _remove_forbidden(self, planning: Planning, own: frozenset[bytes]) -> None:
        """Remove what may not go to somebody any more, before anything new is written."""
        with self._casebook.read() as connection:
            ours = tidying.ours_in(connection, _names(self.listing))
        gone = tidying.forbidden(ours, planning.places, own)
        if not gone:
            return
        self.removed += carrier.remove_own(self.place, [one.shipment.name for one in gone])
        with self._casebook.vault.write() as connection:
            remember_removed(connection, gone)
            for one in gone:
                shipments.drop(connection, one.shipment.parcel)

    def _remove_done(self) -> None:
        names = _names(self.listing) | {one.name for one in self._written}
        with self._casebook.read() as connection:
            done = tidying.done_with(connection, tidying.ours_in(connection, names), self.now)
            blobs = blob_carrying.done_with(connection, self.listing)
        gone = [one.shipment.name for one in done] + blobs
        self.removed += carrier.remove_own(self.place, gone)

    def _is_whole(self, shipment: Shipment) -> bool:
        return carrier.is_whole(self.place / shipment.name, shipment.size, shipment.hash)


def _names(listing: Listing) -> set[str]:
    return {one.name for one in listing.found}
