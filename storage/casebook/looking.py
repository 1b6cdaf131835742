"""Looking into a folder before anything is taken in: what is there, and what of it is for us.

The law: a look writes nothing. It opens at most so many parcels; the rest is counted.
"""

import datetime as dt
from collections import Counter
from pathlib import Path

from storage.casebook.arrival import CHANGES, sender_of
from storage.casebook.core import Core
from storage.casebook.delivering import NAMED_SORTS
from storage.casebook.known import Known
from storage.casebook.receiving import Receiving
from storage.exchange import carrier, folder, inbox, period_keys, shipments
from storage.exchange.folder import Sort
from storage.exchange.parcel import MOST_BYTES
from storage.journal.peers import list_peers
from storage.lines.delivery import Came, FolderLine, Unread
from storage.refusals import ParcelRefused

MOST_OPENED = 50
_SILENT = frozenset({"ack", "peers", "proof"})


def look_into(casebook: Core, place: Path, now: int) -> FolderLine:
    """Return what lies in the folder. Raises FolderRefused, MediumGone."""
    folder.check_folder(place, casebook.vault.path)
    listing = folder.look(place)
    with casebook.read() as connection:
        ours = {one.parcel for one in shipments.list_shipments(connection)}
        keys = period_keys.live(connection, now)
        new = [one for one in listing.of(Sort.PARCEL) if one.parcel not in ours]
        new = [one for one in new if inbox.seen(connection, one.parcel) is None]
    receiving = Receiving(casebook, keys, now, str(place))
    came, unread = [], [Unread(one.name, NAMED_SORTS[one.sort]) for one in listing.of(*NAMED_SORTS)]
    for found in new[:MOST_OPENED]:
        path = place / found.name
        if not receiving.is_for_us(carrier.read_head(path, folder.HEADER)):
            unread.append(Unread(found.name, "not-for-us"))
            continue
        data = carrier.read_file(path, MOST_BYTES)
        try:
            came.append(_told(casebook, receiving, found.name, data or b""))
        except ParcelRefused as refusal:
            unread.append(Unread(found.name, refusal.reason))
    free, total = carrier.free_bytes(place)
    return FolderLine(
        str(place),
        free,
        total,
        carrier.takes_writing(place),
        tuple(came),
        tuple(unread),
        own=sum(one.parcel in ours for one in listing.of(Sort.PARCEL)),
        foreign=len(listing.of(Sort.FOREIGN)),
    )


def _told(casebook: Core, receiving: Receiving, name: str, data: bytes) -> Came:
    opened, payload = receiving.open(data)
    with casebook.read() as connection:
        known = Known(connection, casebook.me)
        peer = list_peers(connection).get(opened.signer)
    counts = Counter(entry.kind for entry in payload.entries if entry.kind not in _SILENT)
    if "batch" in counts:
        counts[CHANGES] = counts.pop("batch")
    return Came(
        file=name,
        name=sender_of(known, opened.signer).name,
        mark="" if peer is None else peer.mark,
        at=dt.datetime.fromtimestamp(payload.sent / 1000, dt.UTC),
        what=tuple(sorted(counts.items())),
    )
