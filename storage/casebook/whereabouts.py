"""Where a vault lives: on which machines it was opened, and in which folder of this one.

Beside the high-water marks, in a folder of this machine that lies in no vault::

    machine                       16 random bytes in hex: drawn once, for this machine and user
    <device id in hex>.folder     the folder in which that device's vault was opened last

In the vault's ``place``: ``machines``, the ids of the machines that opened it, 16 bytes each.

The law (exchange.md: never copied; a copied vault becomes a new device): a vault on a computer's
own disk that comes from another machine, and one that lies in two folders of this machine, is taken
for a copy. One that was moved looks the same, and becoming a new device does it no harm. On a stick
or a network drive it may travel. What cannot be seen from here: an image of the whole disk, which
carries these files along; a copy of a vault that was never opened since it was made. Then the
others see two histories of one device, and say so. Whoever removes these files removes the warning.
"""

import re
import secrets
from pathlib import Path

from storage.casebook import place
from storage.crypto.kdf import Argon2Parameters, Limits
from storage.errors import StorageError
from storage.vault.engine import OpenVault
from storage.vault.files import replace_whole
from storage.vault.header import read_header
from storage.vault.layout import Layout, make_folder
from storage.vault.medium import Medium

_MACHINES = "machines"
_ID = re.compile(r"([0-9a-f]{32})\n")
_BYTES = 16
_LONGEST = 4096
_ANY = Limits(Argon2Parameters(1, 1, 1), Argon2Parameters.ceiling())  # nothing is derived here
_MOST = 64  # machines that a vault remembers, the newest


def look(vault: OpenVault, marks: Path) -> bool:
    """Say whether the vault must be taken for a copy; else remember where it is."""
    machine = _machine(marks)
    if machine is None:
        return False
    with vault.read() as connection:
        device = place.read_signer(connection).device_id
        known = _known(place.find_value(connection, _MACHINES))
    comes_from_elsewhere = bool(known) and machine not in known
    if comes_from_elsewhere and vault.medium is Medium.LOCAL:
        return True
    if _lies_twice(marks, device, vault.path):
        return True
    if machine not in known:
        _remember(vault, (*known, machine))
    _write(_folder_file(marks, device), _told(vault.path))
    return False


def settle(vault: OpenVault, marks: Path) -> None:
    """Remember where a vault is that has just become a new device: here, and nowhere else yet."""
    machine = _machine(marks)
    if machine is not None:
        _remember(vault, (machine,))
        with vault.read() as connection:
            device = place.read_signer(connection).device_id
        _write(_folder_file(marks, device), _told(vault.path))


def _remember(vault: OpenVault, machines: tuple[bytes, ...]) -> None:
    with vault.write() as connection:
        place.keep_value(connection, _MACHINES, b"".join(machines[-_MOST:]))


def _known(value: bytes | None) -> tuple[bytes, ...]:
    held = value or b""
    return tuple(held[at : at + _BYTES] for at in range(0, len(held), _BYTES))


def _lies_twice(marks: Path, device: bytes, here: Path) -> bool:
    """Say whether the vault of this device lies in another folder of this machine as well."""
    told = _read(_folder_file(marks, device)).rstrip("\n")
    other = Path(told) if told else here
    try:
        if not Layout(other).is_there() or other.samefile(here):
            return False
        return _person_of(other) == _person_of(here)
    except (OSError, StorageError):
        return False


def _person_of(folder: Path) -> str:
    return read_header(Layout(folder).header, limits=_ANY).person


def _machine(marks: Path) -> bytes | None:
    """Return this machine's id, drawn when there is none; None where it cannot be kept."""
    path = marks / "machine"
    found = _ID.fullmatch(_read(path))
    if found is None:
        _write(path, f"{secrets.token_hex(_BYTES)}\n")
        found = _ID.fullmatch(_read(path))
    return None if found is None else bytes.fromhex(found[1])


def _folder_file(marks: Path, device: bytes) -> Path:
    return marks / f"{device.hex()}.folder"


def _told(folder: Path) -> str:
    return f"{folder.resolve()}\n"


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("utf-8", "surrogateescape")
    except OSError:
        return ""


def _write(path: Path, text: str) -> None:
    """Write the file unless it says so already; trouble costs the warning, never the work."""
    if _read(path) == text:
        return
    try:
        make_folder(path.parent)
        replace_whole(path, text.encode("utf-8", "surrogateescape"))
    except StorageError:
        return
