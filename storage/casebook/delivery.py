"""The delivery desk: what comes in a parcel goes to whoever knows its kind.

The law: each kind of item has one handler, which judges it whole before it writes anything, may be
given the same item any number of times, and works inside the change it is handed. A handler that
refuses (ParcelRefused) keeps nothing of its item; the others go on.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from storage.casebook.core import Core
from storage.exchange.inbox import Sender

if TYPE_CHECKING:
    from storage.casebook.change import Change

Handler = Callable[[Core, "Change", Sender, bytes], None]


def _later(module: str, function: str) -> Handler:
    """Return a handler that loads its desk when the first item of its kind comes."""

    def handle(casebook: Core, change: "Change", sender: Sender, data: bytes) -> None:
        take: Handler = getattr(import_module(module), function)
        take(casebook, change, sender, data)

    return handle


# Each: (casebook, change, sender, data) -> None. In the order in which a parcel's items are taken.
HANDLERS: dict[str, Handler] = {
    "card": _later("storage.casebook.cards", "take_card"),
    "revocation": _later("storage.casebook.cards", "take_revocation"),
    "grant": _later("storage.casebook.granting", "take_grant"),
    "actors": _later("storage.casebook.granting", "take_actors"),
    "message": _later("storage.casebook.letter_box", "take_letter"),
    "receipt": _later("storage.casebook.letter_box", "take_receipt"),
}
