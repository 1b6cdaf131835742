"""How far a message has come: for each of its circle, waiting, written, received or read.

The law: a person has received a message when one of their devices has; they have read it when they
themselves said so. Where nothing can be known, nothing is claimed.
"""

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook.known import Known
from storage.exchange import outbox
from storage.exchange.letters import LETTER, Letter
from storage.exchange.members import Member, read_members
from storage.exchange.receipts import receipts_of
from storage.journal.canonical import decode_own
from storage.lines.messages import MemberLine
from storage.records.correspondents import Level

NONE, NO_CARD, WAITING, WRITTEN, RECEIVED, READ = (
    "none", "no-card", "waiting", "written", "received", "read",
)  # fmt: skip
LEFT = "left"
_MEMBERS = "SELECT members FROM thread WHERE id = ?"


class Step(NamedTuple):
    """How far the message has come to one person, and since when (ms, 0 unknown)."""

    state: str
    at: int


def steps(connection: Connection, known: Known, letter: Letter) -> dict[bytes, Step]:
    """Return each person's step of a message of one's own, by root key."""
    states = outbox.states(connection, outbox.item_id(LETTER, letter.pack()))
    read = receipts_of(connection, letter.id)
    found: dict[bytes, Step] = {}
    for member in letter.members.members:
        if member.root != letter.root:
            person = known.by_root(member.root)
            devices = () if person is None else tuple(one.device for one in person.devices)
            theirs = [states[device] for device in devices if device in states]
            found[member.root] = _step(theirs, read.get(member.root))
    return found


def _step(states: list[outbox.ItemState], read: int | None) -> Step:
    if read is not None:
        return Step(READ, read)
    if not states:
        return Step(NO_CARD, 0)
    for word in (RECEIVED, WRITTEN, WAITING):
        at = [state.at for state in states if state.state == word]
        if at:
            return Step(word, min(at))
    return Step(NONE, 0)


def counted(found: dict[bytes, Step]) -> dict[str, int]:
    """Count the steps, by the names of a line's fields."""
    states = [step.state for step in found.values()]
    return {word: states.count(word) for word in (WAITING, WRITTEN, RECEIVED, READ)}


def others_of(letter: Letter, me: bytes | None) -> str:
    """Name the circle without oneself."""
    return ", ".join(member.name for member in letter.members.members if member.root != me)


def level_of(known: Known, root: bytes) -> str:
    """Say how far a key is known: own, blocked, or the level that holds now."""
    if root == known.root:
        return "own"
    person = known.by_root(root)
    if person is None:
        return Level.UNKNOWN
    return "blocked" if person.blocked else person.level


def member_lines(connection: Connection, known: Known, letter: Letter) -> tuple[MemberLine, ...]:
    """Return the circle of a message, each with how far it has come to them."""
    found = steps(connection, known, letter) if letter.root == known.root else {}
    return tuple(
        _line(known, member, found.get(member.root, Step(NONE, 0)))
        for member in letter.members.members
    )


def circle_lines(connection: Connection, known: Known, letter: Letter) -> tuple[MemberLine, ...]:
    """Return the circle as it is now, with how far the message has come to each.

    Who was in it when the message was written and has left stands last, in the role "left".
    """
    then = member_lines(connection, known, letter)
    kept = connection.exec_driver_sql(_MEMBERS, (letter.thread,)).scalar()
    if kept is None:
        return then
    written_to = {line.root: line for line in then}
    members = read_members(decode_own(bytes(kept))).members
    there = [
        _line(known, one, Step(NONE, 0))
        if one.root not in written_to
        else replace(written_to[one.root], role=one.role)
        for one in members
    ]
    left = [line for line in then if line.root not in {one.root for one in members}]
    return (*there, *(replace(line, role=LEFT) for line in left))


def _line(known: Known, member: Member, step: Step) -> MemberLine:
    person = known.by_root(member.root)
    return MemberLine(
        root=member.root,
        name=member.name,
        organisation="" if person is None else person.organisation,
        role=member.role,
        level=level_of(known, member.root),
        is_me=member.root == known.root,
        state=step.state,
        at=dt.datetime.fromtimestamp(step.at / 1000, dt.UTC) if step.at else None,
    )


def has_changed(connection: Connection, letter: Letter) -> bool:
    """Say whether the circle is another one now than when the message was written."""
    now = connection.exec_driver_sql(_MEMBERS, (letter.thread,)).scalar()
    return now is not None and decode_own(bytes(now))[0] != letter.members.body
