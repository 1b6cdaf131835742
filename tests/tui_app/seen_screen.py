"""What a person sees: a small reader of what the program writes to its terminal, 80x24.

It knows what Nivel sends (text, places, colours, emptying, the alternate screen) and keeps every
control sequence it met by its kind, so that a test can hold them against a list.
"""

import codecs
import re
from collections import Counter

from rich.cells import cell_len

ROWS, COLUMNS = 24, 80
# CSI with parameters and a last letter; OSC, DCS, APC, PM, SOS up to their end; two-letter ESC.
_SEQUENCE = re.compile(
    r"\x1b\[(?P<parameters>[0-?]*)(?P<between>[ -/]*)(?P<last>[@-~])"
    r"|\x1b(?P<string>[\]PX^_])(?:[^\x07\x1b\x9c]|\x1b(?!\\))*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*(?P<short>[0-OQ-WYZ`-~\\])"
)
_UNFINISHED = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_](?:[^\x07\x1b\x9c]|\x1b(?!\\))*\x1b?|[ -/]*)?$"
)


class SeenScreen:
    """The cells of the terminal, fed with bytes."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._left = ""
        self.row = 0
        self.column = 0
        self.met: Counter[str] = Counter()
        self._empty()

    def _empty(self) -> None:
        self._cells = [[" "] * COLUMNS for _ in range(ROWS)]

    def feed(self, data: bytes) -> None:
        """Take more bytes."""
        text = self._left + self._decoder.decode(data)
        unfinished = _UNFINISHED.search(text)
        self._left = text[unfinished.start() :] if unfinished else ""
        text = text[: unfinished.start()] if unfinished else text
        at = 0
        for match in _SEQUENCE.finditer(text):
            self._put(text[at : match.start()])
            self._obey(match)
            at = match.end()
        self._put(text[at:])

    def text(self) -> str:
        """Return the rows, without spaces at their ends."""
        return "\n".join(self.line(row) for row in range(ROWS))

    def line(self, row: int) -> str:
        """Return one row, counted from 0."""
        return "".join(self._cells[row]).rstrip()

    def _put(self, text: str) -> None:
        for letter in text:
            if letter == "\n":
                self.row = min(self.row + 1, ROWS - 1)
            elif letter == "\r":
                self.column = 0
            elif letter < " " or "\x7f" <= letter <= "\x9f":
                self.met[f"control {ord(letter):02x}"] += 1
            else:
                self._set(letter)

    def _set(self, letter: str) -> None:
        width = cell_len(letter)
        if width == 0:
            self._cells[self.row][max(self.column - 1, 0)] += letter
            return
        if self.column + width > COLUMNS:
            self.column, self.row = 0, min(self.row + 1, ROWS - 1)
        self._cells[self.row][self.column] = letter
        for more in range(1, width):
            self._cells[self.row][self.column + more] = ""
        self.column += width

    def _obey(self, match: "re.Match[str]") -> None:
        self.met[_kind(match)] += 1
        if match["last"] is None:
            return
        words, last = match["parameters"], match["last"]
        numbers = [int(word) for word in words.split(";") if word.isdecimal()]
        if last in "Hf" and not words.startswith("?"):
            row, column = (*numbers, 1, 1)[:2]
            self.row = min(max(row, 1), ROWS) - 1
            self.column = min(max(column, 1), COLUMNS) - 1
        elif last == "J":
            self._erase_below(whole=bool(numbers) and numbers[0] > 1)
        elif last == "K":
            self._cells[self.row][self.column :] = [" "] * (COLUMNS - self.column)
        elif last in "hl" and words == "?1049":
            self._empty()

    def _erase_below(self, *, whole: bool) -> None:
        if whole:
            self._empty()
            return
        self._cells[self.row][self.column :] = [" "] * (COLUMNS - self.column)
        for row in range(self.row + 1, ROWS):
            self._cells[row] = [" "] * COLUMNS


def _kind(match: "re.Match[str]") -> str:
    """Name a sequence: a mode with its number, everything else by its letters alone."""
    if match["last"] is None:
        return f"string {match['string']}" if match["string"] else f"ESC {match['short']}"
    words, last = match["parameters"], match["last"]
    private = words if last in "hl" else words[:1] if words[:1] in tuple("?<>=") else ""
    return f"CSI {private}{match['between']}{last}"
