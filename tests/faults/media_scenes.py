"""The scenes of ``media.py``, each played in a mount namespace; prints JSON: measured, failures.

Negative controls: without its reserve a full disk keeps even deletions out; a vault opened on a
stick as on a local disk dies (SIGBUS) when its memory map loses its ground.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from storage.errors import DiskFull, MediumGone, StorageError, VaultReadOnly
from storage.vault.attempts import begin_try
from storage.vault.backup import write_backup
from storage.vault.engine import OpenVault, open_vault
from storage.vault.medium import Medium
from storage.vault.reserve import Reserve
from tests.storage.vault.made import Made, add, count, make

Say = Callable[[object, str], None]
_DISK_MB = 16
_LONG = "x" * 20_000
_MOST = 2000


def mount(*words: str | Path) -> None:
    """Mount inside this namespace."""
    subprocess.run(["mount", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def fill(vault: OpenVault) -> int:
    """Save until the disk is full; return how many saves were acknowledged."""
    for saved in range(_MOST):
        try:
            add(vault, _LONG)
        except DiskFull:
            return saved
    return -1


def delete(vault: OpenVault) -> bool:
    """Delete a note; say whether it worked."""
    try:
        with vault.write() as connection:
            connection.exec_driver_sql("DELETE FROM note WHERE id = (SELECT max(id) FROM note)")
    except StorageError:
        return False
    return True


def full(folder: Path, medium: Medium, say: Say) -> str:
    """Fill a small disk; read, delete, back up, close and open on it; then make room."""
    mount("-t", "tmpfs", "-o", f"size={_DISK_MB}m", "tmpfs", folder)
    made = make(folder / "vault")
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(6 << 20))
    vault = made.open(medium)
    saved = fill(vault)
    say(saved > 0, "the disk did not fill up")
    say(count(vault) == saved + 3, "an acknowledged save is lost on the full disk")
    say(vault.reserve_spent, "the reserve was not spent")
    say(delete(vault), "deleting failed on the full disk")
    _no_half_backup(vault, folder, say)
    vault.close()
    begin_try(made.layout.attempts)
    vault = made.open(medium)
    say(count(vault) == saved + 2, "reopened on the full disk, something is missing")
    vault.close()
    _control_without_reserve(made, medium, say)
    ballast.unlink()
    vault = made.open(medium)
    add(vault)
    say(not vault.reserve_spent, "with room again, the reserve did not come back")
    vault.close()
    return f"{saved} saves until full"


def _no_half_backup(vault: OpenVault, folder: Path, say: Say) -> None:
    try:
        write_backup(vault, folder / "backup")
    except DiskFull:
        say(not list(folder.rglob("*backup")), "a half backup is left")
        say(not list(folder.rglob("*.part*")), "a part of a backup is left")
    else:
        say(False, "a backup fitted on the full disk")  # noqa: FBT003


def _control_without_reserve(made: Made, medium: Medium, say: Say) -> None:
    """Negative control: nothing is given back, so even a deletion finds no room."""
    for path in made.folder.parent.glob("more*"):
        path.unlink()
    with patch.object(Reserve, "release", lambda _self: None):
        vault = made.open(medium)
        fill(vault)
        _take_the_rest(made.folder.parent / "more")
        say(not delete(vault), "the control did not go red: deleting worked without a reserve")
        vault.close()
    (made.folder.parent / "more").unlink()


def _take_the_rest(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


def read_only(folder: Path, say: Say) -> str:
    """Freeze a vault in the middle of its work, bind it read-only, open it there."""
    made = make(folder / "made")
    vault = made.open()
    add(vault, "viimeinen")
    frozen = folder / "frozen"
    shutil.copytree(made.folder, frozen, ignore=shutil.ignore_patterns("*-shm"))
    vault.close()
    mount("--bind", frozen, frozen)
    mount("-o", "remount,ro,bind", frozen)
    before = {path.name: path.read_bytes() for path in frozen.iterdir() if path.is_file()}
    begin_try(frozen / "attempts")
    vault = open_vault(frozen, made.data_key)
    say(vault.medium is Medium.READ_ONLY, f"taken for {vault.medium}")
    say(count(vault) == 4, "the last save, in the WAL, is missing")
    try:
        add(vault)
        say(False, "a save was acknowledged on a read-only medium")  # noqa: FBT003
    except VaultReadOnly:
        pass
    write_backup(vault, folder / "backup")
    vault.close()
    after = {path.name: path.read_bytes() for path in frozen.iterdir() if path.is_file()}
    say(before == after, "the medium was changed")
    return f"{len(before)} files untouched"


def pulled(folder: Path, say: Say) -> str:
    """Take the ground from under a mounted stick while a vault on it is saved to."""
    below, stick = folder / "below", folder / "stick"
    below.mkdir()
    mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", below)
    image = below / "image"
    with image.open("wb") as file:
        file.truncate(48 << 20)
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True, stdout=subprocess.DEVNULL)
    stick.mkdir()
    mount("-o", "loop", image, stick)
    made = make(stick / "vault")
    vault = made.open(Medium.REMOVABLE)
    acknowledged = 0
    for number in range(400):
        if number == 20:
            os.truncate(image, 0)  # a loop device would write on into new blocks: leave none
            mount("-o", "remount,size=4k", below)
        try:
            add(vault, _LONG)
            acknowledged += 1
        except (MediumGone, DiskFull) as error:
            say(isinstance(error, MediumGone), f"told as {error.code}")
            break
    else:
        say(False, "the pulled stick was not noticed")  # noqa: FBT003
    vault.close()
    _control_map(folder, say)
    return f"noticed after {acknowledged} saves, the process lives"


def _control_map(folder: Path, say: Say) -> None:
    """Negative control: with WAL the memory map kills the process; without one it lives."""
    for medium in (Medium.LOCAL, Medium.REMOVABLE):
        made = make(folder / f"map-{medium}")
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            vault = made.open(medium)
            add(vault)
            shared = made.folder / "vault.db-shm"
            if shared.exists():
                os.truncate(shared, 0)
            add(vault)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGBUS
        say(killed == (medium is Medium.LOCAL), f"a lost map on {medium}: status {status}")


def main() -> int:
    """Play the scene named on the command line."""
    scene, folder = sys.argv[1], Path(sys.argv[2])
    failures: list[str] = []

    def say(holds: object, otherwise: str) -> None:
        if not holds:
            failures.append(otherwise)

    name, _, word = scene.partition(" ")
    plays: dict[str, Callable[[], str]] = {
        "full": lambda: full(folder, Medium(word), say),
        "read-only": lambda: read_only(folder, say),
        "pulled": lambda: pulled(folder, say),
    }
    measured = plays[name]()
    print(json.dumps({"measured": measured, "failures": failures}))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
