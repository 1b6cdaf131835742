"""Two folders kept alike by a real Syncthing, which speaks to 127.0.0.1 alone.

The law: its configuration is written before its first start: it listens on 127.0.0.1 only; global
and local discovery, relays, NAT traversal, usage and crash reports, upgrades and the browser are
off. Nothing of it lies outside the test's folder, and it is stopped by the test.
"""

import contextlib
import ipaddress
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from xml.sax.saxutils import quoteattr

PROGRAM = "syncthing"
STEP = 0.2
_LISTENS = "0A"
_QUIET = {"STNOUPGRADE": "1", "STNODEFAULTFOLDER": "1", "STNORESTART": "1"}
_OPTIONS = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "urAccepted": "-1",
    "urSeen": "999",
    "crashReportingEnabled": "false",
    "autoUpgradeIntervalH": "0",
    "startBrowser": "false",
    "stunKeepaliveStartS": "0",
    "announceLANAddresses": "false",
    "reconnectionIntervalS": "1",
}


@dataclass(slots=True)
class Side:
    """One Syncthing: its home, the folder it keeps, its port, its device id, its process."""

    home: Path
    folder: Path
    port: int
    device: str = ""
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """Start it."""
        command = [PROGRAM, "serve", f"--home={self.home}", "--no-browser", "--logfile=-"]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_environment(self.home),
                start_new_session=True,
            )

    def stop(self) -> None:
        """Cut it off."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)  # the session that was begun for it
            self.process.wait()
            self.process = None

    def addresses(self) -> list[str]:
        """Return both ends of each internet socket of its processes, from the kernel's tables."""
        found = []
        for process in _session(self.process.pid if self.process else 0):
            held = _sockets(process)
            for kind in ("tcp", "tcp6", "udp", "udp6"):
                found += _ends(process / "net" / kind, held)
        return found


@contextlib.contextmanager
def kept_alike(base: Path) -> Iterator[tuple[Side, Side]]:
    """Lend two sides whose folders ``one`` and ``two`` under ``base`` are kept alike."""
    sides = [Side(base / f"home-{name}", base / name, _free_port()) for name in ("one", "two")]
    for side in sides:
        side.home.mkdir(parents=True)
        side.folder.mkdir()
        (side.folder / ".stfolder").mkdir()
        side.device = _identity(side.home)
    for side in sides:
        (side.home / "config.xml").write_text(_configuration(side, sides), encoding="utf-8")
    try:
        for side in sides:
            side.start()
        yield sides[0], sides[1]
    finally:
        for side in sides:
            side.stop()


def wait_alike(one: Side, two: Side, seconds: float = 60) -> bool:
    """Wait until both folders hold the same files of the same sizes; say whether they do."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if listing(one.folder) == listing(two.folder):
            return True
        time.sleep(STEP)
    return False


def listing(folder: Path) -> dict[str, int]:
    """Return the files of a folder and their sizes, Syncthing's own left out."""
    found: dict[str, int] = {}
    for path in folder.iterdir():
        if not path.name.startswith((".st", ".syncthing", "~syncthing")) and path.is_file():
            with contextlib.suppress(FileNotFoundError):
                found[path.name] = path.stat().st_size
    return found


def _identity(home: Path) -> str:
    """Make the keys of a side; return its device id."""
    told = subprocess.run(
        [PROGRAM, "generate", f"--home={home}", "--no-default-folder"],
        check=True, capture_output=True, text=True, env=_environment(home),
    )  # fmt: skip
    del told
    shown = subprocess.run(
        [PROGRAM, f"--home={home}", "--device-id"],
        check=True, capture_output=True, text=True, env=_environment(home),
    )  # fmt: skip
    return shown.stdout.strip()


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    return {**kept, **_QUIET, "HOME": str(home)}


def _free_port() -> int:
    with socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _configuration(side: Side, sides: list[Side]) -> str:
    devices = "".join(
        f"<device id={quoteattr(one.device)} name={quoteattr(one.folder.name)} compression='never'>"
        f"<address>tcp://127.0.0.1:{one.port}</address></device>"
        for one in sides
    )
    members = "".join(f"<device id={quoteattr(one.device)}/>" for one in sides)
    options = "".join(f"<{name}>{value}</{name}>" for name, value in _OPTIONS.items())
    return (
        "<configuration version='35'>"
        f"<folder id='office' label='office' path={quoteattr(str(side.folder))} type='sendreceive'"
        " rescanIntervalS='2' fsWatcherEnabled='true' fsWatcherDelayS='1'>"
        f"<filesystemType>basic</filesystemType>{members}</folder>"
        f"{devices}<gui enabled='true' tls='false'><address>127.0.0.1:{_free_port()}</address>"
        f"<apikey>{secrets.token_hex(16)}</apikey></gui>"
        f"<options><listenAddress>tcp://127.0.0.1:{side.port}</listenAddress>{options}</options>"
        "</configuration>"
    )


def _session(leader: int) -> list[Path]:
    """Return the processes of a session, as folders of ``/proc``."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader:
                found.append(process)
    return found


def _sockets(process: Path) -> set[str]:
    """Return the inodes of its sockets."""
    found = set()
    for handle in (process / "fd").iterdir():
        with contextlib.suppress(OSError):
            kind, _, inode = str(handle.readlink()).partition(":")
            if kind == "socket":
                found.add(inode.strip("[]"))
    return found


def _ends(table: Path, inodes: set[str]) -> list[str]:
    """Return the addresses of these sockets; a listener's far end, nobody, is left out."""
    found: list[str] = []
    for line in table.read_text().splitlines()[1:]:
        fields = line.split()
        if fields[9] in inodes:
            ends = [fields[1]] if fields[3] == _LISTENS else fields[1:3]
            found += [_address(end.partition(":")[0]) for end in ends]
    return found


def _address(text: str) -> str:
    """Write an address as people do; the kernel writes words of four bytes, each backwards."""
    raw = b"".join(bytes.fromhex(text[at : at + 8])[::-1] for at in range(0, len(text), 8))
    return str(ipaddress.ip_address(raw))
