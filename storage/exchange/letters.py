"""Messages as they travel: letters and receipts.

Format 1, canonical CBOR (``journal/canonical.py``), each an entry of a parcel's payload::

    letter   = [1, body, signature 64, members]                 entry "message"
      body   = [1, thread 16, root 32, device 16, at ms, [parent 16 ...], members hash 32, subject,
                text, [kind, record 16] or null, expires ms or 0, [attachment ...]]
      attachment = [name, size, blob id 16, key 32, SHA-256 of the sealed file 32]
      members as ``members.py`` writes them
    receipt  = [1, letter 16, root 32, read ms]                 entry "receipt"

A letter's id is SHA-256(body)[:16]; the signature is the writing device's over "nivel-letter-1" and
the body's hash. A root is a person's public root key.

The law: a letter says whom it was written to, and was signed with that: whoever passes it on cannot
change the circle. It carries the member list itself, so no letter waits for another file.
"""

from hashlib import sha256
from typing import Any, NamedTuple

from storage.crypto.keypair import PUBLIC_BYTES, SIGNATURE_BYTES, DeviceSigner, verify
from storage.exchange.members import MemberList, read_members
from storage.exchange.shapes import (
    HASH_BYTES,
    ID_BYTES,
    is_bytes,
    is_text,
    is_time,
    is_whole,
    need,
    parts_of,
    row_of,
)
from storage.journal.canonical import encode

LETTER, RECEIPT = "message", "receipt"
VERSION = 1
MOST_PARENTS = 64
MOST_ATTACHMENTS = 20
MOST_TEXT = 20_000
MOST_SUBJECT = 200
_MOST_NAME = 200
_MOST_KIND = 40
_MOST_SIZE = 1 << 40
_LABEL = b"nivel-letter-1"


class Attachment(NamedTuple):
    """A file beside the letter: its name, bytes, and what opens its blob (``blob.BlobRef``)."""

    name: str
    size: int
    blob: bytes
    key: bytes
    digest: bytes


class Letter(NamedTuple):
    """One message as its author signed it. Times are ms since 1970, ``expires`` 0 for never."""

    thread: bytes
    root: bytes
    at: int
    parents: tuple[bytes, ...]
    members: MemberList
    subject: str
    text: str
    link: tuple[str, bytes] | None = None
    expires: int = 0
    attachments: tuple[Attachment, ...] = ()
    device: bytes = b""
    body: bytes = b""
    signature: bytes = b""

    @property
    def id(self) -> bytes:
        """The letter's id, 16 bytes."""
        return sha256(self.body).digest()[:ID_BYTES]

    def pack(self) -> bytes:
        """Return the entry of a signed letter."""
        members = [self.members.body, self.members.signature]
        return encode([VERSION, self.body, self.signature, members])


class Receipt(NamedTuple):
    """The person ``root`` has read a letter at ``read`` (ms)."""

    letter: bytes
    root: bytes
    read: int

    def pack(self) -> bytes:
        """Return the entry."""
        return encode([VERSION, *self])


def sign_letter(letter: Letter, signer: DeviceSigner) -> Letter:
    """Return the letter with its device, body and signature."""
    body = encode(
        [
            VERSION,
            letter.thread,
            letter.root,
            signer.device_id,
            letter.at,
            list(letter.parents),
            letter.members.hash,
            letter.subject,
            letter.text,
            None if letter.link is None else list(letter.link),
            letter.expires,
            [list(one) for one in letter.attachments],
        ]
    )
    signature = signer.sign(_LABEL + sha256(body).digest())
    return letter._replace(device=signer.device_id, body=body, signature=signature)


def open_letter(data: bytes) -> Letter:
    """Read an entry: its form and limits are right then, its signatures not yet looked at.

    Raises ParcelRefused (format, newer).
    """
    _version, body, signature, members = parts_of(data, 4, VERSION)
    need(is_bytes(signature, SIGNATURE_BYTES))
    circle = read_members(members)
    found = parts_of(body, 12, VERSION)
    need(found[1] == circle.thread, found[6] == circle.hash)
    return _letter(found, circle)._replace(body=body, signature=signature)


def proves_letter(letter: Letter, public: bytes) -> bool:
    """Say whether the device with this key signed the letter."""
    return verify(public, letter.signature, _LABEL + sha256(letter.body).digest())


def open_receipt(data: bytes) -> Receipt:
    """Read a receipt. Raises ParcelRefused (format, newer)."""
    _version, letter, root, read = parts_of(data, 4, VERSION)
    need(is_bytes(letter, ID_BYTES), is_bytes(root, PUBLIC_BYTES), is_time(read))
    return Receipt(letter, root, read)


def _letter(found: list[Any], circle: MemberList) -> Letter:
    _version, thread, root, device, at, parents, _circle, *rest = found
    subject, text, link, expires, files = rest
    need(
        is_bytes(root, PUBLIC_BYTES),
        is_bytes(device, ID_BYTES),
        is_time(at) and is_time(expires),
        isinstance(parents, list) and len(parents) <= MOST_PARENTS,
        is_text(subject, MOST_SUBJECT),
        is_text(text, MOST_TEXT),
        isinstance(files, list) and len(files) <= MOST_ATTACHMENTS,
    )
    need(*(is_bytes(one, ID_BYTES) for one in parents))
    attached = tuple(_attachment(one) for one in files)
    return Letter(
        thread, root, at, tuple(parents), circle, subject, text, _link(link), expires, attached,
        device,
    )  # fmt: skip


def _link(found: object) -> tuple[str, bytes] | None:
    if found is None:
        return None
    kind, record = row_of(found, 2)
    need(is_text(kind, _MOST_KIND), is_bytes(record, ID_BYTES))
    return kind, record


def _attachment(found: object) -> Attachment:
    name, size, blob, key, digest = row_of(found, len(Attachment._fields))
    need(
        is_text(name, _MOST_NAME),
        is_whole(size, 0, _MOST_SIZE),
        is_bytes(blob, ID_BYTES),
        is_bytes(key, HASH_BYTES),
        is_bytes(digest, HASH_BYTES),
    )
    return Attachment(name, size, blob, key, digest)
