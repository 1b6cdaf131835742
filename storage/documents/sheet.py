"""Write a table as CSV that a spreadsheet opens as text (RFC 4180, every cell quoted).

The law (threat T19): no cell that came from a person starts a formula. A text that begins, also
behind white space or unseen characters, with ``= + - @`` in any width (also the full-width forms
U+FF1D, FF0B, FF0D, FF20: what Unicode's NFKC turns into one of the four), or with TAB, CR, LF or
NUL, gets an apostrophe in front. Numbers and days are typed and need none. Finnish Excel parts
columns by semicolon and takes UTF-8 only with a byte order mark, so both are on by default. Lines
end with CRLF.
"""

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeAlias

Cell: TypeAlias = str | int | dt.date | None

_STARTERS = frozenset("=+-@\u2212")
_CONTROLS = frozenset("\t\r\n\0\x0b\x0c\x85\u2028\u2029")
# What a spreadsheet may skip before it looks at the first letter: Unicode's control, format and
# unassigned characters, and spaces of all kinds.
_SKIPPED = frozenset("CZ")
# A file of UTF-8 cannot hold half a surrogate pair, and readers choke on NUL.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def sheet(
    headings: Iterable[str],
    rows: Iterable[Iterable[Cell]],
    *,
    separator: str = ";",
    has_mark: bool = True,
) -> bytes:
    """Return the whole CSV file, UTF-8, with a byte order mark if ``has_mark``."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_written(heading) for heading in headings])
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return target.getvalue().encode("utf-8-sig" if has_mark else "utf-8")


def guarded(text: str) -> str:
    """Return ``text`` with an apostrophe in front if a spreadsheet could take it for a formula."""
    return f"'{text}" if is_formula_like(text) else text


def is_formula_like(text: str) -> bool:
    """Tell whether a spreadsheet could take ``text`` for a formula."""
    if text[:1] in _CONTROLS and text:
        return True
    seen = next((sign for sign in text if unicodedata.category(sign)[0] not in _SKIPPED), "")
    return bool(seen) and (seen in _STARTERS or unicodedata.normalize("NFKC", seen) in _STARTERS)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    return _UNWRITABLE.sub("\ufffd", guarded(cell))
