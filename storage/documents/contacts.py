"""An address book comes in: vCards or CSV become a preview; nothing is kept yet.

The law: the preview takes bounded time and memory for any file (50 MB, 20,000 entries, 1 MB a
card) and raises nothing but ``ImportRefused``. Each broken entry is named, the rest is previewed.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from storage.documents.contact_entry import (
    ENTRY_CAP,
    BrokenEntry,
    ContactEntry,
    ContactPreview,
)
from storage.documents.contact_sheet import read_contact_rows
from storage.documents.incoming import Progress, RawLine, raw_lines, silent
from storage.documents.vcard import read_card
from storage.documents.vcard_cards import raw_cards
from storage.errors import ImportRefused

_LOOKED_AT = 50
_CARD_ENDINGS = frozenset({".vcf", ".vcard"})


def preview_contacts(stream: BinaryIO, path: Path, progress: Progress = silent) -> ContactPreview:
    """Read the address book in ``stream``, opened for reading bytes by the caller.

    ``path`` says by its ending what the file calls itself, and goes into the error. ``progress``
    is called with the bytes read so far; what it raises stops the work. Raises ``ImportRefused``:
    large, encoding, empty, or format when there are neither cards nor columns that we know.
    """
    lines = raw_lines(stream, path, progress)
    start = _start(lines)
    if not start:
        raise ImportRefused(path=path, reason="empty")
    everything = chain(start, lines)
    if _is_vcard(start):
        return _gathered(read_card(card) for card in raw_cards(everything))
    if path.suffix.lower() in _CARD_ENDINGS:
        raise ImportRefused(path=path, reason="format")
    return _gathered(read_contact_rows(everything, path))


def _start(lines: Iterator[RawLine]) -> list[RawLine]:
    """Take the first lines, from the first one that holds anything."""
    start: list[RawLine] = []
    for line in lines:
        if start or line.data.strip():
            start.append(line)
        if len(start) == _LOOKED_AT:
            break
    return start


def _is_vcard(start: list[RawLine]) -> bool:
    return any(line.data.strip().upper() == b"BEGIN:VCARD" for line in start)


def _gathered(found: Iterable[ContactEntry | BrokenEntry]) -> ContactPreview:
    entries: list[ContactEntry] = []
    broken: list[BrokenEntry] = []
    for count, one in enumerate(found):
        if count == ENTRY_CAP:
            return ContactPreview(tuple(entries), tuple(broken), stopped_at=one.line)
        if isinstance(one, ContactEntry):
            entries.append(one)
        else:
            broken.append(one)
    return ContactPreview(tuple(entries), tuple(broken))
