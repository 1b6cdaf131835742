r"""What a command prints: clean lines of UTF-8, or one JSON document.

The law: nothing leaves here that a terminal obeys. Records are cleaned when they are kept; what is
printed is cleaned again, since a vault may hold what an older or another program wrote. A reader
that goes away (``| head``) is no error. No colour, no terminal title.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Self, TextIO

_AT_ONCE = 500  # lines to one write
_LONGEST = 10_000_000
_OBEYED = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ud800-\udfff\U000e0000-\U0010ffff]"
)


def prepare_streams() -> None:
    """Write UTF-8 wherever we stand; a letter that cannot be written becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is not None:
            change(encoding="utf-8", errors="replace")


def printable(line: str) -> str:
    """Return ``line`` as one line of printable text."""
    if line.isprintable():
        return line
    from storage.rules.clean import clean_line  # seldom needed, and 12 ms to load

    return clean_line(line, _LONGEST)


def say(*lines: str) -> None:
    """Print lines for the person."""
    tell(lines)


def tell(lines: Iterable[str]) -> None:
    """Print many lines, a few hundred at a time, as they come."""
    rest: Iterator[str] = iter(lines)
    while block := list(islice(rest, _AT_ONCE)):
        sys.stdout.write("".join(f"{printable(line)}\n" for line in block))
    sys.stdout.flush()


def tell_json(what: str, found: Mapping[str, object]) -> None:
    """Print one document: ``{"format": 1, "what": ..., ...}``; the keys: see ``shapes``."""
    import json

    whole = {"format": 1, "what": what, **found}
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    sys.stdout.write(_OBEYED.sub(_escaped, text) + "\n")
    sys.stdout.flush()


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > 0xFFFF:  # noqa: PLR2004 — JSON writes such a character as two halves
        high, low = divmod(code - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return f"\\u{code:04x}"


def complain(sentence: str) -> None:
    """Print a sentence to the error output."""
    print(printable(sentence), file=sys.stderr, flush=True)


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person sits at this stream."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def close_quietly() -> None:
    """Make the end of the program silent after the reader has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


class ShownProgress:
    """Shows how far a long piece of work is, on the error output, where a person sits there.

    Call it with (done, in all). It writes only when the per cent changes; its line goes at the end.
    """

    def __init__(self, what: str) -> None:
        """Take what is being done, as a word."""
        self._what = what
        self._shown = -1
        self._is_watched = is_terminal(sys.stderr)

    def __call__(self, done: int, total: int) -> None:
        """Show the state."""
        percent = 100 * done // max(total, 1)
        if self._is_watched and percent != self._shown:
            self._shown = percent
            sys.stderr.write(f"\r{printable(self._what)} {percent} % ")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """Take the line away."""
        if self._shown >= 0:
            sys.stderr.write("\r" + " " * (len(self._what) + 8) + "\r")
            sys.stderr.flush()
