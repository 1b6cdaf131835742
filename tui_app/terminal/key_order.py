"""Keys one after the other: each waits until the one before it has done its work.

The law: what is typed goes where the person who typed it meant it to go. Textual hands a key to the
field that has the cursor when the key *arrives*; on a slow computer, or over a line that delivers
in bursts, ``Malli Enter Esimerkki`` arrives at once, and the family name would land behind the
given name. So a key that may move the cursor or open something holds back those after it until
every queue between its field and the app is done, or ``LONGEST`` has passed. Text into a field
never waits for itself. F8 and F9 wait for nothing.
"""

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

LONGEST = 1.0  # seconds: a handler that waits for the app itself must not stop the keyboard
AT_ONCE = frozenset({"f8", "f9"})


class KeysInOrder(App[int]):
    """Hands keys on one at a time."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type] # Textual's own
        self._typed: deque[events.Key | events.Paste] = deque()
        self._at_work: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Take a key into the order; everything else goes on as usual."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif isinstance(event, events.Key) and event.key in AT_ONCE:
            self._typed.clear()
            await super().on_event(event)
        else:
            self._typed.append(event)
            await self._hand_on()

    async def _hand_on(self) -> None:
        """Hand on what may go now."""
        while self._typed and self._at_work is None:
            event = self._typed.popleft()
            node = self.focused or self.screen
            await super().on_event(event)
            if not _only_text(node, event):
                self._at_work = asyncio.create_task(self._finish(node))

    async def _finish(self, node: "MessagePump") -> None:
        """Wait until the key's work is done, then let the next one go."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._all_done(node), LONGEST)
        self._at_work = None
        if self._typed:
            self.call_later(self._hand_on)

    async def _all_done(self, node: "MessagePump") -> None:
        await _done(node)  # the key itself, which may post a message to its own field
        each: MessagePump | None = node
        while each is not None and each is not self:
            await _done(each)
            each = each._parent  # noqa: SLF001 - the way a message bubbles
        await _done(self)
        await _done(self.screen)  # perhaps another one, opened by the key


def _only_text(node: "MessagePump", event: events.Key | events.Paste) -> bool:
    """Tell whether the field takes this as text, and nothing else comes of it."""
    if isinstance(event, events.Paste):
        return True
    consumes = getattr(node, "check_consume_key", None)
    return event.is_printable and consumes is not None and consumes(event.key, event.character)


async def _done(node: "MessagePump") -> None:
    """Wait until the node has worked through what is in its queue now."""
    passed = asyncio.Event()
    if node.is_running and node.call_later(passed.set):
        await passed.wait()
