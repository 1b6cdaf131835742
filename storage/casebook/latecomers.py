"""Messages handed on to those of their circle whose contact card came only after they were sent.

The law: somebody gets what they were entitled to read and nothing else: the list that the message
was signed with names them, the newest list of the thread still does, its words have not gone, and
where it speaks of a case the gate lets it out to them now, without the reason that somebody may
have given at the time; the passage stands in the disclosure log. What may not go yet waits.
"""

from typing import TYPE_CHECKING

from storage.casebook.circle import Circle
from storage.casebook.core import Core
from storage.casebook.labels import label_of
from storage.casebook.later import Later
from storage.casebook.reaching import devices_of, owe
from storage.errors import RecordMissing
from storage.exchange.latecomers import drop_late, list_late
from storage.exchange.letters import open_letter
from storage.lines.delivery import HeldBack
from storage.lines.messages import Writing
from storage.refusals import Barred, BasisMissing, CorrespondentBlocked

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.records import messages as records
else:
    records = Later("storage.records.messages")


def hand_on(casebook: Core, now: int) -> tuple[HeldBack, ...]:
    """Owe what may be handed on by now; returns what the gate held back."""
    with casebook.read() as connection:
        late = list_late(connection)
        roots = {root for those in late.values() for root in those}
    if not roots:
        return ()
    circle = Circle(casebook)
    if not any(circle.known.by_root(root) for root in roots):
        return ()  # their cards have not come: nothing is written, so that nothing has to be sent
    held: list[HeldBack] = []
    with casebook.change("message.hand-on", can_undo=False) as change:
        for one, those in late.items():
            kept = change.find(records.Message, one)
            for root in those:
                if kept is None or not _may_read(circle, change, kept, root, now):
                    drop_late(change.connection, one, root)
                else:
                    held += _hand(casebook, circle, change, kept, root)
    return tuple(held)


def _may_read(
    circle: Circle, change: "Change", kept: "records.Message", root: bytes, now: int
) -> bool:
    """Say whether a person is still to have a message that was written to them."""
    if kept.box != records.Box.OUT:
        return False  # its words have gone
    letter = open_letter(kept.original)
    if letter.members.find(root) is None or (letter.expires and letter.expires <= now):
        return False
    try:
        return circle.of_thread(change, letter.thread).find(root) is not None
    except RecordMissing:
        return False


def _hand(
    casebook: Core, circle: Circle, change: "Change", kept: "records.Message", root: bytes
) -> list[HeldBack]:
    """Owe one message to one person, unless their card or a basis is still missing."""
    letter = open_letter(kept.original)
    person, member = circle.known.by_root(root), letter.members.find(root)
    if person is None or member is None:
        return []
    try:
        devices = devices_of(casebook, circle, member, about_case=kept.case_id is not None)
    except CorrespondentBlocked:
        return []
    if kept.case_id is not None:
        try:
            circle.let_out_to(change, person.id, _writing(kept), "")
        except (BasisMissing, Barred) as refusal:
            reason = "barred" if isinstance(refusal, Barred) else "no-basis"
            return [HeldBack(person.name, label_of(change.connection, kept.case_id), reason)]
    owe(change.connection, letter, devices)
    change.kinds.add("message")
    drop_late(change.connection, letter.id, root)
    return []


def _writing(kept: "records.Message") -> Writing:
    link = (kept.link_kind, kept.link_id) if kept.link_id else None
    return Writing(case_id=kept.case_id, link=link)
