"""What travels with a share: the grant that tells of it, the people it names, the keys of writers.

Format 1, canonical CBOR, each an entry of a payload::

    grant  = [1, share 16, revision, case 16, kind, label, given ms, [section, ...], purpose,
              ends "2026-12-01" or "", how it ended, [writer, ...]]             entry "grant"
    actors = [1, [person, ...], [organisation, ...]]                           entry "actors"
      person       = [id 16, family name, given name, called, organisation 16 or null, title,
                      sector, phone, mail]
      organisation = [id 16, name, sector]
    peers  = [1, [writer, ...]]                                                entry "peers"
      writer       = [device 16, public key 32, mark, person]

``revision`` is the hybrid clock of the share's last change: the greatest tells. ``label`` is the
giver's case number.

The law: a grant tells of one case; actors are what the shared sections refer to out of the giver's
directory, and of them only name, organisation, title, work phone and mail. A writer's key only lets
a signature be checked: what its device may write is judged by rights.
"""

from collections.abc import Iterable
from typing import NamedTuple

from storage.crypto.keypair import device_id, is_sound
from storage.exchange.shapes import (
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
from storage.journal.clock import CLOCK_LIMIT
from storage.journal.limits import MAX_WORD
from storage.journal.peers import Peer

VERSION = 1
GRANT, ACTORS, PEERS = "grant", "actors", "peers"
MOST_SECTIONS = 32
MOST_WRITERS = 1_000
MOST_ACTORS = 5_000
_MOST_TEXT = 2_000
_MOST_LINE = 300
_DAY_TEXT = 10


class GrantTold(NamedTuple):
    """What a giver tells of one share. ``ends`` is an ISO day or empty."""

    share_id: bytes
    revision: int
    case_id: bytes
    kind: str
    label: str
    given_at: int
    sections: tuple[str, ...]
    purpose: str
    ends: str
    how_ended: str
    writers: tuple[Peer, ...]

    def pack(self) -> bytes:
        """Return the entry's data, the same for the same grant."""
        told = [list(part) if isinstance(part, tuple) else part for part in self[:-1]]
        return encode([VERSION, *told, _writers(self.writers)])


class ActorPerson(NamedTuple):
    """A professional as they travel."""

    id: bytes
    family_name: str
    given_name: str
    called: str
    organisation_id: bytes | None
    title: str
    sector: str
    phone: str
    email: str


class ActorOrganisation(NamedTuple):
    """An organisation as it travels."""

    id: bytes
    name: str
    sector: str


class Actors(NamedTuple):
    """The people and organisations that shared sections refer to."""

    people: tuple[ActorPerson, ...]
    organisations: tuple[ActorOrganisation, ...]

    def pack(self) -> bytes:
        """Return the entry's data, the same for the same actors."""
        people = [list(one) for one in sorted(self.people, key=lambda one: one.id)]
        return encode([VERSION, people, [list(one) for one in sorted(self.organisations)]])


def read_grant(data: bytes) -> GrantTold:
    """Return a grant that came in. Raises ParcelRefused (format, newer)."""
    parts = parts_of(data, 12, VERSION)[1:]
    share, revision, case, kind, label, given_at, sections, purpose, ends, ended, writers = parts
    need(
        is_bytes(share, ID_BYTES), is_bytes(case, ID_BYTES), is_whole(revision, 0, CLOCK_LIMIT - 1)
    )
    need(is_text(kind, MAX_WORD), is_text(label, _MOST_LINE), is_time(given_at))
    need(isinstance(sections, list) and len(sections) <= MOST_SECTIONS)
    need(all(is_text(section, MAX_WORD) and " " not in section for section in sections))
    need(is_text(purpose, _MOST_TEXT), is_text(ends, _DAY_TEXT), is_text(ended, MAX_WORD))
    told = (share, revision, case, kind, label, given_at, tuple(sections), purpose, ends, ended)
    return GrantTold(*told, read_writers(writers))


def read_actors(data: bytes) -> Actors:
    """Return actors that came in. Raises ParcelRefused (format, newer)."""
    _version, people, organisations = parts_of(data, 3, VERSION)
    need(isinstance(people, list), isinstance(organisations, list))
    need(len(people) + len(organisations) <= MOST_ACTORS)
    return Actors(
        tuple(_person(row) for row in people), tuple(_organisation(row) for row in organisations)
    )


def pack_peers(peers: Iterable[Peer]) -> bytes:
    """Return the data of the entry "peers"."""
    return encode([VERSION, _writers(peers)])


def read_peers(data: bytes) -> tuple[Peer, ...]:
    """Return the writers whose keys came in. Raises ParcelRefused (format, newer)."""
    _version, writers = parts_of(data, 2, VERSION)
    return read_writers(writers)


def read_writers(found: object) -> tuple[Peer, ...]:
    """Return writers, each key held against its device's id. Raises ParcelRefused."""
    need(isinstance(found, list) and len(found) <= MOST_WRITERS)
    return tuple(_writer(row) for row in found)  # type: ignore[attr-defined] # a list, see above


def _writers(peers: Iterable[Peer]) -> list[list[object]]:
    return [[one.device, one.public, one.mark, one.person] for one in sorted(peers)]


def _writer(found: object) -> Peer:
    device, public, mark, person = row_of(found, 4)
    need(isinstance(public, bytes) and is_sound(public) and device_id(public) == device)
    need(is_text(mark, _MOST_LINE), is_text(person, _MOST_LINE))
    return Peer(device, public, mark, person)


def _person(found: object) -> ActorPerson:
    row = row_of(found, 9)
    need(is_bytes(row[0], ID_BYTES), row[4] is None or is_bytes(row[4], ID_BYTES))
    need(all(is_text(text, _MOST_LINE) for text in (*row[1:4], *row[5:])))
    return ActorPerson(*row)


def _organisation(found: object) -> ActorOrganisation:
    row = row_of(found, 3)
    need(is_bytes(row[0], ID_BYTES), is_text(row[1], _MOST_LINE), is_text(row[2], MAX_WORD))
    return ActorOrganisation(*row)
