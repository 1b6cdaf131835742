"""How wide text is on the screen, and how it is cut without breaking a wide letter.

The law: a terminal counts cells, not characters: å is one, 漢 two, a combining mark none. A cut
never leaves half a letter, and says that something is missing by the mark in ``MORE``.
"""

MORE = "~"
_NARROW_BELOW = "\u0300"  # every letter before the combining marks takes one cell


def width(text: str) -> int:
    """Return the cells of ``text``, which holds no control characters."""
    if text.isascii() or max(text) < _NARROW_BELOW:
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells`` cells, its last one ``~`` when something was cut."""
    if cells <= 0:
        return ""
    if width(text) <= cells:
        return text
    if text.isascii() or max(text) < _NARROW_BELOW:
        return text[: cells - 1] + MORE
    from rich.cells import set_cell_size

    return set_cell_size(text, cells - 1).rstrip(" ") + MORE


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """Return ``text`` in exactly ``cells`` cells: cut, or padded on the left when ``right``."""
    shown = cut(text, cells)
    pad = " " * (cells - width(shown))
    return pad + shown if right else shown + pad


def both_ends(left: str, right: str, cells: int) -> str:
    """Return ``left`` and ``right`` at the two ends of ``cells`` cells; the right end is kept."""
    room = cells - width(right) - 1
    return fit(left, max(0, room)) + " " + cut(right, cells - 1) if right else fit(left, cells)
