"""Row 2: the numbered tabs of this level, the current one in brackets.

The law: the digits are fixed and always visible. Where the names do not fit (eight names need 92
cells in Swedish), a tab keeps its digit and the current one its name; names come back from the left
as far as they fit.
"""

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import cut, width


@dataclass(frozen=True, slots=True)
class Tab:
    """One numbered tab. ``digit`` 1 to 9; ``label`` is an ``N_()`` message; ``id`` for the code."""

    digit: int
    id: str
    label: str


class TabLine(Widget):
    """Shows ``tabs``; ``current`` is the id of the one that is open."""

    DEFAULT_CSS = "TabLine { height: 1; width: 100%; padding: 0 1; }"

    tabs: reactive[tuple[Tab, ...]] = reactive(())
    current: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the tabs in the cells there are."""
        return tabs_text(self.tabs, self.current, self.content_size.width)


def tabs_text(tabs: tuple[Tab, ...], current: str, cells: int) -> Content:
    """Return the row of ``tabs`` in at most ``cells`` cells."""
    long = [f"{tab.digit} {_(tab.label)}" for tab in tabs]
    shown = [
        f"[{text}]" if tab.id == current else str(tab.digit)
        for tab, text in zip(tabs, long, strict=True)
    ]
    for place, tab in enumerate(tabs):
        tried = [*shown[:place], long[place], *shown[place + 1 :]]
        if tab.id != current and width("  ".join(tried)) <= cells:
            shown = tried
    parts: list[Content] = []
    for tab, text in zip(tabs, shown, strict=True):
        parts.append(Content.styled(text, "bold") if tab.id == current else Content(text))
    row = Content("  ").join(parts)
    return row if width(row.plain) <= cells else Content(cut(row.plain, cells))
