"""Canary sweep (safety.md T1, T2, T14): a day by keys, and no word of it anywhere in the clear.

The words typed, the passphrase and the recovery sheet are unlike anything else. While the casebook
is open, after kill -9, after F9 and after the end, every file of the home folder is searched
(``sweep``), at the end what is new in the working folder, in /tmp and in /dev/shm, and what went to
the ordinary screen. (That nothing is written elsewhere is held by ``sockets``.) After F9 no process
of the program holds passphrase, data key or the words last read. Negative controls: one canary in
each writing, put into a file, is found; before F9 the memory does hold them.
"""

import base64
import gzip
import os
import signal
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from storage.vault.header import SlotKind, read_header
from storage.vault.keyslots import unlock_header
from tests.faults.part import Effort, Report, Scope
from tests.faults.prepared import prepare
from tests.faults.sweep import Sweep
from tests.tui_app import a_day
from tests.tui_app.pseudo_terminal import ROOT, in_memory, outside_alternate_screen
from tests.tui_app.watched import Watched, watched

WORDS = a_day.Words(
    person="Quxi Kanariainen",
    passphrase="zebulon mirgonai tuplaksi orvokkiz",
    worker="Wuxi Lintuzinen",
    worker_title="zirkkuohjaajaq",
    organisation="Qyhtymazala",
    phone="+358 40 987 6543 21",
    given="Xylimalli",
    family="Zebrakas",
    prison="Qeksivankilaz",
    told_by="Vartiazqu",
    source="kirjeqzu",
    role="omatyozqija",
    place="Huonezqa 7",
    note="Asuntozqi haussa",
    action="soittozqa virastoon",
    agreed="laskuzqi yhdessa",
    asked="muuttozqa kuka maksaa",
    half="velizqu voi au",
)
# what the lock screen shows anyway: whose casebook it is
OPEN_WORDS = {WORDS.person}
_LEFT_OUT = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
_OTHERS = ("pytest-of-", "nivel-faults-")
_DRAFT_SECONDS = 2.5


def canaries(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    began = time.time()
    home = scope.below("home").folder
    short = scope.effort is Effort.SHORT
    sheet = prepare(home, WORDS) if short else _first_half(home, report)
    secret = [word for word in vars_of(WORDS) if word not in OPEN_WORDS] + list(sheet.values())
    sweep = Sweep(secret)
    _clear(home.rglob("*"), 0.0, sweep, report, "after kill -9")
    with watched(home) as terminal:
        a_day.unlock(terminal, WORDS)
        terminal.keys("3")
        terminal.see("[3 Palaverit]")
        terminal.keys("Enter")
        terminal.see(WORDS.half, WORDS.note)
        _clear(home.rglob("*"), 0.0, sweep, report, "while open")
        _locked(terminal, home, report)
        _clear(home.rglob("*"), 0.0, sweep, report, "after F9")
        terminal.keys("Ctrl+Q")
        terminal.wait_until(terminal.ended, "the end")
        terminal.read(0.2)
        left = sweep.in_bytes(outside_alternate_screen(terminal.seen))
        report.claim(not left, f"left on the ordinary screen: {sorted(left)}")
    _clear(home.rglob("*"), 0.0, sweep, report, "after the end")
    _clear(_shared(began), began, sweep, report, "elsewhere")
    report.measured |= {"words": len(secret), "files searched": sweep.files}
    _control(home, sweep, report)
    return report


def vars_of(words: a_day.Words) -> list[str]:
    """Return every word of the day."""
    return [getattr(words, name) for name in words.__slots__]


def _first_half(home: Path, report: Report) -> dict[str, str]:
    """From an empty home to half a line in a live meeting, then kill -9."""
    book = home / "kirja.vcf"
    with watched(home) as terminal:
        sheet = a_day.first_run(terminal, WORDS)
        a_day.write_book(book, WORDS)
        a_day.bring_in(terminal, book)
        book.unlink()  # the person's own file: not of our making
        a_day.open_case(terminal, WORDS)
        a_day.add_tie(terminal, WORDS)
        a_day.plan_meeting(terminal, WORDS)
        a_day.hold_meeting(terminal, WORDS)
        terminal.keys(WORDS.half)
        terminal.read(_DRAFT_SECONDS)
        os.kill(terminal.child(), signal.SIGKILL)
        terminal.wait_until(terminal.ended, "the launcher's end")
        left = Sweep(vars_of(WORDS)).in_bytes(outside_alternate_screen(terminal.seen))
        report.claim(not left, f"left on the ordinary screen after kill -9: {sorted(left)}")
    return sheet


def _shared(since: float) -> Iterator[Path]:
    """Yield what was made since then where anybody may write: no folders of tests or campaigns."""
    for place in (ROOT, Path("/dev/shm"), Path(tempfile.gettempdir())):  # noqa: S108
        for path in place.iterdir():
            if path.name in _LEFT_OUT or path.name.startswith(_OTHERS):
                continue
            with suppress(OSError):
                if path.is_dir() and path.stat().st_ctime >= since and place != ROOT:
                    yield from path.rglob("*")
                else:
                    yield path


def _clear(places: Iterable[Path], since: float, sweep: Sweep, report: Report, when: str) -> None:
    for hit in sweep.found(places, since):
        report.claim(False, f"{when}: {hit}")  # noqa: FBT003


def _locked(terminal: Watched, home: Path, report: Report) -> None:
    """Lock by F9 and look into the memory of what is left of the program."""
    vault = next((home / "data" / "vaults").iterdir())
    header = read_header(vault / "header.nivel")
    with unlock_header(header, WORDS.passphrase, SlotKind.PASSPHRASE) as key, key.view() as view:
        raw = bytes(view)
    needles = {
        "passphrase": [WORDS.passphrase.encode(), WORDS.passphrase.encode("utf-32-le")],
        "data key": [raw],
        "data key hex": [raw.hex().encode(), raw.hex().upper().encode()],
        "last read": [WORDS.note.encode(), WORDS.half.encode(), WORDS.family.encode()],
    }
    child = terminal.child()
    before = {name: in_memory(child, some) for name, some in needles.items()}
    terminal.keys("F9")
    fresh = terminal.new_child(child)
    terminal.see(WORDS.person)
    after = {
        name: in_memory(fresh, some) + in_memory(terminal.pid, some)
        for name, some in needles.items()
    }
    report.measured["memory before F9"] = str(before)
    report.measured["memory after F9"] = str(after)
    report.claim(not any(after.values()), f"in memory after F9: {after}")
    seen = before["data key"] + before["data key hex"] and before["last read"]
    report.claim(seen, f"the control did not go red: nothing found before F9: {before}")


def _control(home: Path, sweep: Sweep, report: Report) -> None:
    """Put one canary into a file, in each writing: it must be found."""
    word = WORDS.note
    data = {
        "utf-8": word.encode(), "upper": word.upper().encode(), "utf-16": word.encode("utf-16-le"),
        "hex": word.encode().hex().encode(), "gzip": gzip.compress(b"x" * 50 + word.encode()),
        **{f"base64 {at}": base64.b64encode(b"x" * at + word.encode() + b"yz") for at in range(3)},
    }  # fmt: skip
    for name, written in data.items():
        path = home / "tmp" / "control"
        path.write_bytes(b"before " + written + b" after")
        hit = sweep.found([path])
        report.claim(hit, f"the control did not go red: {name} was not found")
        path.unlink()
    report.measured["control: writings found"] = len(data)
