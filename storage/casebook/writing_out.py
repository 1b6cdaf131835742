"""A file that leaves the casebook: through the gate, into both logs, whole or not at all.

The law: nothing of a case is written to a file of its own but here (a house test reads the source
for it). The gate judges and both log lines are written in one transaction with the file, for every
case that it tells of; where that transaction fails, the file goes again. A file's name tells
nothing and overwrites nothing.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storage.casebook.core import Core
from storage.casebook.gate import Gate
from storage.errors import FileExists, FileRefused, StorageError
from storage.exchange.age import ByKey, ByPassphrase, seal_for_partner
from storage.records.log import LogWhat
from storage.rules.sharing import Passage
from storage.vault.files import write_whole

MOST_NAMES = 99


@dataclass(frozen=True, slots=True)
class OutFile:
    """``change``: the stable name of the change; ``stem`` and ``form`` make the file's name."""

    change: str
    folder: Path
    stem: str
    form: str


def write_out(
    casebook: Core,
    passage: Passage | Sequence[Passage],
    data: bytes,
    out: OutFile,
    *,
    override: str = "",
    lock: ByPassphrase | ByKey | None = None,
) -> Path:
    """Write ``data`` to a new file once the gate has let the passage out; returns the file.

    Several passages: the file tells of several cases, and all of them are let out or none is.
    ``lock``: sealed in the age format by it. Raises BasisMissing, Barred, FileExists, DiskFull,
    MediumGone, Invalid (partner, key, not-a-key).
    """
    written: list[Path] = []
    passages = (passage,) if isinstance(passage, Passage) else passage
    try:
        with casebook.change(out.change, can_undo=False) as change:
            for each in passages:
                Gate(casebook).let_out(change, each, override=override)
                change.log(
                    LogWhat.EXPORTED,
                    case_id=each.case_id,
                    kind=each.kind,
                    record_id=each.record_id,
                    detail=each.what,
                )
            written.append(_write_new(out, data, lock))
    except StorageError:  # the log lines could not be kept: then nothing leaves either
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
    return written[0]


def need_folder(folder: Path) -> None:
    """Raise FileRefused unless ``folder`` is one."""
    if not folder.is_dir():
        raise FileRefused(folder, "folder")


def _write_new(out: OutFile, data: bytes, lock: ByPassphrase | ByKey | None) -> Path:
    for number in range(1, MOST_NAMES + 1):
        name = f"{out.stem}.{out.form}" if number == 1 else f"{out.stem}-{number}.{out.form}"
        path = out.folder / name
        try:
            if lock is None:
                write_whole(path, data)
            else:
                seal_for_partner(data, lock, path)
        except FileExists:
            continue
        return path
    raise FileExists(out.folder / f"{out.stem}.{out.form}")
