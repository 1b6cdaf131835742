"""Files written by format 1, kept: every later build opens them.

``frozen/`` holds a parcel for five devices, an attachment, three age files (one of ours; one by the
program ``age`` 1.1.1; one written out by hand from the age specification, scrypt with 2^5 rounds)
and ``keys-1.json`` with what opens them and what is inside. They are never written again.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from storage.crypto.envelope import EnvelopeKey
from storage.crypto.keypair import device_id
from storage.crypto.secret import Secret
from storage.errors import WrongSecret
from storage.exchange.age import ByKey, ByPassphrase, open_from_partner
from storage.exchange.blob import BlobRef, open_blob
from storage.exchange.parcel import open_parcel
from storage.exchange.payload import unpack
from storage.exchange.period_keys import key_id
from storage.refusals import ParcelRefused

FROZEN = Path(__file__).parent / "frozen"


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    """Return what was written down beside the files."""
    return dict(json.loads((FROZEN / "keys-1.json").read_text(encoding="utf-8")))


def test_the_parcel_opens(known: dict[str, Any]) -> None:
    """Its id, signer, recipients, time and entries are what was sealed."""
    key = EnvelopeKey.from_seed(Secret(bytes.fromhex(known["period_seed"])))
    public = bytes.fromhex(known["signer_public"])
    publics = {device_id(public): public}
    data = (FROZEN / "parcel-1.nvp").read_bytes()
    me = bytes.fromhex(known["me"])
    opened = open_parcel(data, {key_id(key.public): key}, me, publics.get)
    assert opened.parcel_id.hex() == known["parcel_id"]
    assert opened.signer == device_id(public)
    assert [device.hex() for device in opened.recipients] == known["recipients"]
    found = unpack(opened.payload)
    assert found.sent == known["sent"]
    assert [[entry.kind, entry.data.hex()] for entry in found.entries] == known["entries"]


def test_the_attachment_opens(known: dict[str, Any], tmp_path: Path) -> None:
    """Its content is what was sealed."""
    told = known["blob"]
    parts = [bytes.fromhex(told[name]) for name in ("blob_id", "key", "sha256")]
    ref = BlobRef(parts[0], parts[1], told["size"], parts[2])
    open_blob(FROZEN / "blob-1.nvb", ref, tmp_path / "liite")
    assert sha256((tmp_path / "liite").read_bytes()).hexdigest() == told["content_sha256"]
    with pytest.raises(ParcelRefused):
        open_blob(FROZEN / "blob-1.nvb", ref._replace(key=bytes(32)), tmp_path / "no")


@pytest.mark.parametrize("name", ["ours-key-1.age", "theirs-key-1.age", "theirs-words-1.age"])
def test_the_age_files_open(name: str, known: dict[str, Any], tmp_path: Path) -> None:
    """Ours, the program's, and one made from the specification alone."""
    words = ByPassphrase(known["age_words"])
    lock = words if "words" in name else ByKey(known["age_identity"])
    open_from_partner(FROZEN / name, lock, tmp_path / "ote")
    assert (tmp_path / "ote").read_text(encoding="utf-8") == known["age_text"]
    if lock is words:
        with pytest.raises(WrongSecret):
            open_from_partner(FROZEN / name, ByPassphrase("toinen"), tmp_path / "no")
        assert not (tmp_path / "no").exists()
