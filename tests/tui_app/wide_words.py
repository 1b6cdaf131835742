"""What is wider than its room: the words of lists that stand in columns of a fixed width."""

from collections.abc import Iterable, Mapping

from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import width
from tui_app.i18n.choices import choice_words
from tui_app.widgets.list_rows import Column


def wide_headings(lists: Iterable[Iterable[Column]]) -> list[str]:
    """Return the headings that are wider than their columns."""
    return [
        _(column.label)
        for columns in lists
        for column in columns
        if column.width and width(_(column.label)) > column.width
    ]


def wide_words(room: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return the words of closed lists that are wider than the cells they have."""
    return [
        (which, label)
        for which, cells in room.items()
        for _word, label in choice_words(which)
        if width(label) > cells
    ]
