"""The program ``age`` and we open each other's files, by key and by words.

``age`` asks for words on a terminal, so it gets one (a pseudo terminal of its own). Control: with
another key its file does not open.
"""

import os
import pty
import select
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import StorageError
from storage.exchange.age import (
    ByKey,
    ByPassphrase,
    new_key,
    open_from_partner,
    seal_for_partner,
)
from tests.faults.part import Report, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "keksitty lause kumppanille"
_SECONDS = 60


def partners(scope: Scope) -> Report:
    """Run the part."""
    report, keys, folder = Report(), new_key(), scope.folder
    plain = folder / "ote.txt"
    plain.write_bytes(os.urandom(scope.pick(100_000, 3_000_000, 30_000_000)))
    identity = folder / "key.txt"
    identity.write_text(keys.secret + "\n", encoding="utf-8")
    target = folder / "back"
    seals: dict[str, Callable[[Path], object]] = {
        "ours by key": lambda to: seal_for_partner(plain, ByKey(keys.recipient), to),
        "ours by words": lambda to: seal_for_partner(plain, ByPassphrase(WORDS), to),
        "theirs by key": lambda to: _age("-r", keys.recipient, "-o", str(to), str(plain)),
        "theirs by words": lambda to: _asked(2, "-p", "-o", str(to), str(plain)),
    }
    opens: dict[str, Callable[[Path], object]] = {
        "ours by key": lambda file: _age("-d", "-i", str(identity), "-o", str(target), str(file)),
        "ours by words": lambda file: _asked(1, "-d", "-o", str(target), str(file)),
        "theirs by key": lambda file: open_from_partner(file, ByKey(keys.secret), target),
        "theirs by words": lambda file: open_from_partner(file, ByPassphrase(WORDS), target),
    }
    for name in list(seals)[:: scope.pick(2, 1, 1)]:  # words take seconds, on purpose: not in short
        sealed = folder / f"{name}.age"
        seals[name](sealed)
        opens[name](sealed)
        report.claim(target.read_bytes() == plain.read_bytes(), f"{name}: other bytes came back")
        target.unlink()
        report.count("files opened by the other side")
    _control(folder / "theirs by key.age", target, report)
    return report


def _control(theirs: Path, target: Path, report: Report) -> None:
    """Another's key opens nothing: that the right one did was no accident."""
    try:
        open_from_partner(theirs, ByKey(new_key().secret), target)
    except StorageError:
        report.count("control: refused with another key")
    report.claim(not target.exists(), "the control did not go red: another key opened it")


def _age(*arguments: str) -> None:
    subprocess.run(["age", *arguments], check=True, capture_output=True, timeout=_SECONDS)


def _asked(times: int, *arguments: str) -> None:
    """Run ``age`` on a terminal of its own, and answer so often with the words."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", *arguments])  # noqa: S606 - no shell in between
    said, answered, end = b"", 0, time.monotonic() + _SECONDS
    try:
        while time.monotonic() < end:
            if not select.select([terminal], [], [], 1)[0]:
                continue
            try:
                said += os.read(terminal, 4096)
            except OSError:  # the program has ended
                break
            if answered < times and said.count(b":") > answered:
                os.write(terminal, WORDS.encode() + b"\n")
                answered += 1
    finally:
        os.close(terminal)
    _pid, status = os.waitpid(child, 0)
    if status:
        message = f"age ended with {status}: {said[-300:]!r}"
        raise RuntimeError(message)
