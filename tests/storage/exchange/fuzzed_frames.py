"""The parsers of files and of other bytes that are no canonical list, each with its promise."""

import datetime as dt
import io
import json
import struct
import tempfile
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import IO

from storage.crypto.beside import HashBeside
from storage.crypto.kdf import LIMITS
from storage.exchange import blob, changes_file, parcel, passphrase_file
from storage.exchange.age import ByKey, ByPassphrase, open_from_partner
from storage.exchange.file_names import MOST_BYTES, clean_file_name
from storage.exchange.high_water import Mark, read_mark
from storage.exchange.invitation import FORM
from storage.exchange.parcel_body import join, split
from storage.exchange.payload import MOST_RATIO, pack, unpack
from tests.storage.exchange.typed import fits

FROZEN = Path(__file__).parent / "frozen"
_START = 65_536
_REF = blob.BlobRef(bytes(16), bytes(32), 5, bytes(32))
_WHERE = Path("a-file")
_DEVICE = bytes(16)


def header(data: bytes) -> bool:
    """Promise: a header is of a known count and no longer than the file; no key is touched."""
    head, parcel_id = parcel._read_header(data)
    assert len(parcel_id) == 16
    assert len(head) == 28 + 1172 * struct.unpack(">H", data[26:28])[0] < len(data)
    assert parcel._find_key(head, parcel_id, {}) is None
    return True


def body(data: bytes) -> bool:
    """Promise: what is taken is exactly what ``join`` would write."""
    found = split(data)
    assert join(found) == data
    return True


def payload(data: bytes) -> bool:
    """Promise: what is taken is within the limits, and packing it again says the same."""
    found = unpack(data)
    assert dt.datetime.fromtimestamp(found.sent / 1000, dt.UTC).year < 10_000
    size = sum(len(entry.kind) + len(entry.data) for entry in found.entries)
    assert size <= _START + MOST_RATIO * len(data)
    assert unpack(pack(found.entries, found.sent)) == found
    return True


def attachment(data: bytes) -> bool:
    """Promise: a blob with another key, id or hash yields nothing to its end."""
    file = io.BytesIO(data)
    prefix = blob._read_prefix(file, _REF)
    for piece in blob._content(file, prefix, _REF, HashBeside()):
        assert len(piece) <= _REF.size
    return True


def name(data: bytes) -> bool:
    """Promise: one plain name, whatever came, and cleaning it again changes nothing."""
    cleaned = clean_file_name(
        data.decode("utf-8", "surrogatepass" if data[:1] == b"s" else "replace")
    )
    assert cleaned == clean_file_name(cleaned)
    assert cleaned.strip(". ")
    assert not set(cleaned) & set("/\\\0")
    assert len(cleaned.encode()) <= MOST_BYTES
    return True


def frame(data: bytes) -> bool:
    """Promise: of a file under a passphrase only a known version costs what the limits allow."""
    prefix, cost, salt = passphrase_file._read_frame(FORM, _WHERE, io.BytesIO(data), LIMITS)
    assert data.startswith(prefix)
    assert (prefix[:8], prefix[8], len(salt)) == (FORM.magic, passphrase_file.VERSION, 16)
    LIMITS.check(cost)
    return True


def changes(data: bytes) -> bool:
    """Promise: what a file of changes says is of the types it names, its devices' ids proved."""
    found = changes_file._letter(_WHERE, changes_file._split(_WHERE, data))
    assert fits(found, changes_file.Letter)
    assert b"".join(changes_file._entries(found)) == data
    return True


def mark(data: bytes) -> bool:
    """Promise: a high-water mark is a row of a table and a hash, or nothing."""
    file = _place() / f"{_DEVICE.hex()}.mark"
    file.write_bytes(data)
    found = read_mark(file.parent, _DEVICE)
    if found is None:
        return False
    assert fits(found, Mark)
    assert found.row < 1 << 63
    return len(found.hash) == len(sha256().digest())


def partner(data: bytes) -> bool:
    """Promise: an age file is opened whole or leaves nothing behind."""
    file, target = _place() / "partner.age", _place() / "opened"
    file.write_bytes(data)
    target.unlink(missing_ok=True)
    told = json.loads((FROZEN / "keys-1.json").read_text(encoding="utf-8"))
    by_words = b"scrypt" in data[:200]
    lock = ByPassphrase(told["age_words"]) if by_words else ByKey(told["age_identity"])
    try:
        open_from_partner(file, lock, target)
    finally:
        opened = target.exists()
        target.unlink(missing_ok=True)
        assert [path.name for path in sorted(_place().iterdir()) if path.suffix == ".part"] == []
    assert opened
    return True


_KEPT: list[tempfile.TemporaryDirectory[str] | IO[bytes]] = []


@cache
def _place() -> Path:
    memory = Path("/dev/shm")  # noqa: S108 — a folder of our own is made in it
    folder = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
    _KEPT.append(folder)
    return Path(folder.name)


FRAMES: dict[str, Callable[[bytes], bool]] = {
    "header": header,
    "body": body,
    "payload": payload,
    "blob": attachment,
    "name": name,
    "frame": frame,
    "changes": changes,
    "mark": mark,
    "age": partner,
}
