"""Cards and statements about devices taken back, out of a parcel: handed to the desk of cards.

The law: a device nobody here knows may introduce itself by its own card, if that card stands under
a root key that counts here already: a restored vault, a new laptop. Nothing else of such a parcel
is looked at before the card was taken and the parcel's signature was proved by it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from storage.casebook.cards import Cards
from storage.casebook.core import Core
from storage.errors import Invalid
from storage.exchange.card import Card, open_card
from storage.exchange.inbox import Sender
from storage.refusals import CardRefused, ParcelRefused

if TYPE_CHECKING:
    from storage.casebook.change import Change


def take_card(casebook: Core, change: "Change", sender: Sender, data: bytes) -> None:
    """Take in a card that its own device sent."""
    Cards(casebook).take_card(change, sender.device, data)


def take_revocation(casebook: Core, change: "Change", _sender: Sender, data: bytes) -> None:
    """Take in a statement that a device was taken back, by whoever may say so."""
    Cards(casebook).take_revocation(change, data)


def introduce(casebook: Core, device: bytes, cards: Iterable[bytes], now: int) -> bool:
    """Take the card by which an unknown device introduces itself; says whether it counts now."""
    for data in cards:
        try:
            card = open_card(data, now)
            if card.issuer != device or not _is_of_known_root(casebook, card):
                continue
            with casebook.change("card.accept", can_undo=False) as change:
                Cards(casebook).accept_into(change, data, card, now=now)
        except (CardRefused, ParcelRefused, Invalid):
            continue
        return True
    return False


def _is_of_known_root(casebook: Core, card: Card) -> bool:
    known = Cards(casebook).known()
    if card.person_id == known.me.person_id:
        return card.root == known.root
    return any(
        card.root == one.root and card.person_id == one.person_id and not one.blocked
        for one in known.people.values()
    )
