"""Payloads: what is packed comes back; what is inflated is counted before it is made."""

import datetime as dt
import struct
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange import payload
from storage.exchange.payload import Entry, Payload, pack, unpack
from storage.refusals import ParcelRefused

KINDS = st.from_regex(r"\A[a-z0-9-]{1,40}\Z")
ENTRIES = st.lists(st.builds(Entry, KINDS, st.binary(max_size=3000)), max_size=12)
SENT = 1_790_000_000_000


@given(ENTRIES, st.integers(0, 2**47))
def test_what_is_packed_comes_back(entries: list[Entry], sent: int) -> None:
    """Entries come back in order, of whatever kind, known or not."""
    assert unpack(pack(entries, sent)) == Payload(sent, tuple(entries))


def test_the_known_answer() -> None:
    """The bytes are those of the format: version, form, length, then zlib."""
    plain = struct.pack(">QI", SENT, 1) + b"\7message" + struct.pack(">I", 300) + b"moi" * 100
    packed = pack([Entry("message", b"moi" * 100)], SENT)
    assert packed[:6] == b"\1\1" + struct.pack(">I", len(plain))
    assert zlib.decompress(packed[6:]) == plain
    assert len(packed) < 100


@pytest.mark.parametrize("sent", [1 << 48, 1 << 63, (1 << 64) - 1])
def test_a_day_that_no_calendar_has_is_refused(sent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A known sender's parcel from the year 60,000 would stop whoever shows when it was packed.

    Negative control: without the limit it is taken, and its moment cannot be made.
    """
    data = pack([], sent)
    with pytest.raises(ParcelRefused, match="format"):
        unpack(data)
    monkeypatch.setattr(payload, "is_time", lambda _sent: True)
    with pytest.raises((ValueError, OverflowError)):
        dt.datetime.fromtimestamp(unpack(data).sent / 1000, dt.UTC)


@pytest.mark.parametrize(("size", "form"), [(50_000, 1), (100_000, 0), (3_000_000, 0)])
def test_what_would_look_like_a_bomb_goes_as_it_is(size: int, form: int) -> None:
    """What we pack we also unpack: a long text of one letter is not compressed."""
    packed = pack([Entry("note", b"a" * size)], SENT)
    assert packed[1] == form
    assert unpack(packed).entries[0].data == b"a" * size


def bomb(claimed: int, tail: bytes = b"") -> bytes:
    """Return 97 KB that become 100 MB, claiming to become ``claimed`` bytes."""
    squeezer = zlib.compressobj(9)
    small = b"".join(squeezer.compress(bytes(1_000_000)) for _ in range(100)) + squeezer.flush()
    assert len(small) < 100_000
    return struct.pack(">BBI", 1, 1, claimed) + small + tail


def peak_of(act: Callable[[], object]) -> int:
    """Return how many bytes were held at most while ``act`` was refused as too large."""
    tracemalloc.start()
    try:
        with pytest.raises(ParcelRefused) as caught:
            act()
        assert caught.value.reason == "large"
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("claimed", [100_000_000, 49_000_000, 9_000_000])
def test_a_bomb_is_refused_before_a_megabyte_is_made(claimed: int) -> None:
    """97 KB that would become 100 MB are refused early, whatever length they claim (T20)."""
    data = bomb(claimed)
    assert peak_of(lambda: unpack(data)) < 1_000_000


def test_without_the_ratio_the_bomb_goes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is what stops it: with another ratio it grows to what the claim allows."""
    data = bomb(40_000_000)
    monkeypatch.setattr(payload, "MOST_RATIO", 10_000)
    tracemalloc.start()
    with pytest.raises(ParcelRefused):
        unpack(data)
    assert tracemalloc.get_traced_memory()[1] > 10_000_000
    tracemalloc.stop()


def test_a_bomb_in_the_middle_is_refused() -> None:
    """Honest bytes before it do not pay for a bomb of another measure."""
    squeezer = zlib.compressobj(9)
    small = squeezer.compress(bytes(range(256)) * 40)
    small += squeezer.compress(bytes(30_000_000)) + squeezer.flush()
    data = struct.pack(">BBI", 1, 1, 30_010_240) + small
    assert peak_of(lambda: unpack(data)) < 7_000_000  # 100 times what was read


def framed(*entries: bytes, count: int | None = None, sent: int = SENT) -> bytes:
    """Return plain bytes with any count before them."""
    return struct.pack(">QI", sent, len(entries) if count is None else count) + b"".join(entries)


def entry(kind: bytes, data: bytes, *, kind_length: int = -1, length: int = -1) -> bytes:
    """Return an entry with any lengths in it."""
    named = bytes([len(kind) if kind_length < 0 else kind_length]) + kind
    return named + struct.pack(">I", len(data) if length < 0 else length) + data


def stored(plain: bytes, *, version: int = 1, form: int = 0, length: int = -1) -> bytes:
    """Return a payload of plain bytes."""
    return struct.pack(">BBI", version, form, len(plain) if length < 0 else length) + plain


ONE = entry(b"note", b"moi")
PLAIN = framed(ONE)
SMALL = zlib.compress(PLAIN)


def _raw_deflate(data: bytes) -> bytes:
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(data) + squeezer.flush()


def _gzip(data: bytes) -> bytes:
    squeezer = zlib.compressobj(wbits=31)
    return squeezer.compress(data) + squeezer.flush()


def _with_dictionary(data: bytes) -> bytes:
    squeezer = zlib.compressobj(zdict=b"note moi")
    return squeezer.compress(data) + squeezer.flush()


def _zlib(small: bytes, length: int = len(PLAIN)) -> bytes:
    return stored(small, form=1, length=length)


FAULTS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "format"),
    "five bytes": (b"\1\0\0\0\0", "format"),
    "head alone": (stored(b""), "format"),
    "version 0": (stored(PLAIN, version=0), "format"),
    "version 2": (stored(PLAIN, version=2), "newer"),
    "version 255": (stored(PLAIN, version=255), "newer"),
    "form 2": (stored(PLAIN, form=2), "format"),
    "form 255": (stored(PLAIN, form=255), "format"),
    "a byte less than claimed": (stored(PLAIN, length=len(PLAIN) + 1), "format"),
    "a byte more than claimed": (stored(PLAIN, length=len(PLAIN) - 1), "format"),
    "4 GB claimed": (stored(PLAIN, length=(1 << 32) - 1), "large"),
    "50 MB and a byte claimed": (stored(PLAIN, length=50_000_001), "large"),
    "zlib: 4 GB claimed": (_zlib(SMALL, (1 << 32) - 1), "large"),
    "zlib: 50 MB claimed": (_zlib(SMALL, 50_000_000), "large"),
    "zlib: a byte less claimed": (_zlib(SMALL, len(PLAIN) - 1), "format"),
    "zlib: a byte more claimed": (_zlib(SMALL, len(PLAIN) + 1), "format"),
    "zlib: nothing": (_zlib(b""), "format"),
    "zlib: cut": (_zlib(SMALL[:-1]), "format"),
    "zlib: cut before the checksum": (_zlib(SMALL[:-4]), "format"),
    "zlib: a byte behind": (_zlib(SMALL + b"\0"), "format"),
    "zlib: twice": (_zlib(SMALL + SMALL), "format"),
    "zlib: wrong checksum": (_zlib(SMALL[:-1] + bytes([SMALL[-1] ^ 1])), "format"),
    "zlib: no head": (_zlib(_raw_deflate(PLAIN)), "format"),
    "zlib: gzip": (_zlib(_gzip(PLAIN)), "format"),
    "zlib: a dictionary": (_zlib(_with_dictionary(PLAIN)), "format"),
    "zlib: random": (_zlib(bytes(range(100))), "format"),
    "plain head cut": (stored(PLAIN[:11]), "format"),
    "one entry more counted": (stored(framed(ONE, count=2)), "format"),
    "one entry less counted": (stored(framed(ONE, ONE, count=1)), "format"),
    "100,001 entries counted": (stored(framed(ONE, count=100_001)), "large"),
    "4 milliard entries counted": (stored(framed(ONE, count=(1 << 32) - 1)), "large"),
    "bytes behind the entries": (stored(PLAIN + b"x"), "format"),
    "a kind of no letter": (stored(framed(entry(b"", b"moi"))), "format"),
    "a kind of 41 letters": (stored(framed(entry(b"k" * 41, b""))), "format"),
    "a kind longer than the rest": (stored(framed(entry(b"note", b"", kind_length=255))), "format"),
    "a kind with capitals": (stored(framed(entry(b"Note", b""))), "format"),
    "a kind with a space": (stored(framed(entry(b"no te", b""))), "format"),
    "a kind with a line end": (stored(framed(entry(b"note\n", b""))), "format"),
    "a kind with NUL": (stored(framed(entry(b"note\0", b""))), "format"),
    "a kind in UTF-8": (stored(framed(entry("pöytä".encode(), b""))), "format"),
    "a kind that is a path": (stored(framed(entry(b"../note", b""))), "format"),
    "data a byte longer": (stored(framed(entry(b"note", b"moi", length=4))), "format"),
    "data a byte shorter": (stored(framed(entry(b"note", b"moi", length=2))), "format"),
    "data of 4 GB": (stored(framed(entry(b"note", b"", length=(1 << 32) - 1))), "format"),
    "data length cut": (stored(framed(ONE[:7])), "format"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_refused(name: str) -> None:
    """A payload with this one fault is refused for this one reason."""
    data, reason = FAULTS[name]
    with pytest.raises(ParcelRefused) as caught:
        unpack(data)
    assert caught.value.reason == reason


def test_the_same_without_a_fault_is_taken() -> None:
    """What the faults are made from is sound in both forms."""
    assert unpack(stored(PLAIN)) == unpack(_zlib(SMALL)) == Payload(SENT, (Entry("note", b"moi"),))


@pytest.mark.parametrize("kind", ["", "Note", "a b", "k" * 41, "note/x"])
def test_no_wrong_kind_is_packed(kind: str) -> None:
    """A kind that no reader takes is not written."""
    with pytest.raises(ParcelRefused):
        pack([Entry(kind, b"")], SENT)


def test_too_much_is_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no reader takes is not written: too many entries, or too many bytes."""
    monkeypatch.setattr(payload, "MOST_ENTRIES", 3)
    with pytest.raises(ParcelRefused):
        pack([Entry("note", b"")] * 4, SENT)
    monkeypatch.setattr(payload, "MOST_PLAIN", 1000)
    with pytest.raises(ParcelRefused):
        pack([Entry("note", bytes(1000))], SENT)
