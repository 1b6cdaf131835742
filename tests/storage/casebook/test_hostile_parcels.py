"""Parcels that must not be let in: one sentence each, and the vault as it was, byte for byte."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from storage.exchange import carrier, period_keys
from storage.exchange.parcel import Recipient, open_parcel, seal_parcel
from storage.exchange.payload import Entry, pack
from tests.storage.casebook.sneaker_template import SIZES
from tests.storage.casebook.sneaker_world import DAY_MS, World
from tui_app.plain.delivery import UNREAD

if TYPE_CHECKING:
    from pathlib import Path

    from storage.casebook.casebook import Casebook

YEAR_MS = 365 * DAY_MS


@pytest.fixture(scope="module")
def settled() -> Iterator[World]:
    """Lend three people who know each other and have exchanged; each test puts in one bad file."""
    world = World(SIZES[1])
    for _round in range(2):
        for name in world.names:
            world.exchange(name, "stick")
    world.open_case()
    world.share("aino", world.cases[0], "bo", ("summary", "actions"))
    world.write_to("aino", "bo")
    yield world
    world.close()


@pytest.fixture(scope="module")
def parcel(settled: World) -> bytes:
    """Return what Aino writes for Bo."""
    came = settled.exchange("aino", "share")
    place = settled.folder / "share"
    (name,) = (went.file for went in came.went if went.names == ("Bo Exempel",))
    data = (place / name).read_bytes()
    carrier.remove_own(place, [path.name for path in place.iterdir()])
    return data


def state(casebook: "Casebook") -> tuple[bytes, bytes]:
    """Return the hash of the database file, the log folded in, and of the blobs' names."""
    with casebook.vault.alone() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    blobs = sorted(path.name for path in (casebook.vault.path / "blobs").glob("*"))
    return sha256(casebook.vault.database.read_bytes()).digest(), sha256(
        repr(blobs).encode()
    ).digest()


def read_in(world: World, name: str, data: bytes) -> tuple[str, ...]:
    """Have somebody read a folder with this one file; return the reasons why not."""
    place: Path = world.folder / "hostile"
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    (place / f"{'5' * 32}.nvp").write_bytes(data)
    came = world.open[name].delivery.exchange(place, now=world.now, write=False)
    assert came.came == ()
    return tuple(one.reason for one in came.unread)


def flipped(data: bytes, at: int) -> bytes:
    """Return the data with one bit turned."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def claims(data: bytes, wraps: int) -> bytes:
    """Return the data with another number of wraps in its head."""
    return data[:26] + wraps.to_bytes(2, "big") + data[28:]


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a flipped bit of the head": (lambda data: flipped(data, 12), "not-for-us"),
    "a flipped bit of a wrap": (lambda data: flipped(data, 40), "not-for-us"),
    "a flipped bit of the body": (lambda data: flipped(data, len(data) - 700), "not-for-us"),
    "cut in the middle": (lambda data: data[: len(data) // 2], "not-for-us"),
    "cut in the head": (lambda data: data[:20], "broken"),
    "something behind it": (lambda data: data + b"\0", "not-for-us"),
    "as many wraps as can be asked for": (lambda data: claims(data, 0xFFFF), "not-for-us"),
    "no wrap": (lambda data: claims(data, 0), "broken"),
    "a newer format": (lambda data: data[:8] + b"\x09" + data[9:], "newer"),
    "wraps of another parcel": (
        lambda data: data[:28] + data[28 + 1172 : 28 + 2344] * 4 + data[28 + 4 * 1172 :],
        "not-for-us",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_parcel_changes_nothing(settled: World, parcel: bytes, fault: str) -> None:
    """One reason, the same for damaged and not for us; the database is the same file."""
    bo = settled.open["bo"]
    settled.open["bo"].delivery.exchange(settled.folder / "stick", now=settled.now, write=False)
    before = state(bo)
    change, reason = BROKEN[fault]
    (told,) = read_in(settled, "bo", change(parcel))
    assert told in {reason, "broken", "large"}
    assert told in UNREAD
    assert state(bo) == before


def test_a_parcel_for_somebody_else_changes_nothing(settled: World, parcel: bytes) -> None:
    """Cecilia learns no more than of a damaged one."""
    cecilia = settled.open["cecilia"]
    cecilia.delivery.exchange(settled.folder / "stick", now=settled.now, write=False)
    before = state(cecilia)
    assert read_in(settled, "cecilia", parcel) == ("not-for-us",)
    assert state(cecilia) == before


class Forger:
    """Signs as Aino by a signature that Aino made for something else."""

    def __init__(self, device_id: bytes, signature: bytes) -> None:
        """Take both."""
        self.device_id, self._signature = device_id, signature

    def sign(self, _message: bytes) -> bytes:
        """Return it."""
        return self._signature


def recipient(casebook: "Casebook", now: int) -> Recipient:
    """Return a device as others seal to it."""
    with casebook.vault.write() as connection:
        key = period_keys.current(connection, now)
    return Recipient(casebook.me.device_id, key.key_id, key.public)


def opened(world: World, data: bytes) -> Any:  # noqa: ANN401 — what open_parcel returns
    """Return what Bo finds in a parcel."""
    bo = world.open["bo"]
    with bo.read() as connection:
        keys = period_keys.live(connection, world.now)
    return open_parcel(data, keys, bo.me.device_id, bo.cards.public_of)


@pytest.mark.parametrize("by", ["her signature", "his own name"])
def test_a_body_that_a_receiver_sealed_anew_to_somebody_else(
    settled: World, parcel: bytes, by: str
) -> None:
    """Bo passes Aino's payload on to Cecilia: never under her name; under his it is his word."""
    cecilia, bo, aino = (settled.open[name] for name in ("cecilia", "bo", "aino"))
    to = recipient(cecilia, settled.now)
    payload = opened(settled, parcel).payload
    cecilia.delivery.exchange(settled.folder / "stick", now=settled.now, write=False)
    before = state(cecilia)
    if by == "her signature":
        forger: Any = Forger(aino.me.device_id, bytes(64))
        assert read_in(settled, "cecilia", seal_parcel(payload, forger, [to])) == ("signature",)
        assert state(cecilia) == before
        return
    place = settled.folder / "hostile"
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    (place / "forwarded.nvp").write_bytes(seal_parcel(payload, bo.signer, [to]))
    cecilia.delivery.exchange(place, now=settled.now, write=False)
    assert cecilia.messages.lines("in") == ()
    assert {one.giver for one in cecilia.shares.received()} <= {"Bo Exempel"}


def test_a_parcel_from_the_future_is_taken_at_its_word_for_nothing(settled: World) -> None:
    """Its hour decides nothing: what it holds is judged as ever, and nothing expires by it."""
    aino, bo = settled.open["aino"], settled.open["bo"]
    to = recipient(bo, settled.now)
    with bo.vault.write() as connection:
        keys = period_keys.live(connection, settled.now).keys()
    for ahead in (1, 100, 7_000):
        later = settled.now + ahead * YEAR_MS
        payload = pack([Entry("nonsense", b"x")], later)
        place = settled.folder / "hostile"
        place.mkdir(exist_ok=True)
        (place / f"{ahead}.nvp").write_bytes(seal_parcel(payload, aino.signer, [to]))
    came = bo.delivery.exchange(settled.folder / "hostile", now=settled.now, write=False)
    assert all(one.refused == 0 for one in came.came)
    with bo.vault.write() as connection:
        assert period_keys.live(connection, settled.now).keys() == keys


def test_a_parcel_of_a_device_taken_back_changes_nothing() -> None:
    """From the moment Bo knows of it; what the device wrote before still counts."""
    world = World(SIZES[0])
    try:
        for _round in range(2):
            for name in world.names:
                world.exchange(name, "stick")
        world.write_to("ainos-other", "bo")
        lost = world.open["ainos-other"]
        came = lost.delivery.exchange(world.folder / "share", now=world.now)
        (name,) = (went.file for went in came.went if went.names == ("Bo Exempel",))
        data = (world.folder / "share" / name).read_bytes()
        world.revoke("ainos-other")
        world.exchange("aino", "stick")
        world.exchange("bo", "stick")
        bo = world.open["bo"]
        bo.delivery.exchange(world.folder / "stick", now=world.now, write=False)
        before = state(bo)
        assert read_in(world, "bo", data) == ("unknown-sender",)
        assert state(bo) == before
    finally:
        world.close()
