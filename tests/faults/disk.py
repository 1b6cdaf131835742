"""A disk after a power loss, rebuilt from a recording: what was synced is there, the rest may be.

The model: a write or a new length is lasting once its file was synced; until then it may be there,
or not, or only some of its 512-byte sectors (``torn``). A name made, moved or removed is lasting
once its folder was synced; until then any beginning of such changes may be there, in their order
(``early`` and later). SQLite's ``-shm`` is left out: it is rebuilt after a crash.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.faults.recording import Call

SECTOR = 512
MODES = ("dropped", "subset", "torn")


class Change(NamedTuple):
    """Bytes written at a place, or (``data`` is None) a new length."""

    at: int
    data: bytes | None


@dataclass(slots=True)
class File:
    """A file's lasting bytes and what is not synced yet."""

    lasting: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)

    def length(self) -> int:
        """Return the length a process sees."""
        length = len(self.lasting)
        for change in self.pending:
            end = change.at + len(change.data or b"")
            length = end if change.data is None else max(length, end)
        return length

    def sync(self) -> None:
        """Make all of it lasting."""
        for change in self.pending:
            _apply(self.lasting, change)
        self.pending.clear()


class Naming(NamedTuple):
    """A change of a name: to a file, or (None) removed."""

    path: str
    file: File | None


class Disk:
    """The files under one folder, by path relative to it."""

    def __init__(self, start: Path, seen_as: Path) -> None:
        """Take the files under ``start``; the recording calls that folder ``seen_as``."""
        self._root = f"{seen_as}/"
        self._lasting = {
            str(path.relative_to(start)): File(bytearray(path.read_bytes()))
            for path in sorted(start.rglob("*"))
            if path.is_file()
        }
        self._names = dict(self._lasting)
        self._pending: list[Naming] = []
        self._open: dict[int, tuple[File, int]] = {}
        self._folders: dict[int, str] = {}

    def apply(self, call: Call) -> None:
        """Do what the call did."""
        if call.name == "openat":
            self._openat(call)
        elif call.name == "close":
            self._open.pop(call.handle, None)
            self._folders.pop(call.handle, None)
        elif call.name in {"fsync", "fdatasync"}:
            self._sync(call.handle)
        elif call.handle in self._open:
            self._change(call)
        elif call.name in {"unlink", "rename", "link", "linkat"}:
            self._name([self._inside(text) for text in call.texts], call.name)

    def image(self, luck: random.Random, mode: str) -> dict[str, bytes]:
        """Return the files as one power loss may leave them."""
        names = dict(self._lasting)
        early = luck.choice((len(self._pending), luck.randint(0, len(self._pending))))
        for path, file in self._pending[:early]:
            _rename(names, path, file)
        return {path: _left(file, luck, mode) for path, file in names.items()}

    def _inside(self, text: bytes) -> str:
        path = text.decode()
        return path[len(self._root) :] if path.startswith(self._root) else ""

    def _openat(self, call: Call) -> None:
        path = self._inside(call.texts[-1])
        if not path or path.endswith("-shm"):
            if call.texts[-1].decode() + "/" == self._root:
                self._folders[call.result] = ""
            return
        file = self._names.get(path)
        if file is None and "O_CREAT" not in call.flags:
            self._folders[call.result] = path
            return
        if file is None:
            file = File()
            self._note(path, file)
        if "O_TRUNC" in call.flags and file.length():
            file.pending.append(Change(0, None))
        self._open[call.result] = (file, 0)

    def _change(self, call: Call) -> None:
        file, at = self._open[call.handle]
        if call.name == "write":
            data = call.texts[0][: call.result]
            file.pending.append(Change(at, data))
            self._open[call.handle] = (file, at + len(data))
        elif call.name == "pwrite64":
            file.pending.append(Change(call.numbers[-1], call.texts[0][: call.result]))
        elif call.name == "ftruncate":
            file.pending.append(Change(call.numbers[-1], None))
        elif call.name == "fallocate":
            file.pending.append(Change(max(file.length(), sum(call.numbers[-2:])), None))

    def _sync(self, handle: int) -> None:
        if handle in self._open:
            self._open[handle][0].sync()
            return
        folder = self._folders.get(handle)
        if folder is None:
            return
        last = max(
            (at for at, naming in enumerate(self._pending) if _parent(naming.path) == folder),
            default=-1,
        )
        for path, file in self._pending[: last + 1]:
            _rename(self._lasting, path, file)
        del self._pending[: last + 1]

    def _name(self, paths: list[str], call: str) -> None:
        file = self._names.get(paths[0])
        if file is None:
            return
        if call != "unlink":
            self._note(paths[1], file)
        if call in {"unlink", "rename"}:
            self._note(paths[0], None)

    def _note(self, path: str, file: File | None) -> None:
        _rename(self._names, path, file)
        self._pending.append(Naming(path, file))


def write_out(files: dict[str, bytes], folder: Path) -> None:
    """Write an image into a folder."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _rename(names: dict[str, File], path: str, file: File | None) -> None:
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


def _left(file: File, luck: random.Random, mode: str) -> bytes:
    if not file.pending or mode == "dropped":
        return bytes(file.lasting)
    left = bytearray(file.lasting)
    for change in file.pending:
        if luck.random() < 0.5:
            continue
        if mode == "torn" and change.data is not None:
            for at in range(0, len(change.data), SECTOR):
                if luck.random() < 0.5:
                    _apply(left, Change(change.at + at, change.data[at : at + SECTOR]))
        else:
            _apply(left, change)
    return bytes(left)


def _apply(data: bytearray, change: Change) -> None:
    if change.data is None:
        length = change.at
        del data[length:]
        data.extend(bytes(length - len(data)))
        return
    end = change.at + len(change.data)
    data.extend(bytes(max(0, end - len(data))))
    data[change.at : end] = change.data
