"""Choose whose role is handed over: the key worker's, or an actor's of the network."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from storage.lines.network import TieLine
from storage.rules.fold import fold
from tui_app.dialogs.need_pickers import ActorChoice
from tui_app.i18n.catalogue import _
from tui_app.widgets.list_rows import Row

KEY_WORKER = b"key-worker"
"""What is answered for the key worker's role."""


class _KeyWorker(NamedTuple):
    """The row of the key worker's role."""

    id: bytes = KEY_WORKER


class WhichRole(ActorChoice):
    """Answers with the tie of the role, or ``KEY_WORKER``."""

    def __init__(self, ties: Sequence[TieLine]) -> None:
        super().__init__(ties, _("Which role is handed over?"))

    def narrow(self, words: str, show: Callable[[Sequence[Any]], None]) -> None:
        """Show the key worker's role, then the actors that hold every word."""

        def all_of(ties: Sequence[Any]) -> None:
            fits = all(word in fold(_("key worker")) for word in fold(words).split())
            show([*([_KeyWorker()] if fits else ()), *ties])

        super().narrow(words, all_of)

    def row(self, line: Any) -> Row:  # noqa: ANN401 - a tie, or the key worker
        """Draw a role."""
        if isinstance(line, _KeyWorker):
            return Row((), full=_("key worker: the case itself"))
        return super().row(line)
