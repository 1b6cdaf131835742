"""Looking for words where none may stand: every file of some folders, in every writing.

UTF-8, UTF-16 and UTF-32, upper and lower case, hexadecimal, base64 at each of its three places, and
all of that inside whatever zlib or gzip stream the file may hold.
"""

import base64
import re
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

MOST_BYTES = 64 << 20
_STREAM = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_MOST_UNPACKED = 8 << 20


class Sweep:
    """Looks for ``words``."""

    def __init__(self, words: Sequence[str]) -> None:
        self._lower = [(word, needle) for word in words for needle in writings(word)]
        self._exact = [(word, needle) for word in words for needle in based(word)]
        self.files = 0

    def found(self, places: Iterable[Path], since: float = 0.0) -> list[str]:
        """Return ``file: word`` for each hit in files changed after ``since`` (unix seconds)."""
        hits = []
        for path in places:
            try:
                there = path.is_file() and not path.is_symlink()
                if not there or path.stat().st_mtime < since or path.stat().st_size > MOST_BYTES:
                    continue
                data = path.read_bytes()
            except OSError:
                continue  # gone meanwhile, or a special file
            self.files += 1
            hits += [f"{path}: {word}" for word in self.in_bytes(data)]
        return hits

    def in_bytes(self, data: bytes) -> set[str]:
        """Return the words that stand in the bytes or in a stream packed inside."""
        seen = self._plain(data)
        for match in _STREAM.finditer(data):
            if unpacked := _unpacked(data[match.start() :]):
                seen |= self._plain(unpacked)
        return seen

    def _plain(self, data: bytes) -> set[str]:
        lower = data.lower()
        seen = {word for word, needle in self._lower if needle in lower}
        return seen | {word for word, needle in self._exact if needle in data}


def writings(word: str) -> set[bytes]:
    """Return the bytes that an ASCII word may be written as, in small letters."""
    text = word.lower()
    plain = {text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")}
    return plain | {written.encode().hex().encode() for written in (word, text, word.upper())}


def based(word: str) -> set[bytes]:
    """Return what base64 makes of it at each place, without the letters its neighbours share."""
    return {
        base64.b64encode(bytes(shift) + word.encode())[(-(-shift * 8 // 6)) : -4][:-1]
        for shift in range(3)
    }


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=47).decompress(data, _MOST_UNPACKED)
    except zlib.error:
        return b""
