"""How far a message has come: for each of its circle, waiting, written, received or read.

The law: a person has received a message when one of their devices has; they have read it when they
themselves said so. Where nothing can be known, nothing is claimed.
"""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection

from storage.casebook.cards import Cards
from storage.casebook.circle import Circle
from storage.casebook.core import Core
from storage.casebook.later import Later
from storage.exchange import outbox
from storage.exchange.letters import LETTER, Letter, open_letter
from storage.exchange.members import Member
from storage.exchange.receipts import receipts_of
from storage.journal.canonical import decode_own
from storage.lines.messages import MemberLine

if TYPE_CHECKING:
    from storage.records import messages as records
else:
    records = Later("storage.records.messages")

NONE, NO_CARD, WAITING, WRITTEN, RECEIVED, READ = (
    "none", "no-card", "waiting", "written", "received", "read",
)  # fmt: skip
_KNOWN = "SELECT organisation, level, blocked FROM correspondent WHERE root = ?"
_MEMBERS = "SELECT members FROM thread WHERE id = ?"


class Step(NamedTuple):
    """How far the message has come to one person, and since when (ms, 0 unknown)."""

    state: str
    at: int


def steps(casebook: Core, connection: Connection, original: bytes) -> dict[bytes, Step]:
    """Return each person's step of a message of one's own, by root key."""
    letter, circle = open_letter(original), Circle(casebook)
    states = outbox.states(connection, outbox.item_id(LETTER, original))
    read = receipts_of(connection, letter.id)
    found: dict[bytes, Step] = {}
    for member in letter.members.members:
        if member.root == letter.root:
            continue
        devices = set(circle.devices_under(member.root)) if circle.find(member.root) else set()
        mine = [state for device, state in states.items() if device in devices]
        found[member.root] = _step(mine, read.get(member.root))
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


def member_lines(casebook: Core, kept: "records.Message") -> tuple[MemberLine, ...]:
    """Return the circle of a message, each with how far it has come to them."""
    letter, me = open_letter(kept.original), Cards(casebook).known().root
    with casebook.read() as connection:
        found = steps(casebook, connection, kept.original) if letter.root == me else {}
        return tuple(
            _line(connection, member, me, found.get(member.root, Step(NONE, 0)))
            for member in letter.members.members
        )


def _line(connection: Connection, member: Member, me: bytes | None, step: Step) -> MemberLine:
    known = connection.exec_driver_sql(_KNOWN, (member.root,)).first()
    organisation, level, is_blocked = known or ("", "unknown", False)
    return MemberLine(
        root=member.root,
        name=member.name,
        organisation=organisation,
        role=member.role,
        level="own" if member.root == me else "blocked" if is_blocked else level,
        is_me=member.root == me,
        state=step.state,
        at=dt.datetime.fromtimestamp(step.at / 1000, dt.UTC) if step.at else None,
    )


def has_changed(casebook: Core, kept: "records.Message") -> bool:
    """Say whether the circle is another one now than when the message was written."""
    with casebook.read() as connection:
        now = connection.exec_driver_sql(_MEMBERS, (kept.thread_id,)).scalar()
    return now is not None and decode_own(bytes(now))[0] != open_letter(kept.original).members.body
