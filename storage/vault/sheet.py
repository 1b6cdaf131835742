"""The recovery sheet: one 256-bit seed on paper, and what is made from it.

Format 1, four lines of 15 signs over an alphabet of 31 without look-alikes (no 0 1 I L O):
    line  = 13 signs of the seed | 2 check signs
    seed  = a number below 2^256, in base 31, 52 digits, the highest first
    check = the line is a word of a Reed-Solomon code over GF(31): with signs s1..s15,
            sum(s_i) = line and sum(i * s_i) = 1 (modulo 31): any one or two wrong signs of a line,
            any two swapped signs, and any two swapped lines are seen, with the line's number.
Two HKDF labels: ``nivel-sheet-slot-1`` opens the key slot, ``nivel-sheet-root-1`` is the seed of
the person's root key (Ed25519), which certifies the person's devices and is kept nowhere else.

The law: reading is lenient about case, spaces, dashes and line numbers, and strict about signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from storage.crypto.kdf import expand
from storage.crypto.keypair import DeviceSigner
from storage.crypto.secret import Secret
from storage.errors import SheetLineWrong

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LINES = 4
LINE_SIGNS = 15
_DATA_SIGNS = LINE_SIGNS - 2
_BASE = len(ALPHABET)
_SEED_BYTES = 32
_GROUP = 5
_NUMBERED = re.compile(r"^\s*[1-4]\s*[.:)]")
_SKIPPED = re.compile(r"[\s\-\u2010-\u2015.:]")


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """The seed, in locked memory. ``wipe`` the seed when the sheet has been shown."""

    seed: Secret

    @classmethod
    def new(cls) -> RecoverySheet:
        """Draw a new sheet."""
        return cls(Secret.random(_SEED_BYTES))

    def lines(self) -> tuple[str, ...]:
        """Return the four lines to print, in groups of five signs."""
        with self.seed.view() as view:
            number = int.from_bytes(view, "big")
        digits: list[int] = []
        for _ in range(LINES * _DATA_SIGNS):
            number, digit = divmod(number, _BASE)
            digits.append(digit)
        digits.reverse()
        starts = range(0, len(digits), _DATA_SIGNS)
        rows = [_checked(digits[at : at + _DATA_SIGNS], row + 1) for row, at in enumerate(starts)]
        return tuple(_grouped("".join(ALPHABET[digit] for digit in row)) for row in rows)

    def slot_key(self) -> Secret:
        """Return the 32-byte key that opens the sheet's key slot."""
        return expand(self.seed, "nivel-sheet-slot-1")

    def person_root(self) -> DeviceSigner:
        """Return the person's root key."""
        with expand(self.seed, "nivel-sheet-root-1") as seed:
            return DeviceSigner.from_seed(seed)


def read_sheet(text: str) -> RecoverySheet:
    """Return the sheet typed in as ``text`` (four lines, or all signs in one).

    Raises ``SheetLineWrong`` with every line that is not right.
    """
    rows = _rows(text)
    wrong = tuple(number for number, row in enumerate(rows, 1) if not _is_right(row, number))
    if wrong:
        raise SheetLineWrong(wrong)
    number = 0
    for row in rows:
        for sign in row[:_DATA_SIGNS]:
            number = number * _BASE + ALPHABET.index(sign)
    if number >> (8 * _SEED_BYTES):
        raise SheetLineWrong((1,))  # well-formed, but no sheet we ever printed
    return RecoverySheet(Secret(bytearray(number.to_bytes(_SEED_BYTES, "big"))))


def _rows(text: str) -> list[str]:
    """Split what was typed into exactly four rows of bare signs."""
    typed = [_SKIPPED.sub("", _NUMBERED.sub("", row)).upper() for row in text.splitlines()]
    rows = [row for row in typed if row]
    if len(rows) == 1:
        rows = [rows[0][at : at + LINE_SIGNS] for at in range(0, len(rows[0]), LINE_SIGNS)]
    if len(rows) > LINES:  # too much typed: the last line takes the blame
        rows = [*rows[: LINES - 1], "".join(rows[LINES - 1 :])]
    return rows + [""] * (LINES - len(rows))


def _is_right(row: str, number: int) -> bool:
    """Say whether one row has its length, its alphabet and its two check sums."""
    if len(row) != LINE_SIGNS or not set(row) <= set(ALPHABET):
        return False
    signs = [ALPHABET.index(sign) for sign in row]
    return _sums(signs) == (number % _BASE, 1)


def _sums(signs: list[int]) -> tuple[int, int]:
    plain = sum(signs) % _BASE
    weighted = sum(at * sign for at, sign in enumerate(signs, 1)) % _BASE
    return plain, weighted


def _checked(data: list[int], number: int) -> list[int]:
    """Append the two check signs that bring both sums to their values."""
    plain, weighted = _sums(data)
    rest, rest_weighted = (number - plain) % _BASE, (1 - weighted) % _BASE
    # c14 + c15 = rest, 14 c14 + 15 c15 = rest_weighted
    last = (rest_weighted - (LINE_SIGNS - 1) * rest) % _BASE
    return [*data, (rest - last) % _BASE, last]


def _grouped(row: str) -> str:
    return " ".join(row[at : at + _GROUP] for at in range(0, len(row), _GROUP))
