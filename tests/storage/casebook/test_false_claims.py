"""What somebody may claim of this vault, and what it believes: its own signature and nothing else.

Who believes to be an older copy becomes a new device, which takes the recovery sheet; so somebody
whose word were enough could do it to anybody, as often as they like.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.exchange import proof
from storage.exchange.ack import Ack, Head
from storage.exchange.parcel import seal_parcel
from storage.exchange.payload import Entry, pack
from storage.exchange.proof import MOST_BYTES, MOST_PROOFS, PROOF, proofs_for, read_proof
from storage.journal.canonical import decode_own, encode
from storage.journal.clock import system_ms
from storage.journal.streams import Reach, Stream
from storage.refusals import ParcelRefused
from tests.offices import small_case
from tests.storage.casebook.exchanging import Both, at
from tests.storage.casebook.put_back import Pair

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.delivery import Came

SEQ = 4  # its place in a body; after it what the batch stands on


def send(here: "Casebook", there: "Casebook", path: Path, *entries: Entry) -> "Came":
    """Have ``there`` take a parcel of these entries, signed and sealed by ``here``."""
    path.unlink(missing_ok=True)
    payload = pack(entries, system_ms())
    path.write_bytes(seal_parcel(payload, here.signer, here.cards.recipients([at(here, there)])))
    (came,) = there.delivery.receive_files([path]).came
    return came


def shown(here: "Casebook") -> list[bytes]:
    """Return the proofs of all that this device signed, as anybody who holds it shows them."""
    with here.read() as connection:
        streams = [Stream(bytes(scope), name, here.me.device_id) for scope, name in
                   connection.exec_driver_sql("SELECT scope, name FROM section")]  # fmt: skip
        return list(proofs_for(connection, here.me.device_id, streams))


def forged(genuine: bytes, by: "Casebook") -> Entry:
    """Count a proof's batch up by thousand, and sign that with another device's key."""
    _version, body, _signature = decode_own(genuine)
    parts = decode_own(body)
    parts[SEQ : SEQ + 2] = [parts[SEQ] + 1_000, b"p" * 32]
    return Entry(PROOF, encode([1, encode(parts), by.signer.sign(b"anything")]))


@pytest.mark.parametrize("is_proved", [True, False], ids=["proof asked for", "control removed"])
def test_nobodys_word_makes_a_vault_give_up_its_device(
    both: Both, stick: Path, monkeypatch: pytest.MonkeyPatch, *, is_proved: bool
) -> None:
    """Aino's key was compared; still, no number of hers, no hash and no forged signature counts."""
    aino, bo = both
    stick.mkdir(exist_ok=True)
    before, path = bo.me.device_id, stick / "claim.nvp"
    small_case(bo)
    genuine = shown(bo)
    if not is_proved:
        monkeypatch.setattr(proof, "verify", lambda *_parts: True)
    mine = Stream(bo.me.person_id, "messages", before)
    heads = (Head(mine.scope, mine.section, 1_000, bytes(32)),)
    claims = Ack(before, 1, {mine: Reach(1_000, 1_000)}, (), heads)
    came = send(aino, bo, path, Entry("ack", claims.pack()), forged(genuine[0], aino))
    assert came.refused == int(is_proved)
    assert (bo.me.device_id == before) is is_proved
    assert ("rolled-back" in {one.kind for one in bo.delivery.alarms()}) is not is_proved


def test_what_this_device_knows_to_have_signed_and_what_is_anothers_is_no_alarm(
    both: Both, stick: Path
) -> None:
    """Genuine proofs of what is here, played again and again, and those meant for somebody else."""
    aino, bo = both
    stick.mkdir(exist_ok=True)
    small_case(bo)
    small_case(aino)
    entries = [Entry(PROOF, one) for one in (*shown(bo), *shown(aino))]
    came = send(aino, bo, stick / "claim.nvp", *entries, *entries)
    assert (came.refused, came.what) == (0, ())
    assert bo.delivery.alarms() == ()


def test_the_proof_of_what_was_forgotten_counts_whoever_shows_it(pair: Pair) -> None:
    """Aino's vault is put back; somebody whose key nobody has compared shows what she had signed.

    Of all streams the one written last is shown first: that is what a copy lacks.
    """
    pair.keep()
    before = pair.aino.me.device_id
    pair.aino.actions.add(pair.small.case, "Myöhemmin kirjattu")
    last = shown(pair.aino)
    assert 1 < len(last) <= MOST_PROOFS
    assert sum(map(len, last[1:])) <= MOST_BYTES
    clocks = [decode_own(decode_own(one)[1])[7] for one in last]
    assert clocks == sorted(clocks, reverse=True)
    older = pair.put_back()
    send(pair.bo, older, pair.folder / "claim.nvp", Entry(PROOF, last[0]))
    assert older.me.device_id != before
    assert older.delivery.rolled_back() == "Bo Exempel"


def test_a_proof_is_whole_or_refused(both: Both) -> None:
    """Each of its bytes counts: changed, it proves nothing, or is somebody else's."""
    aino, _bo = both
    small_case(aino)
    data, me = min(shown(aino), key=len), aino.me.device_id
    assert read_proof(data, me, aino.signer.public) is not None
    for at_byte in range(len(data)):
        changed = bytes((*data[:at_byte], data[at_byte] ^ 1, *data[at_byte + 1 :]))
        try:
            assert read_proof(changed, me, aino.signer.public) is None
        except ParcelRefused:
            continue
