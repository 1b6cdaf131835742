"""Somebody like this is here already: go to them, or add another person after all.

The law: both stand in words, and neither happens by Esc, which goes back to what was typed.
"""

from collections.abc import Callable, Sequence
from typing import Any

from textual.events import Mount

from storage.lines.people import PersonLine
from tui_app.dialogs.choose import Choose
from tui_app.dialogs.person_picker import whence
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.words import joined
from tui_app.widgets.list_rows import Column, Row

COLUMNS = (Column(N_("Name"), 24), Column(N_("Organisation"), 0), Column(N_("Contact"), 22))


class AlikeQuestion(Choose):
    """Answers ``Chosen``: the key of the person who was meant, or None for another person."""

    def __init__(self, name: str, found: Sequence[PersonLine]) -> None:
        def look(_words: str, show: Callable[[Sequence[Any]], None]) -> None:
            show(found)

        question = _(
            "Somebody like {name} is here already. Enter opens them; Ctrl+N adds another person."
        ).format(name=name)
        super().__init__(
            question, COLUMNS, _row, lambda line: line.id, look, new=_("another person")
        )

    def on_mount(self, event: Mount | None = None) -> None:
        """There is nothing to type here, so the list has the cursor."""
        if event is not None:
            event.prevent_default()  # Textual would call the parent's own too
        self.query_one("#choose-words").display = False
        self.look("", self.list.show)
        self.list.focus()


def _row(line: PersonLine) -> Row:
    return Row((line.name, whence(line), joined((line.phone, line.email))))
