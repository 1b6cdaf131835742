"""Cards and statements about devices taken back, out of a parcel: handed to the desk of cards."""

from typing import TYPE_CHECKING

from storage.casebook.cards import Cards
from storage.casebook.core import Core
from storage.exchange.inbox import Sender

if TYPE_CHECKING:
    from storage.casebook.change import Change


def take_card(casebook: Core, change: "Change", sender: Sender, data: bytes) -> None:
    """Take in a card that its own device sent."""
    Cards(casebook).take_card(change, sender.device, data)


def take_revocation(casebook: Core, change: "Change", _sender: Sender, data: bytes) -> None:
    """Take in a statement that a device was taken back, by whoever may say so."""
    Cards(casebook).take_revocation(change, data)
