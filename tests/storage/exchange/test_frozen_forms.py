"""What else travels, as format 1 wrote it, kept: every later build reads it.

``frozen/forms-1.json`` holds one of each entry of a parcel, and an answer to an invitation, with
what each says; ``invitation-1.nvi`` and ``changes-1.nvx`` open with ``WORDS``. They are never
written again; a form of a later version gets a file of its own beside them.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.errors import WrongSecret
from storage.exchange import invitation
from storage.exchange.ack import read_ack
from storage.exchange.changes_file import open_changes
from storage.exchange.grants import read_actors, read_grant, read_peers
from storage.exchange.invitation import InvitationKind, open_invitation
from storage.exchange.letters import open_letter, open_receipt, proves_letter
from storage.exchange.members import proves_members
from storage.exchange.proof import read_proof
from storage.exchange.revocation import read_statement
from tests.offices import new_office
from tests.storage.exchange.made_cards import AINO, NOW
from tests.storage.exchange.test_letters import AINO as AUTHOR

FROZEN = Path(__file__).parent / "frozen"
FORMS: dict[str, dict[str, Any]] = json.loads((FROZEN / "forms-1.json").read_text(encoding="utf-8"))
WORDS = "keksitty lause kumppanille"
READERS: dict[str, Callable[[bytes], object]] = {
    "message": open_letter,
    "receipt": open_receipt,
    "ack": read_ack,
    "grant": read_grant,
    "actors": read_actors,
    "peers": read_peers,
    "revocation": read_statement,
    "answer": invitation.answered,
}


def told(thing: object) -> Any:  # noqa: ANN401 — JSON
    """Return a thing as JSON has it: bytes in hex, tuples as lists, fields by their names."""
    if isinstance(thing, bytes):
        return thing.hex()
    if isinstance(thing, dict):
        return [[told(key), told(value)] for key, value in thing.items()]
    if isinstance(thing, tuple) and hasattr(thing, "_fields"):
        return {name: told(getattr(thing, name)) for name in thing._fields}
    if isinstance(thing, tuple):
        return [told(one) for one in thing]
    return thing


@pytest.mark.parametrize("name", sorted(READERS))
def test_the_form_says_what_it_said(name: str) -> None:
    """Each field is read as it was written."""
    assert told(READERS[name](bytes.fromhex(FORMS[name]["data"]))) == FORMS[name]["says"]


def test_every_form_is_kept() -> None:
    """One of each."""
    assert FORMS.keys() == READERS.keys()


def test_the_proof_is_still_one() -> None:
    """What a device signed and was shown, of the build that first showed it."""
    kept = json.loads((FROZEN / "proof-1.json").read_text(encoding="utf-8"))
    device, public, data = (bytes.fromhex(kept[name]) for name in ("device", "public", "data"))
    assert told(read_proof(data, device, public)) == kept["says"]


def test_the_letter_is_still_proved() -> None:
    """Its author's signature and that of the circle fit."""
    letter = open_letter(bytes.fromhex(FORMS["message"]["data"]))
    assert proves_letter(letter, AUTHOR.public)
    assert proves_members(letter.members, AUTHOR.public)


def test_the_answer_is_still_proved() -> None:
    """Its seal is made with the invitation's secret, and with no other."""
    parts = invitation.answered(bytes.fromhex(FORMS["answer"]["data"]))
    own_id, seal, card = parts
    assert invitation.proves_answer(own_id, b"r" * 32, card, seal)
    assert not invitation.proves_answer(own_id, b"s" * 32, card, seal)


def test_the_invitation_opens() -> None:
    """With its words alone."""
    opened = open_invitation(FROZEN / "invitation-1.nvi", WORDS, NOW)
    assert (opened.kind, opened.person) == (InvitationKind.PEER, "Testi Testinen")
    assert (opened.mark, opened.marks) == ("B", ("A", "B"))
    assert opened.secret == b"r" * 32
    assert opened.inviter.root == AINO.root.public
    with pytest.raises(WrongSecret):
        open_invitation(FROZEN / "invitation-1.nvi", "toiset", NOW)


def test_the_file_of_changes_is_taken_in(tmp_path: Path) -> None:
    """Into another vault of the same office, which then holds the case, and checks out."""
    path = FROZEN / "changes-1.nvx"
    letter = open_changes(path, WORDS)
    casebook = new_office(tmp_path / "vault", "Testi Testinen", "T", letter.office)
    line, read = casebook.exchange.look_into(path, WORDS)
    casebook.exchange.take(read, line)
    assert [one.label for one in casebook.cases.lines()] == ["K-0001"]
    assert casebook.upkeep.check() == ()
    casebook.close()
