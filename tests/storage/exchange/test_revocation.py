"""Taking a device back: what is signed holds, and heads can be withheld without telling of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange import revocation
from storage.exchange.revocation import Head, own_statement, read_statement, revoke
from storage.journal.canonical import decode_own, encode
from storage.refusals import CardRefused, ParcelRefused
from tests.storage.exchange.made_cards import AINO, NOW, TESTI

GONE = b"gone-device-0001"
HEADS = tuple(Head(bytes([at]) * 16, "actions", at + 1, bytes([at]) * 32) for at in range(3))


def test_a_statement_comes_back_whole() -> None:
    """Device, signer, time and heads are as signed."""
    statement = revoke(AINO.root, GONE, HEADS, NOW)
    assert read_statement(statement.pack()) == statement
    assert own_statement(statement.pack()).heads == HEADS


@given(st.sets(st.integers(0, 5)))
def test_withheld_heads_leave_it_whole(shown: set[int]) -> None:
    """Whoever may know some scopes sees those heads, and the signature still fits."""
    statement = revoke(AINO.root, GONE, HEADS, NOW)
    packed = statement.pack({bytes([at]) * 16 for at in shown})
    read = read_statement(packed)
    assert {head.scope[0] for head in read.heads} == shown & {0, 1, 2}
    assert read.revocation == statement.revocation
    for head in set(HEADS) - set(read.heads):
        assert head.scope not in packed


def test_the_number_of_streams_does_not_show() -> None:
    """None and a dozen of streams make statements of one length to somebody with none of them."""
    many = [Head(bytes([at]) * 16, "log", 1, bytes(32)) for at in range(12)]
    sizes = {len(revoke(AINO.root, GONE, heads, NOW).pack(())) for heads in ([], HEADS, many)}
    assert len(sizes) == 1


def test_every_flipped_byte_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it can be changed. Negative control: without the digest, heads could be."""
    data = revoke(AINO.root, GONE, HEADS, NOW).pack()

    def accepted() -> list[int]:
        found = []
        for at in range(len(data)):
            touched = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
            try:
                read_statement(touched)
            except (CardRefused, ParcelRefused):
                continue
            found.append(at)
        return found

    assert accepted() == []
    digest = own_statement(data).revocation.digest
    monkeypatch.setattr(revocation, "_digest", lambda _leaves: digest)
    assert accepted() != []


def test_a_signer_of_small_order_is_refused() -> None:
    """A key under which everything fits takes nothing back."""
    neutral = bytes([1]) + bytes(31)
    version, stub, parts = decode_own(revoke(AINO.root, GONE, HEADS, NOW).pack())
    stub[1], stub[4] = neutral, neutral + bytes(32)
    with pytest.raises(CardRefused, match="key"):
        read_statement(encode([version, stub, parts]))


def test_another_signer_does_not_fit() -> None:
    """The statement of one root cannot be passed off as another's."""
    version, stub, parts = decode_own(revoke(AINO.root, GONE, HEADS, NOW).pack())
    stub[1] = TESTI.root.public
    with pytest.raises(CardRefused, match="signature"):
        read_statement(encode([version, stub, parts]))
