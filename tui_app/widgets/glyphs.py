"""The signs that Nivel draws with: plain ASCII, or lines and boxes where the console has them.

The law: meaning never hangs on a glyph of the ``box`` set alone, and neither set uses eighth
blocks, rounded corners or emoji, which old consoles lack.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """``bar``: filled and empty part of a progress bar; ``rule``, ``wall``: lines."""

    rule: str
    wall: str
    corner: str
    cursor: str
    marked: str
    late: str
    filled: str
    empty: str


ASCII = Glyphs("-", "|", "+", ">", "*", "!", "#", "-")
BOX = Glyphs("─", "│", "┼", ">", "*", "!", "█", "░")
_SETS = {"ascii": ASCII, "box": BOX}
_current = ASCII


def use_glyphs(name: str) -> None:
    """Draw with the set ``name`` (ascii, box) from now on."""
    global _current  # noqa: PLW0603 - one terminal has one font
    _current = _SETS.get(name, ASCII)


def glyphs() -> Glyphs:
    """Return the set in use."""
    return _current
