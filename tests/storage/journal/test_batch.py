"""Batches: sealed, opened, and refused for every single fault."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import BatchRefused
from storage.journal import batch as batch_file
from storage.journal import limits
from storage.journal.batch import SealedBatch, open_batch, read_batch, seal, unpack
from storage.journal.canonical import decode_own, encode
from storage.journal.limits import FIRST, MAX_BATCH, MAX_OPS
from storage.journal.op import commitment, op_id
from tests.storage.journal.sealed import (
    DRAFT,
    SIGNER,
    SOURCE,
    STRANGER,
    forged,
    one_batch,
    opened,
    refusal,
)

SALT = b"s" * 16


def test_what_was_sealed_is_opened() -> None:
    """Both readers give the same batch as the writer had."""
    batch = one_batch()
    assert opened(batch.sealed) == batch == read_batch(batch.sealed)
    assert [op.value for op in batch.ops] == [{"title": "Malli"}, {"deleted": True}]
    assert batch.ops[1].deletes
    assert batch.ops[1].id == op_id(batch.source.hash, 1)


def test_a_packed_batch_is_unpacked() -> None:
    """The form that lies in a file holds the three parts."""
    sealed = one_batch().sealed
    assert unpack(sealed.pack()) == sealed


def test_two_seals_of_one_value_share_no_commitment() -> None:
    """The salt keeps a short value from being guessed after a purge."""
    bodies = [decode_own(one_batch(DRAFT).sealed.body) for _ in range(2)]
    assert bodies[0][9][0][6] != bodies[1][9][0][6]


def test_every_flipped_byte_is_refused() -> None:
    """Each byte of body, signature and payload, flipped in two ways, is seen."""
    whole = one_batch().sealed
    for part, raw in enumerate(whole):
        for at in range(len(raw)):
            for mask in (0x01, 0x80):
                broken = bytearray(raw)
                broken[at] ^= mask
                parts = [*whole[:part], bytes(broken), *whole[part + 1 :]]
                assert refusal(SealedBatch(*parts))


def test_every_flipped_byte_of_a_packed_batch_is_refused() -> None:
    """The form that lies in a file lets no byte be changed either."""
    raw = one_batch().sealed.pack()
    for at in range(len(raw)):
        broken = bytearray(raw)
        broken[at] ^= 0x01
        with pytest.raises(BatchRefused):
            opened(unpack(bytes(broken)))


def test_every_truncation_is_refused() -> None:
    """A batch cut anywhere is no batch."""
    raw = one_batch().sealed.pack()
    for length in range(len(raw)):
        with pytest.raises(BatchRefused):
            unpack(raw[:length])


def test_without_the_signature_check_a_forgery_passes() -> None:
    """Negative control: another device's signature is refused by the check alone."""
    sealed = one_batch().sealed._replace(signature=bytes(64))
    assert refusal(sealed) == "signature"
    forgery = open_batch(sealed, {SIGNER.device_id: SIGNER.public}.get, lambda *_: True)
    assert forgery.sealed == sealed


def test_a_strangers_signature_is_refused() -> None:
    """A batch that names another device than signed it is refused."""
    batch = seal(SOURCE, FIRST, (DRAFT,), STRANGER)
    assert refusal(batch.sealed) == "signature"


def test_an_unknown_device_is_refused() -> None:
    """Nothing of a device that nobody introduced is read."""
    batch = seal(SOURCE._replace(device=STRANGER.device_id), FIRST, (DRAFT,), STRANGER)
    assert refusal(batch.sealed) == "unknown-device"


def test_another_value_under_the_commitment_is_refused() -> None:
    """The payload is not signed; the commitment holds it."""
    sealed = one_batch(DRAFT).sealed
    salt, _ = decode_own(sealed.payload)[0]
    swapped = sealed._replace(payload=encode([[salt, encode({"title": "Muu"})]]))
    assert refusal(swapped) == "value"


def test_without_the_commitment_another_value_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a commitment that says nothing lets the value be swapped."""
    monkeypatch.setattr(limits, "commitment", lambda _salt, _raw: _ANY)
    sealed = one_batch(DRAFT).sealed
    salt, _ = decode_own(sealed.payload)[0]
    swapped = sealed._replace(payload=encode([[salt, encode({"title": "Muu"})]]))
    assert opened(swapped).ops[0].value == {"title": "Muu"}


class _Any:
    """Equal to everything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


_ANY = _Any()


def test_a_value_may_be_missing() -> None:
    """A purged value leaves null; the rest verifies."""
    sealed = one_batch().sealed
    parts = decode_own(sealed.payload)
    batch = opened(sealed._replace(payload=encode([None, parts[1]])))
    assert batch.ops[0].raw is None
    assert batch.ops[0].value is None
    assert batch.ops[1].deletes


def test_a_batch_of_more_than_a_mebibyte_is_refused_undecoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The byte limit stands in front of the decoder."""

    def never(*_arguments: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr(batch_file, "decode_form", never)
    sealed = one_batch().sealed
    long = sealed._replace(payload=bytes(MAX_BATCH - len(sealed.body) + 1))
    assert refusal(long) == "limit"
    with pytest.raises(BatchRefused):
        unpack(bytes(MAX_BATCH + 200))


def test_a_strangers_megabyte_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signature before form: who is not known, or did not sign, costs no decoding."""

    def never(*_arguments: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr(batch_file, "decode_form", never)
    long = one_batch().sealed.body[:60] + b"\x80" * 1_000_000
    assert refusal(SealedBatch(long, bytes(64), b"")) == "signature"
    stranger = seal(SOURCE._replace(device=STRANGER.device_id), FIRST, (DRAFT,), STRANGER).sealed
    assert refusal(stranger) == "unknown-device"


@pytest.mark.parametrize("length", [1, 23, 24, 63, 64])
@pytest.mark.parametrize("letter", ["x", "ä", "😀"])
def test_the_device_is_found_behind_any_section(length: int, letter: str) -> None:
    """The section's name may take one to 256 bytes."""
    batch = seal(SOURCE._replace(section=letter * length), FIRST, (DRAFT,), SIGNER)
    assert opened(batch.sealed) == batch


def test_more_than_four_thousand_ops_are_refused() -> None:
    """The number of ops is bounded apart from the bytes."""

    def many(body: list[Any]) -> None:
        body[9] = [["k", body[9][0][1], "g", 1, [], [], bytes(32)]] * (MAX_OPS + 1)

    assert refusal(forged(many)) == "limit"


def test_a_value_of_more_than_half_a_mebibyte_is_refused() -> None:
    """One value is bounded apart from the batch."""
    raw = encode({"a": bytes(limits.MAX_VALUE)})
    assert refusal(one_batch(DRAFT._replace(raw=raw)).sealed) == "limit"


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_noise_is_refused(noise: bytes) -> None:
    """Whatever lies in a folder, the answer is a refusal."""
    with pytest.raises(BatchRefused):
        unpack(noise)
    with pytest.raises(BatchRefused):
        opened(SealedBatch(noise, bytes(64), noise))


@pytest.mark.parametrize("parts", [[1], [1, b"", b"", ""], [1, b"", b"", b"", b""], [2, b""], {}])
def test_a_packed_batch_of_another_form_is_refused(parts: object) -> None:
    """Three byte strings behind the version, nothing else."""
    with pytest.raises(BatchRefused):
        unpack(encode(parts))


def test_a_commitment_hangs_on_salt_and_value() -> None:
    """Neither can be changed alone."""
    assert len({commitment(SALT, b"a"), commitment(SALT, b"b"), commitment(b"t" * 16, b"a")}) == 3
