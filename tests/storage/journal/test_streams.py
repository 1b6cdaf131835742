"""What is held of each stream, and what somebody else lacks."""

import random

from storage.journal.batch import SealedBatch
from storage.journal.streams import Reach, Stream, Streams, batches_beyond, version_vector
from tests.storage.journal.devices import Device, acquainted
from tests.storage.journal.made_up import CASE, record_id

PLANS, MEMOS = (CASE, "plans"), (CASE, "memos")


def vector(device: Device) -> dict[Stream, Reach]:
    """Return how far its streams reach."""
    with device.engine.begin() as connection:
        return version_vector(connection)


def lacking(device: Device, of: Device, *places: tuple[bytes, str]) -> list[SealedBatch]:
    """Return what ``of`` has for ``device``."""
    known = vector(device)
    with of.engine.begin() as connection:
        return list(batches_beyond(connection, known, places or None))


def written() -> tuple[Device, Device]:
    """Return two devices; the first wrote four batches in two streams."""
    one, two = acquainted(2)
    for number in (1, 2, 3):
        one.put("plan", PLANS, record_id(1), count={"count": number})
    one.put("memo", MEMOS, record_id(2), text={"text": "x"})
    return one, two


def test_the_vector_says_how_far_and_how_whole() -> None:
    """Every stream has its own count."""
    one, two = written()
    device = one.signer.device_id
    whole = {Stream(*PLANS, device): Reach(3, 3), Stream(*MEMOS, device): Reach(1, 1)}
    assert vector(one) == whole
    assert vector(two) == {}
    two.take([one.batches()[0], one.batches()[2]])
    assert vector(two) == {Stream(*PLANS, device): Reach(1, 3)}
    two.take(one.batches()[1:2])
    assert vector(two) == {Stream(*PLANS, device): Reach(3, 3)}


def test_what_is_lacking_fills_the_vector() -> None:
    """Then nothing is lacking."""
    one, two = written()
    two.take([one.batches()[2]])
    two.take(lacking(two, one))
    assert vector(two) == vector(one)
    assert lacking(two, one) == []


def test_only_what_may_be_given_is_given() -> None:
    """Other sections stay where they are."""
    one, two = written()
    assert len(lacking(two, one, MEMOS)) == 1
    two.take(lacking(two, one, MEMOS))
    assert lacking(two, one, MEMOS) == []
    assert len(lacking(two, one)) == 3


def test_lossy_sticks_heal_by_the_vector() -> None:
    """Half of each stick is lost; what comes next heals it."""
    one, two = written()
    chance = random.Random(7)  # noqa: S311 — a story, not a secret
    for _ in range(20):
        two.take([batch for batch in lacking(two, one) if chance.random() < 0.5])
    assert vector(two) == vector(one)


def test_numbers_of_streams_stay() -> None:
    """The same stream has the same number, in this transaction and the next."""
    device = Device(1)
    stream = Stream(*PLANS, device.signer.device_id)
    with device.engine.begin() as connection:
        streams = Streams(connection)
        first = streams.number(stream)
        assert streams.number(stream) == first
        assert streams.tail(stream) == (first, 0, 0, bytes(32))
    with device.engine.begin() as connection:
        assert Streams(connection).tail(stream) == (first, 0, 0, bytes(32))
        assert Streams(connection).number(stream) == first
    last = device.put("plan", PLANS, record_id(1), count={"count": 1}).batches[0].source
    with device.engine.begin() as connection:
        assert Streams(connection).tail(stream) == (first, 0, 1, last.hash)
