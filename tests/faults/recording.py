"""What a worker did to its files, read from ``strace -xx -y``: every call with all its bytes.

The worker speaks through the recording itself: a write to ``/dev/null`` holding ``begun N`` or
``done N`` stands in the same order as the calls around it.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.faults import worker

CALLS = (
    "openat", "write", "pwrite64", "ftruncate", "fallocate", "fsync", "fdatasync", "unlink",
    "rename", "link", "linkat", "mkdir", "close",
)  # fmt: skip
_LONGEST = 1 << 20
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"^\d+ +<\.\.\. \w+ resumed>(.*)$")
_HANDLE = re.compile(r"^(\d+)(?:<([^>]*)>)?")


class Call(NamedTuple):
    """One call that succeeded. ``texts`` are its strings: paths, or the bytes written."""

    name: str
    handle: int
    texts: tuple[bytes, ...]
    numbers: tuple[int, ...]
    flags: str
    result: int


def record(job: Callable[[Callable[[str], None]], None], log: Path) -> list[Call]:
    """Run ``job(say)`` in a worker and return its calls in order."""

    def whole() -> None:
        sink = os.open("/dev/null", os.O_WRONLY)
        job(lambda text: _say(sink, text))

    words = ["-xx", "-s", str(_LONGEST)]
    end = worker.run(whole, words, log, CALLS)
    if end.signal or end.printed:
        message = f"the recording is no use: {end.signal} {end.printed}"
        raise RuntimeError(message)
    return [call for line in _joined(end.calls) if (call := _parse(line)) is not None]


def said(call: Call) -> str:
    """Return what the worker said by this call, or an empty text."""
    words = call.texts[0] if call.name == "write" and call.texts else b""
    return words.decode() if words.startswith((b"begun ", b"done ")) else ""


def _say(sink: int, text: str) -> None:
    os.write(sink, text.encode())


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Put together the calls that another thread's call interrupted."""
    begun: dict[str, str] = {}
    for line in lines:
        thread = line.partition(" ")[0]
        if line.endswith(_UNFINISHED):
            begun[thread] = line.removesuffix(_UNFINISHED)
        elif match := _RESUMED.match(line):
            yield begun.pop(thread, "") + match[1]
        else:
            yield line


def _parse(line: str) -> Call | None:
    match = _LINE.match(line)
    if match is None or int(match[3]) < 0:
        return None
    name, inside, result = match.groups()
    texts = tuple(bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(inside))
    bare = _TEXT.sub("", inside)
    handle = _HANDLE.match(bare)
    numbers = tuple(int(word) for word in re.findall(r"(?<=, )(\d+)\b(?!<)", bare))
    return Call(name, int(handle[1]) if handle else -1, texts, numbers, bare, int(result))
