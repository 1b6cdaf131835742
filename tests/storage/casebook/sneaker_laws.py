"""What must hold in every sneakernet story.

Every parcel that is written is opened with its receivers' own keys, as they would, and looked into:
records, acknowledgements, grants and people named must all be of what the sender shares with them
at that moment. At a story's end, when the carrier has been honest for a while, everybody who shares
something holds the same; and all the old parcels together change nothing.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from storage.exchange import period_keys, reach
from storage.exchange.ack import read_ack
from storage.exchange.grants import read_actors, read_grant
from storage.exchange.parcel import open_parcel
from storage.exchange.payload import Entry, unpack
from storage.exchange.proof import PROOF, read_proof
from storage.journal.batch import read_batch
from storage.journal.batch import unpack as unpack_batch
from storage.journal.driver import driver
from storage.journal.forks import list_forks
from storage.refusals import ParcelRefused

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.delivery import Came, Exchanged
    from tests.storage.casebook.sneaker_world import World

Place = tuple[bytes, str]
ROUNDS = 12
_NAMED = {
    "actions": "SELECT owner_id FROM action WHERE case_id = ?",
    "network": "SELECT person_id FROM tie WHERE case_id = ?",
    "meetings": (
        "SELECT person_id FROM attendance WHERE case_id = ?1 UNION SELECT owner_id FROM agenda_item"
        " WHERE case_id = ?1 UNION SELECT speaker_id FROM entry WHERE case_id = ?1"
        " UNION SELECT doer_id FROM agreement WHERE case_id = ?1"
    ),
}


def allowed(sender: "Casebook", receiver: "Casebook") -> set[Place]:
    """Return what the sender shares with the receiver now, by the sender's own lists."""
    found: set[Place] = set()
    line = sender.cards.person_of(receiver.me.device_id)
    assert line is not None
    is_colleague = sender.me.office_id == receiver.me.office_id
    if is_colleague:
        found.add((sender.me.office_id, "directory"))
    for share in sender.shares.lines():
        if share.state == "live" and share.name == receiver.me.person:
            kept = set(share.sections) - (set() if is_colleague else {"own"})
            found |= {(share.case_id, section) for section in kept}
    for grant in sender.shares.received():
        if grant.giver_id == line.id and grant.state == "live":
            found |= {(grant.case_id, section) for section in (*grant.sections, "log")}
    return found


def written_by(sender: "Casebook", receiver: "Casebook") -> set[Place]:
    """Return where the receiver may write at the sender's: acknowledged, though never sent."""
    return {
        (share.case_id, section)
        for share in sender.shares.lines()
        if share.name == receiver.me.person and share.state in {"live", "expired"}
        for section in (*share.sections, "log")
    }


def judge_written(world: "World", name: str, came: "Exchanged", place: Path) -> None:
    """Open what was just written with the keys of each who can, and look for what is not theirs."""
    sender = world.open[name]
    for went in came.went:
        data = (place / went.file).read_bytes()
        opened = 0
        for other, receiver in world.open.items():
            entries = _entries(receiver, data, world.now)
            if entries is None:
                continue
            opened += 1
            if receiver.me.person_id != sender.me.person_id:
                _judge(sender, receiver, entries)
            assert other != name, "a device has no use for its own parcels"
        assert opened or world.revoked or "copies" in {each.name for each in world.folder.iterdir()}


def _entries(receiver: "Casebook", data: bytes, now: int) -> tuple[Entry, ...] | None:
    with receiver.read() as connection:
        keys = period_keys.live(connection, now)
    publics = receiver.cards.public_of
    try:
        opened = open_parcel(data, keys, receiver.me.device_id, publics)
    except ParcelRefused:
        return None
    return unpack(opened.payload).entries


def _judge(sender: "Casebook", receiver: "Casebook", entries: Iterable[Entry]) -> None:
    may = allowed(sender, receiver)
    told = {place for place in may if place[1] != "log"} | written_by(sender, receiver)
    for entry in entries:
        if entry.kind == "batch":
            source = read_batch(unpack_batch(entry.data)).source
            assert (source.scope, source.section) in may, "a section that is not shared went out"
            own_log = {sender.me.person}
            assert source.section != "log" or source.person in own_log
        elif entry.kind == "ack":
            vector = read_ack(entry.data).vector
            assert {stream[:2] for stream in vector} <= told, "a count of something not shared"
        elif entry.kind == PROOF:
            shown = read_proof(entry.data, receiver.me.device_id, receiver.signer.public)
            assert shown is None or shown.stream[:2] in told, "a proof of something not shared"
        elif entry.kind == "actors":
            _judge_actors(sender, may, entry.data)
        elif entry.kind == "grant":
            grant = read_grant(entry.data)
            assert {(grant.case_id, section) for section in grant.sections} <= may


def _judge_actors(sender: "Casebook", may: set[Place], data: bytes) -> None:
    named: set[bytes] = set()
    with sender.read() as connection:
        for case, section in may:
            if section in _NAMED:
                found = connection.exec_driver_sql(_NAMED[section], (case,))
                named |= {bytes(row[0]) for row in found if row[0]}
    assert {person.id for person in read_actors(data).people} <= named


def settle(world: "World") -> None:
    """Let the carrier be honest until nobody has anything to write."""
    living = [name for name in world.open if name not in world.revoked]
    quiet = 0
    for name in living * ROUNDS:
        came = world.exchange(name, "share")
        quiet = 0 if came.went or came.came else quiet + 1
        if quiet >= len(living):
            return
    pytest.fail("they never come to rest")


def vector_of(casebook: "Casebook") -> dict[Any, int]:
    """Return how far each stream reaches."""
    with casebook.read() as connection:
        return {stream: held.top for stream, held in reach.own_vector(connection).items()}


def judge_end(world: "World") -> None:
    """Hold what the devices have against each other."""
    living = {name: one for name, one in world.open.items() if name not in world.revoked}
    if "ainos-other" in living:
        ours = [vector_of(living[name]) for name in ("aino", "ainos-other")]
        assert ours[0] == ours[1], "two devices of one person differ"
    for name, giver in living.items():
        for other, receiver in living.items():
            if receiver.me.person_id != giver.me.person_id:
                _judge_pair(giver, receiver, f"{name} to {other}")
    looked = sorted(living)[world.count % len(living)]  # the check costs as much as a day's work
    assert living[looked].upkeep.check() == ()
    for casebook in living.values():
        with casebook.read() as connection:
            assert list_forks(connection) == ()
    for person, text, author in world.messages:
        for name, casebook in living.items():
            if casebook.me.person_id == person and author not in world.revoked:
                texts = {one.subject for one in casebook.messages.lines("in", 0, 1000)}
                assert text in texts, f"a message from {author} never came to {name}"


def _judge_pair(giver: "Casebook", receiver: "Casebook", who: str) -> None:
    mine, theirs = vector_of(giver), vector_of(receiver)
    shared = {
        (share.case_id, section)
        for share in giver.shares.lines()
        if share.state == "live" and share.name == receiver.me.person
        for section in share.sections
    }
    for place in shared:
        held = {stream: top for stream, top in mine.items() if stream[:2] == place}
        there = {stream: top for stream, top in theirs.items() if stream[:2] == place}
        assert held == there, f"{who}: {place[1]} differs"


def judge_replay(world: "World") -> None:
    """Put every parcel there ever was into the folder: nothing new comes, then nothing moves.

    What a device wrote that was put back since may have lain in a lost parcel alone: that comes,
    and once it came, all hold the same again. A parcel that was taken out of the folder because a
    share in it was withdrawn was rightly written: whoever kept it can still bring it.
    """
    place = world.folder / "share"
    is_news = _replay(world, place)
    assert world.is_any_put_back or not is_news, "an old parcel brought something new"
    if is_news:
        settle(world)
        judge_end(world)
        assert not _replay(world, place), "an old parcel brought something new"
    before = {name: _rows(one) for name, one in world.open.items()}
    _replay(world, place)
    after = {name: _rows(one) for name, one in world.open.items()}
    for name, rows in before.items():
        changed = {table for table, held in rows.items() if after[name][table] != held}
        assert not changed, f"a replay changed {changed} of {name}"


def _replay(world: "World", place: Path) -> bool:
    """Put all parcels back and have everybody read; say whether any brought something new."""
    for name, data in world.seen.items():
        if not (place / name).exists():
            (place / name).write_bytes(data)
    is_news = False
    for name, casebook in world.open.items():
        if name not in world.revoked:
            came = casebook.delivery.exchange(place, now=world.now, write=False)
            news = [one for one in came.came if one.new]
            is_news |= any(not _is_withdrawn(world, casebook, one) for one in news)
    return is_news


def _is_withdrawn(world: "World", receiver: "Casebook", came: "Came") -> bool:
    """Say whether the parcel holds a part that its sender shares with the receiver no longer."""
    writer = (came.name, came.mark)
    (sender,) = (one for one in world.open.values() if (one.me.person, one.me.mark) == writer)
    if sender.me.person_id == receiver.me.person_id:
        return False
    may = allowed(sender, receiver)
    entries = _entries(receiver, world.seen[came.file], world.now) or ()
    sources = [read_batch(unpack_batch(one.data)).source for one in entries if one.kind == "batch"]
    return any((source.scope, source.section) not in may for source in sources)


def _rows(casebook: "Casebook") -> dict[str, int]:
    with casebook.read() as connection:
        run = driver(connection).execute
        names = run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = [name for (name,) in names if not name.startswith("search_")]
        return {
            table: hash(frozenset(run(f"SELECT * FROM {table}").fetchall()))  # noqa: S608 — our own tables
            for table in tables
        }
