"""Made-up batches, whole and forged."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from storage.crypto.keypair import DeviceSigner, verify
from storage.errors import BatchRefused
from storage.journal.batch import Batch, Draft, SealedBatch, open_batch, seal, signed
from storage.journal.canonical import decode_own, encode
from storage.journal.limits import FIRST
from storage.journal.op import Source
from tests.storage.journal.made_up import CASE, record_id

SIGNER = DeviceSigner.from_seed(b"made-up-device-00000000000000001")
STRANGER = DeviceSigner.from_seed(b"made-up-device-00000000000000002")
SOURCE = Source(CASE, "plans", SIGNER.device_id, 1, b"change-000000001", 1 << 50, "Testi", b"")
DRAFT = Draft("plan", record_id(1), "text", 1, (), (), encode({"title": "Malli"}))
LATER = Draft(
    "plan", record_id(1), "life", 1, (b"o" * 16,), (b"p" * 16,), encode({"deleted": True})
)


def one_batch(*drafts: Draft) -> Batch:
    """Return a sealed batch of two ops, or of ``drafts``."""
    return seal(SOURCE, FIRST, drafts or (DRAFT, LATER), SIGNER)


def opened(sealed: SealedBatch) -> Batch:
    """Open it as the device that knows SIGNER alone."""
    return open_batch(sealed, {SIGNER.device_id: SIGNER.public}.get, verify)


def refusal(sealed: SealedBatch) -> str:
    """Return the reason for which it is refused."""
    with pytest.raises(BatchRefused) as caught:
        opened(sealed)
    return caught.value.reason


def forged(change: Callable[[list[Any]], object], payload: bytes | None = None) -> SealedBatch:
    """Return a well-signed batch whose body was changed before signing."""
    sealed = one_batch().sealed
    body = decode_own(sealed.body)
    change(body)
    raw = encode(body)
    digest = hashlib.sha256(raw).digest()
    return SealedBatch(raw, SIGNER.sign(signed(digest)), payload or sealed.payload)
