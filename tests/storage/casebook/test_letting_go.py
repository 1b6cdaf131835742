"""What is erased on one of Aino's devices goes on her other one too, from the journal as well."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from storage.casebook import letting_go, place
from storage.exchange import outbox
from storage.exchange.erasures import Erasure
from storage.lines.messages import Writing
from tests.storage.casebook.exchanging import at
from tests.storage.casebook.sneaker_template import SIZES
from tests.storage.casebook.sneaker_world import World
from tests.storage.vault.pages import decrypted

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

TODAY = dt.date(2026, 11, 24)
WORD = "Qxzsalamanteri"


@pytest.fixture
def world() -> Iterator[World]:
    """Lend Aino's two devices, and Bo's."""
    made = World(SIZES[0])
    yield made
    made.close()


def meet(world: World, *names: str, times: int = 2) -> None:
    """Let each exchange with the stick, in turn."""
    for _round in range(times):
        for name in names or world.names:
            world.exchange(name, "stick")


def pages(casebook: "Casebook") -> bytes:
    """Return the database's pages in plaintext, the WAL folded in, free pages too."""
    with casebook.vault.alone() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return decrypted(casebook.vault.layout.database, casebook.vault.key)


def come(world: World) -> bytes:
    """Have a message with the word come to both of Aino's devices; returns its id."""
    bo, aino = world.open["bo"], world.open["aino"]
    bo.posting.send(Writing(WORD, f"{WORD} torstaina", to=(at(bo, aino),)))
    meet(world)
    (line,) = aino.messages.lines("in")
    return line.id


@pytest.mark.parametrize("is_followed", [True, False], ids=["followed", "control removed"])
def test_an_erased_message_goes_on_the_other_device(
    world: World, monkeypatch: pytest.MonkeyPatch, is_followed: bool
) -> None:
    """From the rows, the journal, the index and the free pages. Else its words stay there."""
    message = come(world)
    other = world.open["ainos-other"]
    assert WORD.encode() in pages(other)
    if not is_followed:
        monkeypatch.setattr(letting_go, "follow", lambda *_any: None)
    world.open["aino"].keeping.delete(message, TODAY)
    meet(world, "aino", "ainos-other")
    assert other.messages.line(message).box == "gone"
    assert (WORD.encode() in pages(other)) is not is_followed
    assert other.search.find(WORD).hits == ()
    assert other.upkeep.check() == ()


def test_it_goes_too_when_the_other_device_had_not_told_of_its_copy(world: World) -> None:
    """Both took the message in by themselves; what the other wrote comes after the erasing."""
    bo, aino, other = (world.open[name] for name in ("bo", "aino", "ainos-other"))
    bo.posting.send(Writing(WORD, WORD, to=(at(bo, aino),)))
    for name in ("bo", "aino", "ainos-other"):
        world.open[name].delivery.exchange(world.folder / "stick", write=name == "bo")
    (line,) = aino.messages.lines("in")
    aino.keeping.delete(line.id, TODAY)
    meet(world, "aino", "ainos-other", times=3)
    for casebook in (aino, other):
        assert [one.box for one in casebook.messages.lines("all")] == ["gone"]
        assert casebook.conflicts.count() == 0
        assert WORD.encode() not in pages(casebook)


def test_a_message_that_is_held_here_stays(world: World) -> None:
    """Holding wins over an erasing that did not know of it, on both devices."""
    message = come(world)
    other = world.open["ainos-other"]
    other.keeping.hold(message, is_held=True)
    world.open["aino"].keeping.delete(message, TODAY)
    meet(world, "aino", "ainos-other", times=3)
    for name in ("aino", "ainos-other"):
        kept = world.open[name].messages.line(message)
        assert (kept.box, kept.subject) == ("in", WORD)


def test_an_erased_case_goes_on_the_other_device(world: World) -> None:
    """Only once it was told to: that the case was closed is not enough."""
    aino, other = world.open["aino"], world.open["ainos-other"]
    world.open_case()
    (case,) = world.cases
    aino.actions.add(case, WORD)
    meet(world, "aino", "ainos-other")
    aino.cases.close(case, "valmis")
    aino.erasing.erase_case(case, TODAY)
    with aino.read() as connection:
        (item,) = (
            one
            for one in outbox.owed_to(connection, other.me.device_id, 0)
            if one.kind == "erasure"
        )
    with aino.vault.write() as connection:
        outbox.give_up(connection, item.id, other.me.device_id)
    meet(world, "aino", "ainos-other")
    assert WORD.encode() in pages(other)
    with aino.vault.write() as connection:
        outbox.add(connection, item.kind, item.data, [other.me.device_id])
    meet(world, "aino", "ainos-other")
    assert WORD.encode() not in pages(other)
    assert other.upkeep.check() == ()
    with aino.read() as connection:
        assert outbox.states(connection, item.id)[other.me.device_id].state == "received"


@pytest.mark.parametrize("who", ["bo", "aino"], ids=["a colleague", "an open case"])
def test_nobody_else_and_no_open_case_is_followed(world: World, who: str) -> None:
    """A colleague's word erases nothing here, nor does one's own about a case that is open."""
    aino, other = world.open["aino"], world.open["ainos-other"]
    world.open_case()
    (case,) = world.cases
    action = aino.actions.add(case, WORD)
    if who == "bo":
        aino.cases.close(case, "valmis")
    meet(world)
    with world.open[who].vault.write() as connection:
        outbox.add(connection, "erasure", Erasure(case, (action,)).pack(), [other.me.device_id])
    meet(world, who, "ainos-other")
    assert WORD.encode() in pages(other)
    with other.read() as connection:
        assert place.find_value(connection, "to-sweep") is None
