"""The circle of a thread: who writes to each other, in which role, signed.

Format 1, canonical CBOR (``journal/canonical.py``)::

    members = [body, signature 64]
      body  = [1, thread 16, number, previous hash 32, device 16, [[root 32, name, role], ...]]

The signature is the writing device's over "nivel-members-1" and SHA-256(body), which is the list's
hash. ``number`` counts from 1, ``previous`` is the hash of the list before (zeros for the first). A
root is a person's public root key; 2 to 12 people, each once, at least one leader.

The law: a leader may change the circle, a writer may write, a reader reads; a role that a newer
version knows may only read here.
"""

from hashlib import sha256
from typing import NamedTuple

from storage.crypto.keypair import PUBLIC_BYTES, SIGNATURE_BYTES, DeviceSigner, is_sound, verify
from storage.exchange.shapes import (
    HASH_BYTES,
    ID_BYTES,
    is_bytes,
    is_text,
    is_whole,
    need,
    parts_of,
    row_of,
)
from storage.journal.canonical import encode

VERSION = 1
LEAST_MEMBERS, MOST_MEMBERS = 2, 12
LEADER, WRITER, READER = "leader", "writer", "reader"
ROLES = (LEADER, WRITER, READER)
_LABEL = b"nivel-members-1"
_MOST_NAME = 200
_MOST_NUMBER = 1 << 31


class Member(NamedTuple):
    """One of the circle: the person's root key, a name to show, a role."""

    root: bytes
    name: str
    role: str


class MemberList(NamedTuple):
    """Who writes to each other in a thread, as a device signed it."""

    thread: bytes
    number: int
    previous: bytes
    device: bytes
    members: tuple[Member, ...]
    body: bytes
    signature: bytes

    @property
    def hash(self) -> bytes:
        """What a letter, and the next list, names."""
        return sha256(self.body).digest()

    def find(self, root: bytes) -> Member | None:
        """Return this person's place in the circle, or None."""
        return next((one for one in self.members if one.root == root), None)

    def may(self, root: bytes, *roles: str) -> bool:
        """Say whether the person has one of the roles."""
        found = self.find(root)
        return found is not None and found.role in roles

    def pack(self) -> bytes:
        """Return the list as it lies in a letter or in the vault."""
        return encode([self.body, self.signature])


def sign_members(
    thread: bytes, members: tuple[Member, ...], before: MemberList | None, signer: DeviceSigner
) -> MemberList:
    """Make the next list of a thread, or the first where there is none ``before``.

    Raises ParcelRefused for a circle that may not be.
    """
    number = 1 if before is None else before.number + 1
    previous = bytes(HASH_BYTES) if before is None else before.hash
    named = [list(member) for member in sorted(members)]
    body = encode([VERSION, thread, number, previous, signer.device_id, named])
    return read_members([body, signer.sign(_LABEL + sha256(body).digest())])


def read_members(found: object) -> MemberList:
    """Read the two parts of a list; the signature is not looked at yet. Raises ParcelRefused."""
    body, signature = row_of(found, 2)
    need(is_bytes(signature, SIGNATURE_BYTES))
    _version, thread, number, previous, device, named = parts_of(body, 6, VERSION)
    need(
        is_bytes(thread, ID_BYTES),
        is_whole(number, 1, _MOST_NUMBER),
        is_bytes(previous, HASH_BYTES),
        is_bytes(device, ID_BYTES),
        isinstance(named, list) and LEAST_MEMBERS <= len(named) <= MOST_MEMBERS,
    )
    members = tuple(_member(one) for one in named)
    need(len({member.root for member in members}) == len(members))
    need(any(member.role == LEADER for member in members))
    return MemberList(thread, number, previous, device, members, body, signature)


def proves_members(members: MemberList, public: bytes) -> bool:
    """Say whether the device with this key signed the list."""
    return verify(public, members.signature, _LABEL + members.hash)


def _member(found: object) -> Member:
    root, name, role = row_of(found, len(Member._fields))
    need(is_bytes(root, PUBLIC_BYTES) and is_sound(root), is_text(name, _MOST_NAME))
    return Member(root, name, role if role in ROLES else READER)
