"""Row 2: the numbered tabs of this level, the current one in brackets.

The law: the digits are fixed and always visible. Where the names do not fit (eight names need 92
cells in Swedish), those of the other tabs are shortened to one length, with a full stop; then the
current one's; where less than three letters would be left, the current tab alone has its name.
"""

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import cut, width

LONGEST = 40  # letters of a name: longer than any there is
SHORTEST = 4  # three letters and the full stop


@dataclass(frozen=True, slots=True)
class Tab:
    """One numbered tab. ``digit`` 1 to 9, 0 for the tenth; ``label`` is an ``N_()`` message."""

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
    # first the others give way, then the current one too, and last the names go
    lengths = [(each, LONGEST, "  ") for each in range(LONGEST, SHORTEST - 1, -1)]
    lengths += [(SHORTEST, own, "  ") for own in range(LONGEST, SHORTEST - 1, -1)]
    # ten tabs stand closer together before a name goes
    lengths += [(each, own, " ") for each, own, _gap in lengths]
    for others, own, gap in (*lengths, (0, LONGEST, "  ")):
        shown = [_tab_text(tab, own if tab.id == current else others) for tab in tabs]
        shown = [
            f"[{text}]" if tab.id == current else text
            for tab, text in zip(tabs, shown, strict=True)
        ]
        if width(gap.join(shown)) <= cells:
            break
    parts: list[Content] = []
    for tab, text in zip(tabs, shown, strict=True):
        parts.append(Content.styled(text, "bold") if tab.id == current else Content(text))
    row = Content(gap).join(parts)
    return row if width(row.plain) <= cells else Content(cut(row.plain, cells))


def _tab_text(tab: Tab, letters: int) -> str:
    """Return one tab, its name at most ``letters`` long with the full stop; without it at none."""
    name = _(tab.label)
    short = name if len(name) <= letters else f"{name[: letters - 1].rstrip()}."
    return f"{tab.digit} {short}" if letters else str(tab.digit)
