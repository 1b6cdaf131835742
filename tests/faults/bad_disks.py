"""A full disk and a read-only one under the real program, by keys (issue: "Bad input").

On a disk that is full to the last byte the casebook opens and the lists can be read; a save is
refused with a sentence and what was typed stays; deleting works, thanks to the reserve; with room
again the same form is saved. On a disk
that takes no writing the casebook opens, can be read, says so at a change, and is left as it was.
The disks are real mounts in a namespace of the program's own. (At the vault: ``media``.) Negative
control: without its reserve the casebook cannot even be opened on the full disk.
"""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from storage.casebook import entrance
from storage.crypto.kdf import Argon2Parameters
from tests.faults.part import Report, Scope
from tests.offices import PASSPHRASE, small_case
from tests.tui_app.pseudo_terminal import LAUNCH
from tests.tui_app.watched import Watched, watched

PERSON = "Testi Testinen"
FULL, READ_ONLY = "Levy on täynnä", "ei voi kirjoittaa"
# $1 where the program finds its vaults, $2 the vaults made before; the disk is full from the start
_FULL_DISK = (
    'mount -t tmpfs -o size=12m tmpfs "$1" && cp -a "$2"/. "$1"/'
    ' && { dd if=/dev/zero of="$1/ballast" bs=4096 2>/dev/null || true; } && shift 2 && exec "$@"'
)
_FROZEN = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift 2 && exec "$@"'
_MOST_SAVES = 40


def bad_disks(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    made = scope.below("made").folder
    _make(made / "a")
    _full(made, scope.below("full").folder, report)
    _control(made, scope.below("control").folder, report)
    _frozen(made, scope.below("frozen").folder, report)
    return report


def _make(vault: Path) -> None:
    casebook, _sheet = entrance.create(
        vault, PERSON, "K", PASSPHRASE, parameters=Argon2Parameters.floor()
    )
    small_case(casebook)
    for number in range(3):
        casebook.people.add(given_name="Liika", family_name=f"Ylimäärä{number}")
    casebook.close()


def _home(folder: Path) -> Path:
    """Make a home whose vaults' folder will be a disk of its own."""
    (folder / "config").mkdir()
    (folder / "config" / "settings.toml").write_text('language = "fi"\ntheme = "night"\n')
    (folder / "data" / "vaults").mkdir(parents=True)
    return folder / "data" / "vaults"


def _command(script: str, disk: Path, source: Path, program: list[str]) -> list[str]:
    rights = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]
    unshare = shutil.which("unshare") or "unshare"
    return [unshare, *rights, "sh", "-c", script, "sh", str(disk), str(source), *program]


def _unlock(terminal: Watched) -> None:
    terminal.see(PERSON)
    terminal.keys(PASSPHRASE, "Enter")
    terminal.see("[1 Tänään]", patience=60)


def _new_person(terminal: Watched, family: str) -> str:
    """Fill the form for a new person and save it; return the screen."""
    terminal.do("people.new")
    terminal.see("Sukunimi")
    terminal.keys("Testi", "Tab", family, "Tab")
    return terminal.do("person.finish")


def _full(made: Path, folder: Path, report: Report) -> None:
    """Open on a full disk, delete; fill it again, be refused; make room, save."""
    disk = _home(folder)
    with watched(folder, _command(_FULL_DISK, disk, made, LAUNCH)) as terminal:
        _unlock(terminal)
        child = terminal.child()
        deleted = _delete(terminal)
        report.measured["full disk: deleted"] = deleted
        report.claim(deleted == 1, f"deleting failed on the full disk:\n{terminal.text()}")
        ballast = _fill(terminal, disk)
        saved = _save_until_refused(terminal)
        report.measured["full disk: saved before it was refused"] = saved
        text = terminal.see(FULL)
        report.claim(f"Uusinen{saved}" in text, "what was typed is gone from the form")
        ballast.unlink()
        terminal.do("person.finish")
        terminal.see("[1 Ihmiset]", "T.U.")
        report.claim(terminal.child() == child, "the program fell on the full disk")


def _fill(terminal: Watched, disk: Path) -> Path:
    """Take the room that is left on the program's disk; return the file that takes it."""
    ballast = Path(f"/proc/{terminal.pid}/root{disk}/ballast")
    with ballast.open("ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    return ballast


def _save_until_refused(terminal: Watched) -> int:
    """Add people until the disk has no room; the form of the one refused stays open."""
    for saved in range(_MOST_SAVES):
        _new_person(terminal, f"Uusinen{saved}")
        end = time.monotonic() + 10
        while time.monotonic() < end:
            terminal.read(0.1)
            text = terminal.text()
            if FULL in text:
                return saved
            if "[1 Ihmiset]" in text:
                break
    return _MOST_SAVES


def _delete(terminal: Watched) -> int:
    """Delete the person under the cursor; return by how many the list is shorter."""
    terminal.do("app.go-people")
    terminal.see("[1 Ihmiset]", "L.Y.")
    before = terminal.text().count("T.T.")
    terminal.do("people.remove")
    terminal.keys("Right", "Enter")
    terminal.read(1.5)
    return before - terminal.text().count("T.T.")


def _control(made: Path, folder: Path, report: Report) -> None:
    """Without a reserve, the casebook does not open on the full disk, or nothing can be deleted."""
    without = folder / "made"
    shutil.copytree(made, without)
    (without / "a" / "reserve").unlink()
    disk = _home(folder)
    with watched(folder, _command(_FULL_DISK, disk, without, LAUNCH)) as terminal:
        terminal.see(PERSON)
        terminal.keys(PASSPHRASE, "Enter")
        terminal.see(FULL, patience=60)
        report.measured["control: opened without the reserve"] = 0


def _frozen(made: Path, folder: Path, report: Report) -> None:
    disk = _home(folder)
    shutil.copytree(made, disk, dirs_exist_ok=True)
    before = {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()}
    with watched(folder, _command(_FROZEN, disk, made, LAUNCH)) as terminal:
        _unlock(terminal)
        child = terminal.child()
        terminal.do("app.go-people")
        terminal.see("[1 Ihmiset]", "L.Y.")
        _new_person(terminal, "Uusinen")
        text = terminal.see(READ_ONLY)
        report.claim("Uusinen" in text, "what was typed is gone from the form")
        report.claim(terminal.child() == child, "the program fell on the read-only disk")
    after = {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()}
    report.claim(before == after, "the read-only disk was changed")
    report.measured["read-only disk: files left alone"] = len(before)
