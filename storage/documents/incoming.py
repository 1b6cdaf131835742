"""A file from outside, line by line, in bounded memory.

The law: no file, however large, crooked or hostile, costs more than ``LINE_CAP`` bytes at a time.
A file may be UTF-8 with or without a byte order mark, UTF-16 (told by its mark or its zero bytes;
turned into UTF-8 here) or one of the one-byte encodings. Which of these a line is in is judged
line by line, so one crooked line does not spoil the rest. A file with zero bytes that is no UTF-16
is no text and is refused.
"""

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias

from storage.errors import ImportRefused

FILE_CAP = 50 * 1024 * 1024
LINE_CAP = 1024 * 1024
# Fifty megabytes of real lines are a third of this; of empty ones they would take half a minute.
LINES_CAP = 3_000_000
CHUNK = 64 * 1024
_JUDGED = 1024
_LOOKED_AT = 16

# Called with the bytes read so far; what it raises stops the reading.
Progress: TypeAlias = Callable[[int], None]


def silent(_read: int) -> None:
    """Report to nobody."""


class RawLine(NamedTuple):
    """One line without its end. ``number`` counts from 1; ``cut`` says that it was too long.

    A tuple, since a hostile file makes millions of them.
    """

    number: int
    data: bytes
    cut: bool = False


def raw_lines(stream: BinaryIO, path: Path, progress: Progress = silent) -> Iterator[RawLine]:
    """Yield the lines of ``stream``; CRLF, LF and CR end a line; blank lines in a row come once.

    ``path`` only goes into the error. Raises ``ImportRefused``: large beyond ``FILE_CAP`` bytes
    or ``LINES_CAP`` lines, encoding when the file is no text.
    """
    held, cut, number, is_blank = bytearray(), False, 1, False
    for piece in _pieces(_as_bytes_of_utf8(_chunks(stream, path, progress), path)):
        body = piece.rstrip(b"\r\n")
        room = LINE_CAP - len(held)
        held += body[:room]
        cut = cut or len(body) > room
        if len(body) == len(piece):
            continue
        if held or not is_blank:
            is_blank = not held
            yield RawLine(number, bytes(held), cut)
            held, cut = bytearray(), False
        number += 1
        if number > LINES_CAP:
            raise ImportRefused(path=path, reason="large")
    if held:
        yield RawLine(number, bytes(held), cut)


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield lines with their ends, or parts of lines where a chunk ends; a CRLF is never parted."""
    after_return = False
    for chunk in chunks:
        pieces = chunk.splitlines(keepends=True)
        if not pieces:
            continue
        if after_return and pieces[0] == b"\n":
            del pieces[0]
        after_return = chunk.endswith(b"\r")
        yield from pieces


def decoded(data: bytes) -> str:
    """Return ``data`` as text: UTF-8 if it is that, else Windows-1252. Never fails."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _chunks(stream: BinaryIO, path: Path, progress: Progress) -> Iterator[bytes]:
    total = 0
    while chunk := stream.read(CHUNK):
        total += len(chunk)
        if total > FILE_CAP:
            raise ImportRefused(path=path, reason="large")
        progress(total)
        yield chunk


def _as_bytes_of_utf8(chunks: Iterator[bytes], path: Path) -> Iterator[bytes]:
    """Pass UTF-8 and one-byte text through, without a byte order mark; turn UTF-16 into UTF-8."""
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) >= _JUDGED:
            break
    wide = _wide_encoding(first)
    if wide is None:
        if b"\0" in first[:_JUDGED]:
            raise ImportRefused(path=path, reason="encoding")
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(wide)(errors="replace")
    yield decoder.decode(first).removeprefix("\ufeff").encode("utf-8", errors="replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", errors="replace")


def _wide_encoding(start: bytes) -> str | None:
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    if start.startswith(codecs.BOM_UTF16_LE) or _is_every_second_zero(start, 1):
        return "utf-16-le"
    if start.startswith(codecs.BOM_UTF16_BE) or _is_every_second_zero(start, 0):
        return "utf-16-be"
    return None


def _is_every_second_zero(start: bytes, offset: int) -> bool:
    """Tell ASCII text in UTF-16 without its mark: the first eight letters all have a zero byte."""
    looked_at = start[:_LOOKED_AT]
    is_enough = len(looked_at) == _LOOKED_AT
    return is_enough and not any(looked_at[offset::2]) and all(looked_at[1 - offset :: 2])
