"""Who takes up each kind of item that comes in a parcel.

The law: each kind has one handler, which judges an item whole before it writes anything, may be
given the same one any number of times, and works inside the change it is handed. A handler that
refuses keeps nothing of its item; the others go on. A kind without a handler is kept as it came.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from storage.casebook.core import Core
from storage.exchange.inbox import Sender

if TYPE_CHECKING:
    from storage.casebook.change import Change

Handler = Callable[[Core, "Change", Sender, bytes], object]
JOURNAL = frozenset({"batch", "peers", "ack", "proof"})
"""No items but the parcel's own: batches, writers' keys, what the sender has and has seen."""


def _in(module: str, function: str) -> Handler:
    """Return a handler that loads its module when the first item of its kind comes."""

    def handle(casebook: Core, change: "Change", sender: Sender, data: bytes) -> object:
        take: Any = getattr(import_module(f"storage.casebook.{module}"), function)
        return take(casebook, change, sender, data)

    return handle


# In the order in which a parcel's items are taken up.
HANDLERS: Mapping[str, Handler] = {
    "card": _in("card_items", "take_card"),
    "revocation": _in("card_items", "take_revocation"),
    "grant": _in("granting", "take_grant"),
    "actors": _in("granting", "take_actors"),
    "message": _in("letter_box", "take_letter"),
    "receipt": _in("letter_box", "take_receipt"),
    "erasure": _in("letting_go", "take_erasure"),
}
OF_CASES = frozenset({"grant", "actors"})
"""Items that are taken from people only whose key somebody has vouched for."""
