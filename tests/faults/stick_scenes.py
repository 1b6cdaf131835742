"""Sticks that misbehave under an exchange, for ``carriers.py``; prints JSON: measured, failures.

Each scene ends the same way: with a sound stick everything comes to both after all. Negative
control of the full stick: written without looking whether it fits and read back, half a parcel lies
there under its own name.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from storage.exchange import carrier
from tests.faults import worker
from tests.faults.media_scenes import mount
from tests.faults.two_offices import Offices, two_offices
from tests.faults.worker import Board, State

Say = Callable[[object, str], None]
_STICK_KB, _FULL_MB, _IMAGE_MB = 256, 16, 48
_ANOTHER = b"somebody else's file"


def _come_together(offices: Offices, stick: Path, say: Say) -> None:
    """Exchange over this stick until both are at rest, and hold them to the verdict."""
    say(offices.settle(lambda casebook: casebook.delivery.exchange(stick)), "they never rest")
    for text in offices.wrong(stick):
        say(False, text)  # noqa: FBT003


def full(folder: Path, say: Say) -> str:
    """Write to a stick without room: what lies there is whole, the rest is told and goes later."""
    stick = folder / "stick"
    stick.mkdir()
    mount("-t", "tmpfs", "-o", f"size={_STICK_KB}k", "tmpfs", stick)
    (stick / "muu.txt").write_bytes(_ANOTHER)
    ballast = stick / "ballast"
    ballast.write_bytes(bytes((_STICK_KB - 60) << 10))
    with two_offices(folder) as offices:
        offices.write(0)
        out = offices.aino.delivery.exchange(stick)
        say(out.not_written == "full" and not out.is_safe, f"told as {out.not_written!r}")
        came = offices.bo.delivery.exchange(stick, write=False)
        say(not came.unread, f"something half-written lies there: {came.unread}")
        say((stick / "muu.txt").read_bytes() == _ANOTHER, "another's file was touched")
        say(_control_half_written(stick), "the control did not go red: nothing half-written")
        ballast.unlink()
        say(offices.aino.delivery.exchange(stick).is_safe, "with room it is still not safe")
        _come_together(offices, stick, say)
    return f"{len(out.went)} of its parcels fitted"


def _control_half_written(stick: Path) -> bool:
    """Write as a careless program does; say whether half of it lies there afterwards."""
    target = stick / ("0" * 32 + ".nvp")
    try:
        target.write_bytes(bytes(_STICK_KB << 10))
    except OSError:
        half = target.exists()
        target.unlink(missing_ok=True)
        return half
    return False


def read_only(folder: Path, say: Say) -> str:
    """Read from a stick that takes no writing: all comes in, and it is left as it was."""
    stick = folder / "stick"
    stick.mkdir()
    with two_offices(folder) as offices:
        offices.write(0)
        offices.aino.delivery.exchange(stick)
        mount("--bind", stick, stick)
        mount("-o", "remount,ro,bind", stick)
        before = {path.name: path.read_bytes() for path in stick.iterdir()}
        came = offices.bo.delivery.exchange(stick)
        say(len(came.came) == 1, "nothing came in from a read-only stick")
        say(came.not_written == "read-only", f"told as {came.not_written!r}")
        after = {path.name: path.read_bytes() for path in stick.iterdir()}
        say(before == after, "the stick was changed")
        mount("-o", "remount,rw,bind", stick)
        _come_together(offices, stick, say)
    return f"{len(before)} files untouched"


def no_links(folder: Path, say: Say) -> str:
    """Do without links, which FAT does not know: the fault injector refuses each one."""
    stick = folder / "stick"
    stick.mkdir()
    board = Board()

    def tell(holds: object, text: str) -> None:
        if not holds:
            board.tell(text)

    def go() -> None:
        with two_offices(folder) as offices:
            offices.write(0)
            _come_together(offices, stick, tell)

    def attempt() -> None:
        board.attempt(0, go)

    words = ["-e", "inject=link,linkat:error=EPERM"]
    end = worker.run(attempt, words, folder / "log", ("link", "linkat"))
    say(board.states(1) == [State.DONE], f"the exchange fails: {board.text()[-800:]}")
    say(not board.text(), board.text()[-800:])
    say(end.injected, "no link was tried: nothing was refused")
    return f"{sum('INJECTED' in line for line in end.calls)} links refused"


def pulled(folder: Path, say: Say) -> str:
    """Take the ground from under a mounted stick in the middle of writing."""
    below, stick, sound = folder / "below", folder / "stick", folder / "sound"
    for path in (below, stick, sound):
        path.mkdir()
    mount("-t", "tmpfs", "-o", f"size={_FULL_MB + _IMAGE_MB}m", "tmpfs", below)
    image = below / "image"
    with image.open("wb") as file:
        file.truncate(_IMAGE_MB << 20)
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True, stdout=subprocess.DEVNULL)
    mount("-o", "loop", image, stick)
    with two_offices(folder) as offices:
        offices.write(0)
        write = carrier.write_file

        def pull_first(path: Path, content: object) -> int:
            os.truncate(image, 0)
            mount("-o", "remount,size=4k", below)
            return write(path, content)  # type: ignore[arg-type]

        with patch.object(carrier, "write_file", pull_first):
            out = offices.aino.delivery.exchange(stick)
        say(out.not_written in {"gone", "full"}, f"told as {out.not_written!r}")
        say(not out.is_safe and not out.went, "called written, or safe")
        say(offices.aino.upkeep.check() == (), "the vault does not check out")
        _come_together(offices, sound, say)
    return f"told as {out.not_written}; all came by another stick"


def fat(folder: Path, say: Say) -> str:
    """Meet over FAT, where the kernel knows it: no modes, no links, times of two seconds."""
    if "vfat" not in Path("/proc/filesystems").read_text() or not shutil.which("mkfs.vfat"):
        return "not tried: this kernel knows no FAT; the stick without links stands for it"
    image, stick = folder / "image", folder / "stick"
    stick.mkdir()
    with image.open("wb") as file:
        file.truncate(_IMAGE_MB << 20)
    subprocess.run(["mkfs.vfat", str(image)], check=True, stdout=subprocess.DEVNULL)
    mount("-o", "loop", image, stick)
    with two_offices(folder) as offices:
        offices.write(0)
        _come_together(offices, stick, say)
    return "everything came to both"


_SCENES: dict[str, Callable[[Path, Say], str]] = {
    "full": full,
    "read-only": read_only,
    "no links": no_links,
    "pulled": pulled,
    "fat": fat,
}


def main() -> int:
    """Play the scene named on the command line."""
    failures: list[str] = []

    def say(holds: object, otherwise: str) -> None:
        if not holds:
            failures.append(otherwise)

    measured = _SCENES[sys.argv[1]](Path(sys.argv[2]), say)
    print(json.dumps({"measured": measured, "failures": failures}))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
