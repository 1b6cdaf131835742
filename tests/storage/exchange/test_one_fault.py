"""Parcels with one fault each: every one refused, for the right reason."""

from collections.abc import Iterator

import pytest

from storage.exchange import parcel
from storage.exchange.parcel_body import Body
from storage.refusals import ParcelRefused
from tests.storage.exchange.one_fault import vectors
from tests.storage.exchange.parties import device

ALL = {vector.name: vector for vector in vectors()}


@pytest.mark.parametrize("name", ALL)
def test_refused(name: str) -> None:
    """A parcel with this one fault is refused for this one reason."""
    vector = ALL[name]
    with pytest.raises(ParcelRefused) as caught:
        device("bertta").open(vector.data)
    assert caught.value.reason == vector.reason


def test_there_are_enough() -> None:
    """At least 150 faults, each with a name of its own, over every part of a parcel."""
    assert len(ALL) == len(list(vectors())) >= 150
    assert {vector.reason for vector in ALL.values()} == {
        *("format", "newer", "large", "not-for-us"),
        *("unknown-sender", "signature", "recipients"),
    }


def accepted() -> Iterator[str]:
    """Yield the names of what is opened."""
    for vector in ALL.values():
        try:
            device("bertta").open(vector.data)
        except ParcelRefused:
            continue
        yield vector.name


@pytest.mark.parametrize(
    ("control", "let_through"),
    [
        (
            "verify",
            {"signature of zeros", "signature by another device", "signer another known one"},
        ),
        ("split", {"padding byte 3000 is no zero", "body padded to the next step"}),
    ],
)
def test_the_vectors_see_a_missing_control(
    control: str, let_through: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one control taken away, the faults it stands against are accepted."""
    stand_ins = {"verify": lambda *_parts: True, "split": careless_split}
    monkeypatch.setattr(parcel, control, stand_ins[control])
    assert let_through <= set(accepted())


def careless_split(data: bytes) -> Body:
    """Take a body apart without looking at its padding or the order of its devices."""
    count = int.from_bytes(data[80:82], "big")
    devices = tuple(bytes(data[82 + at * 16 : 98 + at * 16]) for at in range(count))
    at = 82 + count * 16
    length = int.from_bytes(data[at : at + 4], "big")
    return Body(
        bytes(data[:16]), bytes(data[16:80]), devices, bytes(data[at + 4 : at + 4 + length])
    )
