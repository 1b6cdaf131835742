"""Travel packs: one case on a laptop of its own, taken by, since, until; merged back, then wiped.

The law: a pack is a small vault with a device and a key of its own. It holds one case and the
people it names, nothing else, and exchanges with nobody. After its last day it opens no more, but
what was written in it still comes home, to a vault of whoever made it, by the same rules of rights
as anybody's. It is wiped only after everything in it was read back here; what stops before that
leaves the pack as it is, and taking it back again goes on where it was.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from storage.casebook import pack_opening, packing, travel_pack, unpacking
from storage.casebook.desk import Desk
from storage.casebook.gate import this_day
from storage.casebook.pack_term import read_term
from storage.casebook.packs_out import pack_lines
from storage.crypto.kdf import LIMITS, Argon2Parameters, Limits
from storage.lines.travel import Errand, PackLine, PackTerm, Returned
from storage.records.log import LogWhat
from storage.records.shares import Share, ShareEnd, ShareKind
from storage.refusals import PackRefused, ShareRefused
from storage.vault.destroying import destroy, forget_keys

OPEN, READ, VERIFY, WIPE = range(4)
STEPS = 4
Progress = Callable[[int, int], None]


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


class Travel(Desk):
    """Makes packs, takes them back, and knows which are out."""

    def pack(
        self,
        errand: Errand,
        folder: Path,
        passphrase: str,
        *,
        parameters: Argon2Parameters | None = None,
        limits: Limits = LIMITS,
    ) -> bytes:
        """Make a pack in the new or empty ``folder``; returns the share's id.

        Raises ShareRefused (ended, not-held, own-only), BasisMissing, Barred, WeakPassphrase,
        PackRefused (not-empty, one-case), DiskFull, MediumGone, RecordMissing; then nothing is out.
        """
        cost = travel_pack.Cost(parameters, limits)
        return packing.pack(self._casebook, errand, folder, passphrase, cost)

    def take_back(
        self,
        folder: Path,
        passphrase: str,
        *,
        is_found: bool = False,
        progress: Progress = no_progress,
        limits: Limits = LIMITS,
    ) -> Returned:
        """Merge what was written in a pack, end its share, read it back, and wipe the pack.

        ``is_found``: a pack that was written down as lost was never in strange hands, and counts.
        ``progress`` hears of four steps: opened, read in, verified, wiped.

        Raises PackRefused (not-a-pack, other-vault, lost, not-merged), WrongSecret, TooSoon,
        VaultBusy, BatchRefused: then nothing is wiped.
        """
        progress(OPEN, STEPS)
        with pack_opening.lend(folder, passphrase, limits) as found:
            progress(READ, STEPS)
            came = unpacking.merge(self._casebook, found, is_found=is_found)
            progress(VERIFY, STEPS)
            if unpacking.lacking(self._casebook, found):
                raise PackRefused(folder, "not-merged")
            is_wiped = forget_keys(folder)  # while nobody else can open it
        progress(WIPE, STEPS)
        is_gone = is_wiped and destroy(folder)
        if is_wiped:
            self._casebook.write_log(LogWhat.KEYS, case_id=came.case_id, detail="travel.wiped")
        progress(STEPS, STEPS)
        return came.told(is_wiped=is_wiped, is_gone=is_gone)

    def lose(self, share_id: bytes) -> None:
        """Write down that a pack is lost: what is written in it does not come in by itself.

        Raises RecordMissing, and ShareRefused (ended) for what is back, lost or no pack.
        """
        with self._casebook.change("travel.lost") as change:
            share = change.read(Share, share_id)
            if share.kind != ShareKind.TRAVEL or share.how_ended != ShareEnd.NONE:
                raise ShareRefused("ended")
            now = dt.datetime.now(dt.UTC)
            change.edit(Share, share_id, how_ended=ShareEnd.LOST, ended_at=now)

    def lines(
        self, case_id: bytes | None = None, *, today: dt.date | None = None
    ) -> tuple[PackLine, ...]:
        """Return the packs of a case, or all: those that are out first, by their last day."""
        with self._casebook.read() as connection:
            return pack_lines(connection, today or this_day(), case_id)

    def term(self) -> PackTerm | None:
        """Return since when and until when this vault is a pack, None where it is none."""
        with self._casebook.read() as connection:
            term = read_term(connection)
        return None if term is None else PackTerm(term.since, term.ends)
