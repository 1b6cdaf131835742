"""What screens tell the app: open something, the casebook has changed.

The law: a message carries an id or a stable word, never a record or a name.
"""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from storage.lines.change import Changed


class Open(Message):
    """Go to ``kind`` (a mode or a place of ``registry.py``), to the record ``id`` where it has one.

    ``detail`` chooses a part of the place, such as a tab's id. ``instead``: in place of the screen
    that asks, so that Esc goes out past both (the tabs of one meeting are screens of their own).
    """

    def __init__(
        self,
        kind: str,
        id: bytes | None = None,  # noqa: A002 - the id of the record
        detail: str = "",
        *,
        instead: bool = False,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.record_id = id
        self.detail = detail
        self.instead = instead


class CasebookChanged(Message):
    """Something was written; ``changed`` says which kinds and scopes."""

    def __init__(self, changed: "Changed") -> None:
        super().__init__()
        self.changed = changed
