"""Opening a travel pack so that it comes home: what it wrote, and what was typed in it.

The law: it opens here after its last day too, by its own passphrase; failed tries are counted as at
any vault. While it is lent, it is locked: nobody else writes in it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook import place
from storage.casebook.pack_term import Term, read_term
from storage.casebook.travel_pack import SEEN, actors_of
from storage.crypto.kdf import Limits
from storage.errors import VaultMissing
from storage.exchange import reach
from storage.exchange.grants import Actors
from storage.exchange.reach import Span
from storage.journal.batch import SealedBatch
from storage.journal.canonical import decode_own, encode
from storage.lines.change import Identity
from storage.refusals import PackRefused
from storage.vault import attempts
from storage.vault.engine import OpenVault, open_vault
from storage.vault.header import SlotKind, read_header
from storage.vault.keyslots import unlock_header
from storage.vault.layout import Layout

_DRAFTS = "SELECT place, text, at FROM draft ORDER BY place"


class Found(NamedTuple):
    """What an open pack holds: whose it is, its term and key, what it wrote, what was typed.

    ``batches`` are of every scope; ``seen``: the ops that its directory was made from, by record;
    ``drafts`` are (place, text, at).
    """

    vault: OpenVault
    me: Identity
    term: Term
    public: bytes
    batches: tuple[SealedBatch, ...]
    seen: Mapping[bytes, frozenset[bytes]]
    drafts: tuple[tuple[str, str, str], ...]

    @property
    def device(self) -> bytes:
        """Return the device that writes in the pack."""
        return self.me.device_id


@contextmanager
def lend(folder: Path, passphrase: str, limits: Limits) -> Iterator[Found]:
    """Open a pack, ran out or not, and hold it open: nobody else writes in it meanwhile.

    Raises PackRefused (not-a-pack), WrongSecret, TooSoon, VaultBusy, VaultDamaged.
    """
    layout = Layout(folder)
    try:
        layout.need()
    except VaultMissing:
        raise PackRefused(folder, "not-a-pack") from None
    header = read_header(layout.header, limits=limits)
    attempts.begin_try(layout.attempts)
    with unlock_header(header, passphrase, SlotKind.PASSPHRASE, limits=limits) as key:
        attempts.start_counting(layout.attempts)
        vault = open_vault(folder, key)
    try:
        yield _found(vault)
    finally:
        vault.close()


def _found(vault: OpenVault) -> Found:
    with vault.read() as connection:
        term = read_term(connection)
        if term is None:
            raise PackRefused(vault.path, "not-a-pack")
        signer = place.read_signer(connection)
        drafts = connection.exec_driver_sql(_DRAFTS).all()
        seen = decode_own(place.find_value(connection, SEEN) or encode([]))
        return Found(
            vault,
            place.read_identity(connection, signer.device_id),
            term,
            signer.public,
            tuple(_written(connection, signer.device_id)),
            {bytes(record): frozenset(map(bytes, ops)) for record, ops in seen},
            tuple((str(row[0]), str(row[1]), str(row[2])) for row in drafts),
        )


def _written(connection: Connection, device: bytes) -> Iterator[SealedBatch]:
    for stream, held in sorted(reach.own_vector(connection).items()):
        if stream.device == device:
            yield from reach.read_span(connection, Span(stream, 1, held.top, 0))


def actors_in(found: Found, case_id: bytes, sections: frozenset[str]) -> Actors:
    """Return the people and organisations that the pack's case names."""
    with found.vault.read() as connection:
        return actors_of(connection, case_id, sections)


def is_ours(found: Found, me: Identity) -> bool:
    """Say whether somebody of our own office took it along."""
    return found.me.office_id == me.office_id
