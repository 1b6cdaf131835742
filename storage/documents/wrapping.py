"""Wrap plain text at a number of cells, as a terminal or a fixed-width letter counts them.

The law: a line is never wider than asked, a letter is never parted from its marks, and an emoji
family stays one. Wide letters (Chinese, most emoji) take two cells, marks none. A word longer than
the line is broken between letters; spaces at a break are dropped, line ends are kept.
"""

import re
import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_REGIONS = ("\U0001f1e6", "\U0001f1ff")
_TONES = ("\U0001f3fb", "\U0001f3ff")
_TOKENS = re.compile(r" +|[^ ]+")


def graphemes(text: str) -> Iterator[str]:
    """Yield what a reader sees as one letter: a base with its marks, joined emoji, a flag."""
    cluster = ""
    for sign in text:
        if cluster and not _continues(cluster, sign):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def width_of(text: str) -> int:
    """Return the cells that ``text`` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_cells(cluster) for cluster in graphemes(text))


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Return ``text`` as lines of at most ``width`` cells.

    The first line begins with ``first``, all others with ``rest``; both count. An empty line of
    ``text`` stays an empty line, without ``rest``.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        start = rest if lines else first
        if not line.strip() and lines:
            lines.append("")
        else:
            lines += _wrapped_line(line.strip(" "), width, start, rest)
    return lines


def _wrapped_line(line: str, width: int, first: str, rest: str) -> list[str]:
    lines: list[str] = []
    current, used, gap = first, width_of(first), ""
    is_bare = True
    for token in _TOKENS.findall(line):
        if token[0] == " ":
            gap = token
            continue
        for piece in _pieces(token, width - max(width_of(first), width_of(rest))):
            needed = width_of(gap) + width_of(piece)
            if not is_bare and used + needed > width:
                lines.append(current)
                current, used, gap = rest, width_of(rest), ""
            current += gap + piece
            used += width_of(gap) + width_of(piece)
            gap, is_bare = "", False
    return [*lines, current.rstrip(" ")]


def _pieces(word: str, width: int) -> Iterator[str]:
    """Cut a word that is wider than a line."""
    if width_of(word) <= width:
        yield word
        return
    piece, used = "", 0
    for cluster in graphemes(word):
        cells = _cells(cluster)
        if piece and used + cells > width:
            yield piece
            piece, used = "", 0
        piece += cluster
        used += cells
    yield piece


def _continues(cluster: str, sign: str) -> bool:
    if sign == _JOINER or cluster[-1] == _JOINER:
        return True
    if _TONES[0] <= sign <= _TONES[1] or unicodedata.category(sign) in {"Mn", "Me", "Mc", "Cf"}:
        return True
    is_region = _REGIONS[0] <= sign <= _REGIONS[1]
    return is_region and len(cluster) == 1 and _REGIONS[0] <= cluster <= _REGIONS[1]


def _cells(cluster: str) -> int:
    if len(cluster) > 1 and ("\ufe0f" in cluster or _REGIONS[0] <= cluster[0] <= _REGIONS[1]):
        return 2
    base = cluster[0]
    if unicodedata.category(base) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(base) in {"W", "F"} else 1
