"""The letter box: messages and receipts that came in a parcel.

The law: nothing of a letter is kept before its author's device has proved it, the author may write
in the circle, and the circle is one of ours. What comes twice is kept once. Its text is cleaned for
the screen; what was signed stays as it came. A message's own time never decides anything.
"""

import datetime as dt
from typing import TYPE_CHECKING

from storage.casebook.cards import Cards
from storage.casebook.circle import Circle
from storage.casebook.core import Core
from storage.casebook.later import Later
from storage.casebook.letter_fields import from_letter
from storage.errors import Invalid
from storage.exchange import inbox
from storage.exchange.blob import SUFFIX
from storage.exchange.letters import Letter, open_letter, open_receipt, proves_letter
from storage.exchange.members import LEADER, WRITER
from storage.exchange.receipts import keep_receipt
from storage.refusals import ParcelRefused

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.exchange.inbox import Sender
    from storage.records import messages as records
else:
    records = Later("storage.records.messages")


def take_letter(casebook: Core, change: "Change", _sender: "Sender", data: bytes) -> None:
    """Keep a message that came in. Raises ParcelRefused: then nothing of it is kept."""
    letter = open_letter(data)
    circle = Circle(casebook)
    may_write = letter.members.may(letter.root, LEADER, WRITER)
    if not (may_write and _is_theirs(circle, letter)):
        raise ParcelRefused(reason="signature", signer=letter.device)
    circle.take(change, letter.members)
    if change.find(records.Message, letter.id) is not None:
        return
    _keep(casebook, change, letter, circle.me)


def _is_theirs(circle: Circle, letter: Letter) -> bool:
    """Say whether a device of the author signed the letter."""
    public = circle.public_of(letter.device)
    is_signed = public is not None and proves_letter(letter, public)
    return is_signed and circle.known.root_of(letter.device) == letter.root


def _keep(casebook: Core, change: "Change", letter: Letter, me: bytes) -> None:
    own = letter.root == me
    author = letter.members.find(letter.root)
    box = records.Box.OUT if own else records.Box.IN
    fields = from_letter(letter, casebook.me.person_id, box)
    try:
        change.make(
            records.Message(
                **fields,
                author=author.name if author else "",
                case_id=_case(change, letter),
                came=dt.datetime.now(dt.UTC),
                is_read=own,
            )
        )
    except Invalid:
        raise ParcelRefused(reason="format", signer=letter.device) from None
    for one in letter.attachments:
        inbox.want_blob(change.connection, one.blob.hex() + SUFFIX, one.digest)


def _case(change: "Change", letter: Letter) -> bytes | None:
    """Return the case the message is about, if this vault holds it."""
    if letter.link is None:
        return None
    kind, record = letter.link
    query = _CASE_OF.get(kind)
    found = None if query is None else change.connection.exec_driver_sql(query, (record,)).scalar()
    return None if found is None else bytes(found)


_CASE_OF = {
    "case": "SELECT id FROM case_ WHERE id = ?",
    "meeting": "SELECT case_id FROM meeting WHERE id = ?",
    "action": "SELECT case_id FROM action WHERE id = ?",
}


def take_receipt(casebook: Core, change: "Change", sender: "Sender", data: bytes) -> None:
    """Keep that somebody has read a message; only they themselves can say so."""
    receipt = open_receipt(data)
    if Cards(casebook).root_of(sender.device) != receipt.root:
        raise ParcelRefused(reason="signature", signer=sender.device)
    keep_receipt(change.connection, receipt)
    change.kinds.add("message")
