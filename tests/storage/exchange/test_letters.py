"""Letters, receipts and member lists as they travel."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto.keypair import DeviceSigner
from storage.exchange import letters, members
from storage.exchange.letters import (
    Attachment,
    Letter,
    Receipt,
    open_letter,
    open_receipt,
    proves_letter,
    sign_letter,
)
from storage.exchange.members import Member, MemberList, proves_members, read_members, sign_members
from storage.journal.canonical import decode, encode
from storage.refusals import ParcelRefused

AINO = DeviceSigner.from_seed(bytes([1]) * 32)
BO = DeviceSigner.from_seed(bytes([2]) * 32)
THREAD = bytes(range(16))
PAIR = (Member(AINO.public, "Aino Keksitty", "leader"), Member(BO.public, "Bo Exempel", "writer"))


def circle(before: MemberList | None = None) -> MemberList:
    """Return a signed list of two."""
    return sign_members(THREAD, PAIR, before, AINO)


def letter(text: str = "Hei", **fields: Any) -> Letter:  # noqa: ANN401 — any field
    """Return a signed letter."""
    plain = Letter(THREAD, AINO.public, 1_000, (b"p" * 16,), circle(), "Aihe", text)
    return sign_letter(plain._replace(**fields), AINO)


@given(st.text(max_size=200), st.integers(0, 1 << 46))
def test_a_letter_comes_back_as_it_was_written(text: str, expires: int) -> None:
    """Every field, and its proof."""
    attached = (Attachment("kartta.pdf", 12, b"b" * 16, b"k" * 32, b"d" * 32),)
    sent = letter(text, expires=expires, attachments=attached, link=("case", b"c" * 16))
    came = open_letter(sent.pack())
    assert came == sent
    assert proves_letter(came, AINO.public)
    assert proves_members(came.members, AINO.public)
    assert not proves_letter(came, BO.public)


@pytest.mark.parametrize("at", range(len(letter().pack())))
def test_a_letter_with_one_changed_byte_is_refused(at: int) -> None:
    """It does not open, or it proves nothing."""
    data = bytearray(letter().pack())
    data[at] ^= 1
    try:
        came = open_letter(bytes(data))
    except ParcelRefused:
        return
    proved = proves_letter(came, AINO.public) and proves_members(came.members, AINO.public)
    assert not proved


def test_the_flips_are_seen_because_of_the_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without verifying, a changed word passes: the control is what refuses it."""
    data = letter("Kello 9").pack().replace(b"Kello 9", b"Kello 8")
    assert not proves_letter(open_letter(data), AINO.public)
    monkeypatch.setattr(letters, "verify", lambda *_anything: True)
    assert proves_letter(open_letter(data), AINO.public)


def test_the_circle_cannot_be_exchanged() -> None:
    """A letter in another circle's envelope does not open, though both are signed."""
    other = sign_members(THREAD, PAIR, circle(), AINO)
    sent = letter()
    swapped = encode([1, sent.body, sent.signature, [other.body, other.signature]])
    with pytest.raises(ParcelRefused):
        open_letter(swapped)


@given(st.binary(max_size=300))
def test_any_bytes_open_or_are_refused(data: bytes) -> None:
    """No other error comes out of the readers."""
    for read in (open_letter, open_receipt):
        with pytest.raises(ParcelRefused):
            read(data)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-3, 3)
        | st.binary(max_size=33)
        | st.text(max_size=3),
        lambda inner: st.lists(inner, max_size=7),
        max_leaves=20,
    )
)
def test_any_canonical_thing_opens_or_is_refused(thing: object) -> None:
    """Well-formed nonsense too."""
    for read in (open_letter, open_receipt):
        with pytest.raises(ParcelRefused):
            read(encode(thing))
    with pytest.raises(ParcelRefused):
        read_members(thing)


def test_a_receipt_comes_back() -> None:
    """Letter, reader, time."""
    sent = Receipt(b"l" * 16, BO.public, 5_000)
    assert open_receipt(sent.pack()) == sent


def test_a_newer_letter_is_told_apart_from_a_broken_one() -> None:
    """Version 2 asks for a newer Nivel."""
    parts = decode(letter().pack())
    with pytest.raises(ParcelRefused) as refusal:
        open_letter(encode([2, *parts[1:]]))
    assert refusal.value.reason == "newer"


@pytest.mark.parametrize(
    "wrong",
    [
        PAIR[:1],
        (PAIR[0], PAIR[0]),
        (PAIR[0]._replace(role="writer"), PAIR[1]),
        (PAIR[0], Member(bytes(32), "Nolla", "writer")),
        tuple(Member(DeviceSigner.new().public, "x", "leader") for _ in range(13)),
        (PAIR[0], PAIR[1]._replace(name="n" * 201)),
    ],
    ids=["alone", "twice", "no leader", "small-order key", "thirteen", "long name"],
)
def test_a_circle_that_may_not_be_is_refused(wrong: tuple[Member, ...]) -> None:
    """Two to twelve people, each once, one leader at least, sound keys."""
    with pytest.raises(ParcelRefused):
        sign_members(THREAD, wrong, None, AINO)


def test_a_small_order_key_would_pass_without_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control is what refuses it."""
    monkeypatch.setattr(members, "is_sound", lambda _public: True)
    zero = (PAIR[0], Member(bytes(32), "Nolla", "writer"))
    assert sign_members(THREAD, zero, None, AINO).find(bytes(32)) is not None


def test_an_unknown_role_may_only_read() -> None:
    """A newer version's role opens nothing here."""
    signed = sign_members(THREAD, (PAIR[0], PAIR[1]._replace(role="owner")), None, AINO)
    assert signed.may(BO.public, "reader")
