"""A QR code of few bytes, drawn in half blocks: 33 by 17 cells for 32 bytes.

The law: what is dark for a camera is dark here, whatever the theme: where the page is dark, its
light squares are drawn, else its dark ones. No colour of its own, so it stands in mono too. Without
drawn lines (ascii) it cannot be drawn, and words say so.
"""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import fit
from tui_app.i18n.wrapping import wrap
from tui_app.widgets.glyphs import ASCII, glyphs

QUIET = 4  # modules of empty border, as the standard wants
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class QrCode(Widget):
    """Shows the bytes given to ``carry``; nothing before."""

    DEFAULT_CSS = "QrCode { width: 33; height: 17; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.carried = b""

    def carry(self, data: bytes) -> None:
        """Show ``data``."""
        self.carried = data
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw two rows of modules in one of cells."""
        width = self.size.width
        if glyphs() is ASCII:
            words = wrap(_("The picture needs drawn lines: Settings, Lines. The digits say the "
                           "same."), width)  # fmt: skip
            text = words[y] if y < len(words) else ""
        else:
            rows = code_rows(self.carried, is_dark=self.app.current_theme.dark)
            text = rows[y] if y < len(rows) else ""
        return Strip([Segment(fit(text, width), self.rich_style)], width)


def code_rows(data: bytes, *, is_dark: bool) -> tuple[str, ...]:
    """Return the rows of cells; ``is_dark``: the page is, so the light modules are drawn."""
    import segno

    if not data:
        return ()
    code = segno.make(data, error="l", mode="byte", micro=False, boost_error=False)
    modules = [[bool(one) for one in row] for row in code.matrix_iter(border=QUIET)]
    if len(modules) % 2:
        modules.append([False] * len(modules[0]))
    drawn = [[module != is_dark for module in row] for row in modules]
    pairs = zip(drawn[::2], drawn[1::2], strict=True)
    return tuple(
        "".join(HALVES[above, below] for above, below in zip(*pair, strict=True)) for pair in pairs
    )
