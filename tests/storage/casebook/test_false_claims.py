"""What somebody may claim of this vault, and whom it believes."""

from contextlib import closing
from pathlib import Path

import pytest

from storage.exchange.ack import Ack
from storage.exchange.inbox import Sender
from storage.exchange.parcel import seal_parcel
from storage.exchange.payload import Entry, pack
from storage.journal.clock import system_ms
from storage.journal.streams import Reach, Stream
from tests.offices import new_office
from tests.storage.casebook.correspondents import acquaint
from tests.storage.casebook.exchanging import at


@pytest.mark.parametrize("is_asked", [True, False], ids=["trust asked for", "control removed"])
def test_a_stranger_cannot_have_a_vault_give_up_its_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_asked: bool
) -> None:
    """Whoever says to have seen more of it is believed only if somebody vouched for their key.

    A claim needs no proof, and who believes it becomes a new device, which takes the recovery
    sheet; so a contact whose key nobody has compared could do it to anybody.
    """
    if not is_asked:
        monkeypatch.setattr(Sender, "is_trusted", True)
    with (
        closing(new_office(tmp_path / "a", "Aino Keksitty", "A")) as aino,
        closing(new_office(tmp_path / "b", "Bo Exempel", "B")) as bo,
    ):
        acquaint(aino, bo)
        bo.cards.accept(aino.cards.own())  # her key was never compared
        before = bo.me.device_id
        claimed = {Stream(bo.me.person_id, "messages", before): Reach(1_000, 1_000)}
        claim = Ack(before, 1, claimed, ())
        path = tmp_path / "claim.nvp"
        payload = pack([Entry("ack", claim.pack())], system_ms())
        to = aino.cards.recipients([at(aino, bo)])
        path.write_bytes(seal_parcel(payload, aino.signer, to))
        assert len(bo.delivery.receive_files([path]).came) == 1
        assert (bo.me.device_id == before) is is_asked
        assert ("rolled-back" in {one.kind for one in bo.delivery.alarms()}) is not is_asked
