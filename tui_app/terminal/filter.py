"""The last gate before the terminal: no control character of any data leaves the program.

The law (``safety``, traps 1 and T21): Textual passes ESC, OSC, C1 and bidi controls in data through
to the terminal unchanged, where they can set the clipboard or repaint the screen. This filter
stands last in ``App._filters`` and sees every segment of every widget. What it deletes measures no
cell in Rich, so the layout stays as it was. Text is cleaned when it is stored too; this gate is
for what was stored elsewhere.
"""

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter, Monochrome, NoColor

if TYPE_CHECKING:
    from textual.color import Color

_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL and C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls turn the reading order
    "\u2028\u2029\ufeff\U000e0000-\U000e0fff\ud800-\udfff]+"  # separators, BOM, tags, surrogates
)


def without_controls(text: str) -> str:
    """Return ``text`` without any character that a terminal obeys or that hides."""
    if text.isascii() and text.isprintable():
        return text
    return _OBEYED.sub("", text)


class ControlFilter(LineFilter):
    """Deletes C0, C1 and bidi controls from every segment that is drawn."""

    def apply(self, segments: list[Segment], background: "Color") -> list[Segment]:  # noqa: ARG002
        """Return ``segments`` with every text cleaned; styles stay, links are dropped."""
        return [
            Segment(
                without_controls(text),
                # A link target would leave as OSC 8 with whatever a record put into it.
                style if style is None or style.link is None else style.update_link(None),
            )
            for text, style, _control in segments
        ]


def colour_filter(*, monochrome: bool, native_ansi: bool) -> LineFilter | None:
    """Return what takes colour away under ``NO_COLOR`` or in the mono theme, None in colour.

    Trap 4: Textual chooses this once, at start. With an ANSI theme set later ``Monochrome`` draws
    black on black; only ``NoColor`` leaves the terminal its own two colours.
    """
    if not monochrome:
        return None
    return NoColor() if native_ansi else Monochrome()
