"""Break text into lines of so many cells, between words where it can be.

The law: pure, and nothing is lost but the spaces where a line breaks; a word wider than the line is
broken between letters, a line end in the text stays one.
"""

from tui_app.i18n.cells import width


def wrap(text: str, cells: int) -> list[str]:
    """Return ``text`` in lines of at most ``cells`` cells; an empty text is one empty line."""
    room = max(2, cells)  # the widest letter takes two
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph, room))
    return lines


def _wrapped(paragraph: str, room: int) -> list[str]:
    lines, line, used = [], "", 0
    for word in paragraph.split(" "):
        wide = width(word) if word else 0
        if line and used + 1 + wide <= room:
            line, used = f"{line} {word}", used + 1 + wide
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, room) if wide > room else [word]
        lines.extend(whole)
        used = width(line) if line else 0
    return [*lines, line]


def _broken(word: str, room: int) -> list[str]:
    from rich.cells import chop_cells

    return chop_cells(word, room) or [word]  # signs of no width at all stay in one piece
