"""The circle of a thread: who may write in it, who may change it, and in whose name."""

from pathlib import Path

import pytest

from storage.casebook import letter_box
from storage.crypto.keypair import DeviceSigner
from storage.errors import StorageError
from storage.exchange.letters import Letter, open_letter, sign_letter
from storage.exchange.members import Member, MemberList, sign_members
from storage.lines.messages import Writing
from storage.refusals import ParcelRefused
from tests.offices import new_office
from tests.storage.casebook.correspondents import Pair, carry_items


def sent(duo: Pair) -> bytes:
    """Send one message from Aino to Bo."""
    return duo.aino.posting.send(Writing("Avaimet", "Torstaina", to=(duo.bo_at_aino,)))


def _original(duo: Pair, message: bytes) -> bytes:
    with duo.bo.read() as connection:
        query = "SELECT original FROM message WHERE id = ?"
        return bytes(connection.exec_driver_sql(query, (message,)).scalar_one())


def test_a_forged_author_is_refused(duo: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bo's device cannot write in Aino's name; without the check it could."""
    message = sent(duo)
    carry_items(duo.aino, duo.bo)
    letter = open_letter(_original(duo, message))
    forged = sign_letter(letter._replace(text="Lähetä rahat."), duo.bo.signer).pack()
    with (
        pytest.raises(StorageError),
        duo.aino.change("parcel.take", can_undo=False) as change,
    ):
        letter_box.take_letter(duo.aino, change, None, forged)  # type: ignore[arg-type]
    monkeypatch.setattr(letter_box, "_is_theirs", lambda *_anything: True)
    with duo.aino.change("parcel.take", can_undo=False) as change:
        letter_box.take_letter(duo.aino, change, None, forged)  # type: ignore[arg-type]
    assert duo.aino.messages.count("all") == 2


def test_a_stranger_cannot_write_into_a_circle(duo: Pair, tmp_path: Path) -> None:
    """A third person, known but not of the thread, is refused there."""
    message = sent(duo)
    carry_items(duo.aino, duo.bo)
    eve = new_office(tmp_path / "e", "Eve Olematon", "E")
    duo.bo.cards.accept(eve.cards.own())
    letter = open_letter(_original(duo, message))
    mine = letter._replace(root=eve.cards.known().root, text="Hei")
    with (
        pytest.raises(StorageError),
        duo.bo.change("parcel.take", can_undo=False) as change,
    ):
        letter_box.take_letter(duo.bo, change, None, sign_letter(mine, eve.signer).pack())  # type: ignore[arg-type]
    eve.close()


def _taken_with(duo: Pair, members: MemberList) -> str:
    """Have Bo take a letter of Aino's that carries this list; returns why it was refused."""
    root, thread = duo.aino.cards.own_root(), members.thread
    letter = Letter(thread, root, 1_000, (), members, "Aihe", "Hei")
    data = sign_letter(letter, duo.aino.signer).pack()
    try:
        with duo.bo.change("parcel.take", can_undo=False) as change:
            letter_box.take_letter(duo.bo, change, None, data)  # type: ignore[arg-type]
    except ParcelRefused as refusal:
        return refusal.reason
    return ""


def test_only_a_leader_changes_the_circle(duo: Pair) -> None:
    """A list that a mere writer signed is refused, so is an old number; the leader's is taken."""
    message = sent(duo)
    carry_items(duo.aino, duo.bo)
    first = open_letter(_original(duo, message)).members
    added = (*first.members, Member(DeviceSigner.new().public, "Olli Olematon", "reader"))
    by_writer = sign_members(first.thread, added, first, duo.bo.signer)
    assert _taken_with(duo, by_writer) == "signature"
    assert _taken_with(duo, sign_members(first.thread, added, first, duo.aino.signer)) == ""
    assert _taken_with(duo, first) == ""  # written before the change was seen
    never_here = sign_members(first.thread, added, None, duo.aino.signer)
    assert _taken_with(duo, never_here) == "signature"


def test_a_circle_without_oneself_is_refused(duo: Pair) -> None:
    """A list of two others, though signed by somebody known, founds no thread here."""
    stranger = Member(DeviceSigner.new().public, "Olli Olematon", "writer")
    me = Member(duo.aino.cards.own_root(), "Aino Keksitty", "leader")
    members = sign_members(b"t" * 16, (me, stranger), None, duo.aino.signer)
    assert _taken_with(duo, members) == "recipients"
    assert duo.bo.messages.count("all") == 0
