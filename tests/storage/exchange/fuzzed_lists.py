"""The parsers of canonical lists: cards, rosters, letters, grants and what else travels.

Each promises that what it takes has the types it names, and that packing it again says the same.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from storage.exchange import ack, card, certificate, grants, invitation, letters, members, proof
from storage.exchange import revocation as revocations
from storage.exchange import roster as rosters
from storage.journal.canonical import NotCanonical, decode, encode
from storage.journal.peers import Peer
from storage.journal.streams import Reach, Stream
from storage.refusals import ParcelRefused
from storage.rules.clean import is_clean
from tests.storage.exchange.made_cards import AINO, NOW
from tests.storage.exchange.typed import fits

SHOWN_TO = b"d" * 16
_NOBODYS = b"a secret that nobody answered by"
_SIGNED = (card, certificate, proof, revocations, rosters)


@contextmanager
def believing() -> Iterator[None]:
    """Take every signature for right: who attacks signs what he likes with his own key."""
    with ExitStack() as stack:
        for module in _SIGNED:
            stack.enter_context(patch.object(module, "verify", lambda *_parts: True))
        yield


def _listed(data: bytes) -> object:
    """Return the list that is a part of a card; what is no list is refused before it gets there."""
    try:
        return decode(data)
    except NotCanonical:
        raise ParcelRefused(reason="format") from None


def contact_card(data: bytes) -> bool:
    """Promise: clean texts, a person's name, and read again unchecked it says the same."""
    with believing():
        found = card.open_card(data, NOW)
    assert fits(found, card.Card)
    assert found.person
    assert all(map(is_clean, (found.person, found.organisation, found.role)))
    assert card.own_card(data) == found
    assert found.vouching is None or found.office is not None
    return True


def device(data: bytes) -> bool:
    """Promise: a device is packed as it came."""
    with believing():
        found = certificate.read_device(_listed(data), AINO.root.public, AINO.id)
    assert fits(found, certificate.DeviceCard)
    assert encode(found.row()) == data
    return True


def office(data: bytes) -> bool:
    """Promise: a roster is packed as it came."""
    with believing():
        found = rosters.read_roster(_listed(data))
    assert fits(found, rosters.Roster)
    assert encode(found.row()) == data
    assert rosters.own_roster(found.row()) == found  # type: ignore[arg-type] # two byte strings
    return True


def statement(data: bytes) -> bool:
    """Promise: a revocation names the same heads when it is read again."""
    with believing():
        found = revocations.read_statement(data)
        again = revocations.read_statement(found.pack())
    assert fits(found, revocations.Statement)
    assert revocations.own_statement(data) == found
    assert set(again.heads) == set(found.heads)
    assert set(again.leaves) == set(found.leaves)
    assert not any(head.scope in found.pack(()) for head in found.heads if any(head.scope[1:]))
    return True


def invited(data: bytes) -> bool:
    """Promise: what an invitation says is of the types it names, its inviter's card sound."""
    with believing(), patch.object(invitation, "open_file", lambda *_all, **_named: data):
        found = invitation.open_invitation(Path("a-file"), "", NOW)
        assert found.inviter.office_id == found.office_id
    assert fits(found, invitation.Invitation)
    assert found.expires > NOW
    assert is_clean(found.person)
    return True


def answered(data: bytes) -> bool:
    """Promise: an answer is what its three parts make."""
    invitation_id, seal, inner = invitation.answered(data)
    assert fits((invitation_id, seal, inner), tuple[bytes, bytes, bytes])
    assert data[9:] == encode([invitation_id, seal, inner])
    assert not invitation.proves_answer(invitation_id, _NOBODYS, inner, seal)
    return True


def letter(data: bytes) -> bool:
    """Promise: a letter is packed as it came, and fits its circle."""
    found = letters.open_letter(data)
    assert fits(found, letters.Letter)
    assert found.pack() == data
    assert found.thread == found.members.thread
    return True


def circle(data: bytes) -> bool:
    """Promise: a circle of 2 to 12, each once, one leader, packed as it came."""
    found = members.read_members(_listed(data))
    assert fits(found, members.MemberList)
    assert found.pack() == data
    assert 2 <= len({one.root for one in found.members}) == len(found.members) <= 12
    assert {one.role for one in found.members} <= set(members.ROLES)
    return True


def receipt(data: bytes) -> bool:
    """Promise: a receipt is packed as it came."""
    found = letters.open_receipt(data)
    assert fits(found, letters.Receipt)
    assert found.pack() == data
    return True


def acknowledgement(data: bytes) -> bool:
    """Promise: no stream's top lies below what is whole; packed again it says the same."""
    found = ack.read_ack(data)
    assert fits(found, ack.Ack)
    assert ack.read_ack(found.pack()) == found
    assert all(reach.whole <= reach.top for reach in found.vector.values())
    return True


def vector(data: bytes) -> bool:
    """Promise: streams and how far they reach; packed again they say the same."""
    found = ack.read_vector(data)
    assert fits(found, dict[Stream, Reach])
    assert ack.read_vector(ack.pack_vector(found)) == found
    return True


def proved(data: bytes) -> bool:
    """Promise: where it stands, of the very device that reads it."""
    with believing():
        found = proof.read_proof(data, SHOWN_TO, AINO.root.public)
    assert found is None or fits(found, proof.Proved)
    assert found is None or (found.stream.device == SHOWN_TO and found.seq >= 1)
    return True


def grant(data: bytes) -> bool:
    """Promise: packed again it says the same, its writers in order."""
    found = grants.read_grant(data)
    assert fits(found, grants.GrantTold)
    again = grants.read_grant(found.pack())
    assert again == found._replace(writers=tuple(sorted(found.writers)))
    return True


def actors(data: bytes) -> bool:
    """Promise: packed again they say the same, in order."""
    found = grants.read_actors(data)
    assert fits(found, grants.Actors)
    again = grants.read_actors(found.pack())
    assert sorted(again.organisations) == sorted(found.organisations)
    assert sorted(one.id for one in again.people) == sorted(one.id for one in found.people)
    return True


def peers(data: bytes) -> bool:
    """Promise: packed again they say the same, in order."""
    found = grants.read_peers(data)
    assert fits(found, tuple[Peer, ...])
    assert grants.read_peers(grants.pack_peers(found)) == tuple(sorted(found))
    return True


LISTS: dict[str, tuple[Callable[[bytes], bool], int]] = {
    "card": (contact_card, len(card.MAGIC) + 1 + 64),
    "device": (device, 0),
    "roster": (office, 0),
    "revocation": (statement, 0),
    "invitation": (invited, 0),
    "answer": (answered, len(invitation.ANSWER_MAGIC) + 1),
    "letter": (letter, 0),
    "members": (circle, 0),
    "receipt": (receipt, 0),
    "ack": (acknowledgement, 0),
    "vector": (vector, 0),
    "grant": (grant, 0),
    "actors": (actors, 0),
    "peers": (peers, 0),
    "proof": (proved, 0),
}
