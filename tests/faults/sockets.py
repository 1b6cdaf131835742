"""No network, no core, no file elsewhere (safety.md 3.8, T11, T13): a day by keys under ``strace``.

The whole day passes in an empty network namespace, and no socket but of the local kind was asked
for; every file opened for writing lies in the home folder or is a terminal; each child has made
itself undumpable and limited its core to nothing. A child that is sent SIGSEGV leaves no core.
Negative controls, under the same strace: a Python that opens an INET socket and a file elsewhere is
seen doing both.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests.faults.part import Effort, Report, Scope
from tests.faults.prepared import prepare
from tests.tui_app import a_day
from tests.tui_app.pseudo_terminal import LAUNCH
from tests.tui_app.watched import Watched, watched

WORDS = a_day.Words()
CALLS = "trace=%network,prctl,prlimit64,openat,open,creat,mkdir,mkdirat,rename,link,linkat,symlink"
_FOREIGN = re.compile(r"socket\(AF_(?!UNIX|LOCAL)(\w+)")
# asyncio wakes itself through a pair of local sockets: no address stands in its calls
_REACHING = re.compile(r"\b(?:connect|bind|listen)\(|\b(?:sendto|sendmsg)\(.*sa_family")
_WRITING = re.compile(r'(?:openat\(AT_FDCWD, |open\(|creat\(|mkdir\()"([^"]+)"(?:, (O_[A-Z_|]+))?')
_MAKING = re.compile(r"O_(?:WRONLY|RDWR|CREAT)")
_BYTE_CODE = "/__pycache__/"  # Python's own, at the first start of a fresh checkout
# terminals and the like; SQLite and Argon2 need no file of their own
_DEVICES = re.compile(r"/dev/(?:null|tty|ptmx|pts/\d+|urandom)$")


def sockets(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    home = scope.below("home").folder
    rights = ["-n"] if os.geteuid() == 0 else ["-U", "-r", "-n"]
    log = scope.folder / "calls"
    tracer = ["strace", "-f", "-qq", "-s", "300", "-e", CALLS, "-o", str(log)]
    unshare = shutil.which("unshare") or "unshare"
    if scope.effort is Effort.SHORT:
        prepare(home, WORDS)
    with watched(home, [unshare, *rights, *tracer, *LAUNCH]) as terminal:
        if scope.effort is Effort.SHORT:
            _look_and_write(terminal)
        else:
            _whole_day(terminal, home, report)
        terminal.keys("F9")
        terminal.see(WORDS.person)
        terminal.keys("Ctrl+Q")
        terminal.wait_until(terminal.ended, "the end")
    calls = log.read_text(errors="replace").splitlines()
    _judge(calls, home, report)
    _control([unshare, *rights, *tracer], log, home, report)
    _no_core(scope, home, report)
    return report


def _whole_day(terminal: Watched, home: Path, report: Report) -> None:
    a_day.first_run(terminal, WORDS)
    book = home / "kirja.vcf"
    a_day.write_book(book, WORDS)
    a_day.bring_in(terminal, book)
    a_day.open_case(terminal, WORDS)
    a_day.add_tie(terminal, WORDS)
    a_day.plan_meeting(terminal, WORDS)
    a_day.hold_meeting(terminal, WORDS)
    a_day.close_meeting(terminal)
    report.claim(a_day.hand_out(terminal, home), "no paper was written")


def _look_and_write(terminal: Watched) -> None:
    a_day.unlock(terminal, WORDS)
    terminal.do("app.go-meetings")
    terminal.see("[3 Palaverit]")
    terminal.keys("Enter")
    terminal.see("[2 Palaveri]", WORDS.half)
    terminal.keys("Enter")


def _judge(calls: list[str], home: Path, report: Report) -> None:
    foreign = [line for line in calls if _FOREIGN.search(line)]
    reaching = [line for line in calls if _REACHING.search(line)]
    elsewhere = _elsewhere(calls, home)
    report.measured |= {
        "calls": len(calls),
        "local sockets": sum("socketpair(AF_UNIX" in line for line in calls),
        "foreign sockets": len(foreign),
        "files written elsewhere": len(elsewhere),
        "undumpable": sum("PR_SET_DUMPABLE, SUID_DUMP_DISABLE) = 0" in line for line in calls),
        "core limit 0": sum("RLIMIT_CORE, {rlim_cur=0, rlim_max=0}" in line for line in calls),
    }
    report.claim(not foreign, f"sockets: {foreign[:3]}")
    report.claim(not reaching, f"reached out: {reaching[:3]}")
    report.claim(not elsewhere, f"written elsewhere: {sorted(elsewhere)[:5]}")
    for name in ("undumpable", "core limit 0", "calls"):
        report.claim(report.measured[name], f"never seen: {name}")


def _elsewhere(calls: list[str], home: Path) -> set[str]:
    """Return what was opened for writing and is neither in the home folder nor a device."""
    found = set()
    for line in calls:
        match = _WRITING.search(line)
        if match is None or " = -1 " in line:
            continue
        path, flags = match.groups()
        if flags is not None and not _MAKING.search(flags):
            continue
        if not (path.startswith(str(home)) or _DEVICES.match(path) or _BYTE_CODE in path):
            found.add(path)
    return found


def _control(words: list[str], log: Path, home: Path, report: Report) -> None:
    """Run a program that does what must not be done: it must be seen."""
    outside = log.with_name("elsewhere")
    code = f"import socket; socket.socket(); open({str(outside)!r}, 'w').close()"
    subprocess.run([*words, sys.executable, "-c", code], check=True)
    calls = log.read_text(errors="replace").splitlines()
    seen = any(_FOREIGN.search(line) for line in calls)
    report.claim(seen, "the control did not go red: an INET socket was not seen")
    written = str(outside) in _elsewhere(calls, home)
    report.claim(written, "the control did not go red: a file elsewhere was not seen")
    report.measured["control: seen"] = int(seen) + int(written)


def _no_core(scope: Scope, home: Path, report: Report) -> None:
    """Crash the child that holds the open casebook: no core anywhere it could write one."""
    with watched(home) as terminal:
        a_day.unlock(terminal, WORDS)
        child = terminal.child()
        folder = Path(f"/proc/{child}/cwd").resolve()
        before = set(folder.iterdir())
        os.kill(child, signal.SIGSEGV)
        terminal.wait_until(terminal.ended, "the launcher's end")
    cores = [path for path in set(folder.iterdir()) - before if "core" in path.name]
    cores += [path for path in scope.folder.rglob("core*") if path.is_file()]
    report.claim(not cores, f"a core was left: {cores}")
