"""From the members of a circle to the devices that a message can be sealed to.

The law: a message goes to every device of everybody in the circle and to one's own other devices.
Somebody without a usable card stops it, unless it is a circle of three or more: then it goes to the
others, the message says who did not get it, and they get it once their card is here
(``latecomers``). What speaks of a case goes only to those whose key somebody has vouched for.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook.cards import Cards
from storage.casebook.circle import Circle
from storage.casebook.core import Core
from storage.exchange import outbox
from storage.exchange.blob import SUFFIX
from storage.exchange.letters import LETTER, Letter
from storage.exchange.members import Member, MemberList
from storage.lines.messages import Writing
from storage.refusals import CorrespondentBlocked

_PAIR = 2


class Reached(NamedTuple):
    """The devices a message can be sealed to, whose they are, and whom it cannot reach."""

    devices: tuple[bytes, ...]
    members: tuple[Member, ...]
    missed: tuple[Member, ...]


def reach(casebook: Core, circle: Circle, members: MemberList, *, about_case: bool) -> Reached:
    """Return the devices a message of this circle goes to, and whom it cannot reach.

    Raises CorrespondentBlocked for a pair whose other half cannot get it.
    """
    devices = [one.device for one in circle.known.own_devices]
    missed: list[Member] = []
    others = [member for member in members.members if member.root != circle.me]
    for member in others:
        try:
            devices += devices_of(casebook, circle, member, about_case=about_case)
        except CorrespondentBlocked:
            if len(others) < _PAIR:
                raise
            missed.append(member)
    got = tuple(one for one in others if one not in missed)
    return Reached(tuple(dict.fromkeys(devices)), got, tuple(missed))


def owe(connection: Connection, letter: Letter, devices: Iterable[bytes]) -> None:
    """Owe a message, and the files beside it, to these devices while its time lasts."""
    blobs = [one.blob.hex() + SUFFIX for one in letter.attachments]
    until, made = letter.expires or None, letter.at
    outbox.add(connection, LETTER, letter.pack(), devices, expires=until, blobs=blobs, made=made)


def names_not_reached(casebook: Core, writing: Writing) -> tuple[str, ...]:
    """Return the names of those of a thread's circle whom a message would not reach now."""
    if writing.thread_id is None:
        return ()
    circle = Circle(casebook)
    members = circle.find_thread(writing.thread_id)
    try:
        missed = reach(casebook, circle, members, about_case=writing.case_id is not None).missed
    except CorrespondentBlocked as refusal:
        return (refusal.name,)
    return tuple(one.name for one in missed)


def devices_of(casebook: Core, circle: Circle, member: Member, *, about_case: bool) -> list[bytes]:
    """Return the devices of one of the circle. Raises CorrespondentBlocked."""
    person = circle.known.by_root(member.root)
    if person is None:
        raise CorrespondentBlocked(reason="no-device", name=member.name)
    found = Cards(casebook).recipients((person.id,), case_data=about_case)
    return [recipient.device for recipient in found]
