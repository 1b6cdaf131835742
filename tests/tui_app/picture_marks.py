"""Which words of a picture stand out, and as what: the role of the theme, or the sign of ``mono``.

A picture as text would not show a lost cursor or a warning in the colour of the page. So each cell
is traced back to the pair of roles whose colours it wears; ``mono`` says bold, reverse, underline.
"""

from itertools import groupby
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from themes.look import PALETTES
from themes.palette import PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterable

COLOURED = ("night", "day", "contrast")
QUIET = {"text", "line", "bar_text", "quiet", "blank"}
SHOWN_CELLS = 34


def marks(theme: str, rows: "Iterable[Iterable[Segment]]") -> list[str]:
    """Return a line for each stretch of cells that is neither plain text nor a frame."""
    found = []
    for number, row in enumerate(rows, 1):
        cells = ((segment.text, role_of(theme, segment)) for segment in row if segment.text)
        for role, group in groupby(cells, key=lambda cell: cell[1]):
            text = "".join(part for part, _role in group).strip()
            if role not in QUIET and text:
                found.append(f"{role:9} {number:2} {text[:SHOWN_CELLS].rstrip()}")
    return found


def role_of(theme: str, segment: Segment) -> str:
    """Return the role of the segment's colours, ``?`` and both where no pair has them."""
    style = segment.style or Style.null()
    if not segment.text.strip() or (theme not in COLOURED and not _signs(style)):
        return "blank" if not segment.text.strip() else "text"
    if theme not in COLOURED:
        return "+".join(_signs(style))
    ink, paper = _hex(style.color), _hex(style.bgcolor)
    if style.reverse:
        ink, paper = paper, ink
    palette = PALETTES[theme]
    for fore, back in PAIRS:
        if (getattr(palette, fore), getattr(palette, back)) == (ink, paper):
            return "cursor" if fore == "cursor_text" else fore
    return f"? {ink} on {paper}"


def _signs(style: Style) -> list[str]:
    names = ("bold", "reverse", "underline")
    return [name for name in names if getattr(style, name)]


def _hex(colour: Color | None) -> str:
    return "" if colour is None else colour.get_truecolor().hex
