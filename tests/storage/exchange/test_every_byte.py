"""A parcel cut at any length or with any byte changed is refused. All bits: ``tests/faults``."""

import secrets
import time
from collections.abc import Iterator

import pytest

from storage.exchange import parcel
from storage.refusals import ParcelRefused
from tests.storage.exchange.parties import WRAP, device, letter, seal_to

MOST_SECONDS = 3.0  # of each sweep: a slow machine leaves places out, and says nothing about time
STEP = 7


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Return a parcel for two devices."""
    return seal_to("bertta", "cecilia", payload=letter(secrets.token_bytes(300)))


def spread(length: int) -> Iterator[int]:
    """Yield each place below ``length`` once, from all over, while there is time."""
    end = time.monotonic() + MOST_SECONDS
    for start in range(STEP):
        for place in range(start, length, STEP):
            yield place
            if time.monotonic() > end:
                return


def reason(data: bytes) -> str:
    """Return why Bertta refuses it; she holds every key it could be for."""
    with pytest.raises(ParcelRefused) as caught:
        device("bertta").open(data)
    return caught.value.reason


def test_every_cut_is_refused(whole: bytes) -> None:
    """No length but its own is accepted."""
    found = {reason(whole[:length]) for length in spread(len(whole))}
    assert found == {"format", "not-for-us"}


def test_every_changed_byte_is_refused(whole: bytes) -> None:
    """Nor is a change of any byte: prefix, hint, wrap, nobody's wrap, stream."""
    found = {
        reason(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        for at in spread(len(whole))
    }
    assert found <= {"format", "newer", "large", "not-for-us"}
    assert len(found) > 1


def test_without_its_bindings_a_changed_header_is_accepted(
    whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: what sees a change in nobody's wrap is the stream's context alone."""
    monkeypatch.setattr(parcel, "stream_context", lambda _header: b"nothing")
    monkeypatch.setattr(parcel, "verify", lambda *_parts: True)
    data = seal_to("bertta", payload=letter())
    changed = 0
    for at in range(28 + 100, 28 + 4 * WRAP, WRAP):
        try:
            device("bertta").open(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        except ParcelRefused:
            continue
        changed += 1
    assert changed == 3  # all but our own wrap
