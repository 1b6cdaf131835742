"""The entrance: which vaults there are, who may open one and when, and the way in.

The law: nothing here loads SQLModel before a passphrase has been given, or at all for a list. While
Argon2 runs in the calling thread, the casebook is imported in another: the wait is paid once. A
failed attempt is counted before it is judged: pulling the plug does not give a free try.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from storage.casebook.leftovers import is_part
from storage.casebook.marks import is_mark
from storage.crypto.kdf import LIMITS, Argon2Parameters, Limits, calibrate
from storage.crypto.known_answer import check_parts
from storage.errors import Invalid, MemoryShort, StorageError, WrongSecret
from storage.lines.change import VaultLine
from storage.vault import attempts
from storage.vault.header import SlotKind, read_header
from storage.vault.keyslots import create_header, unlock_header
from storage.vault.layout import Layout
from storage.vault.made_up import read_made_up, tell_made_up
from storage.vault.passphrase import check_passphrase, generate_passphrase
from storage.vault.sheet import RecoverySheet, read_sheet

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.crypto.keypair import DeviceSigner
    from storage.crypto.secret import Secret

__all__ = [
    "SlotKind",
    "check_passphrase",
    "create",
    "generate_passphrase",
    "list_vaults",
    "restore",
    "start_loading",
    "tell_made_up",
    "unlock",
    "waiting_time",
]

OPENED = "storage.casebook.opened"  # all that opening and a list's desk need: no SQLModel
DESKS = (
    "writing actions agenda cards cases conflicts contacts drafts erasing exchange handouts keys"
    " devices log meetings minutes network organisations people search today upkeep"
).split()


def list_vaults(home: Path) -> tuple[VaultLine, ...]:
    """Return the vaults in ``home`` (a folder each) or ``home`` itself, by person."""
    folders = [home]
    if home.is_dir():
        folders += sorted(each for each in home.iterdir() if each.is_dir() and not is_part(each))
    lines = [_vault_line(folder) for folder in folders if Layout(folder).is_there()]
    return tuple(sorted(lines, key=lambda line: (line.person.casefold(), line.path)))


def _vault_line(folder: Path) -> VaultLine:
    layout = Layout(folder)
    try:
        person, is_damaged = read_header(layout.header).person, False
    except StorageError:
        person, is_damaged = folder.name, True
    last_used = None
    if layout.database.exists():
        stamp = layout.database.stat().st_mtime
        last_used = dt.datetime.fromtimestamp(stamp, dt.UTC)
    return VaultLine(str(folder), person, last_used, is_damaged, read_made_up(folder))


def waiting_time(folder: Path) -> float:
    """Return the seconds until the next try is allowed."""
    return attempts.waiting_time(Layout(folder).attempts)


ASKED_WHILE_DRAWING = ("holidays", "holidays.countries.finland")
"""Takes 150 ms to import: a screen that names holidays must not wait for it while it draws."""


def start_loading(*, reading: bool = False) -> Thread:
    """Import the casebook in the background; a screen may call it while a person types.

    With ``reading`` only what opens it: a desk is imported when it is spoken to.
    """
    desks = [f"storage.casebook.{desk}" for desk in DESKS]
    names = [OPENED] if reading else [OPENED, *desks, *ASKED_WHILE_DRAWING]
    thread = Thread(target=_load, args=(names,), name="load-casebook", daemon=True)
    thread.start()
    return thread


def _load(names: list[str]) -> None:
    with suppress(Exception):  # whoever needs it imports it again, and meets the error
        for name in names:
            import_module(name)


def unlock(
    folder: Path,
    secret_text: str,
    kind: SlotKind = SlotKind.PASSPHRASE,
    *,
    reading: bool = False,
    marks: Path | None = None,
    limits: Limits = LIMITS,
) -> "Casebook":
    """Open the vault in ``folder``; ``reading`` says that lists are all that is wanted, soon.

    ``marks``: the folder in which this machine keeps how far each vault has come; a vault behind
    its mark was put back from an older copy, and becomes a new device (``older_copy``).

    Raises TooSoon, WrongSecret (with the wait), SheetLineWrong, VaultMissing, VaultDamaged,
    VaultNewer, VaultBusy, PartMissing.
    """
    layout = Layout(folder)
    layout.need()
    check_parts()
    header = read_header(layout.header, limits=limits)
    loading = start_loading(reading=reading)
    if kind is SlotKind.RECOVERY:
        read_sheet(secret_text).seed.wipe()  # a mistyped line is no try
    attempts.begin_try(layout.attempts)
    try:
        data_key = unlock_header(header, secret_text, kind, limits=limits)
    except WrongSecret:
        raise WrongSecret(waiting_time(folder)) from None
    except MemoryError:  # Argon2 asks for what this vault was made with
        raise MemoryShort from None
    attempts.start_counting(layout.attempts)
    loading.join()
    from storage.casebook.opened import open_casebook

    root = _root_of(secret_text) if kind is SlotKind.RECOVERY else None
    with data_key:
        return open_casebook(folder, data_key, root, marks)


def _root_of(sheet_text: str) -> "DeviceSigner":
    """Return the root key of a typed sheet, so that it certifies a device that lacks it."""
    sheet = read_sheet(sheet_text)
    with sheet.seed:
        return sheet.person_root()


def restore(
    source: Path,
    folder: Path,
    secret_text: str,
    kind: SlotKind = SlotKind.PASSPHRASE,
    progress: Callable[[int, int], None] | None = None,
    *,
    limits: Limits = LIMITS,
) -> None:
    """Make a vault in the new ``folder`` from a backup file; its first opening makes a new device.

    Raises VaultExists, NotABackup, VaultNewer, WrongSecret, SheetLineWrong, VaultDamaged, DiskFull.
    """
    from storage.vault.backup import no_progress
    from storage.vault.restore import restore_backup

    check_parts()
    restore_backup(source, folder, secret_text, kind, progress or no_progress, limits=limits)


class NewVault(NamedTuple):
    """Whose a new vault is; without ``office_id`` it founds an office.

    ``person_id`` and ``sheet``: of somebody who has a vault already, for their second device.
    """

    person: str
    mark: str
    office_id: bytes | None = None
    person_id: bytes | None = None
    sheet: RecoverySheet | None = None


class Made(NamedTuple):
    """A vault just made: open, with its key (wipe it) and the lines of the sheet to print."""

    casebook: "Casebook"
    data_key: "Secret"
    lines: tuple[str, ...]


def make(
    folder: Path,
    passphrase: str,
    told: NewVault,
    *,
    parameters: Argon2Parameters | None = None,
    limits: Limits = LIMITS,
) -> Made:
    """Make a vault.

    Raises VaultExists, WeakPassphrase, DiskFull, PartMissing and Invalid (a mark is 1 to 3 letters
    A to Z).
    """
    check_parts()
    if not is_mark(told.mark):
        raise Invalid("vault", "mark", "not-allowed")
    loading = start_loading()
    check_passphrase(passphrase, told.person)  # before anything is made
    layout = Layout(folder)
    layout.make()
    cost = parameters or calibrate(limits=limits)
    _header, data_key, sheet = create_header(
        layout.header, told.person, passphrase, sheet=told.sheet, parameters=cost, limits=limits
    )
    attempts.start_counting(layout.attempts)
    loading.join()
    from storage.casebook.opened import Settling, make_casebook

    with sheet.seed:
        root = sheet.person_root()
        settling = Settling(told.person, told.mark, root, told.office_id, told.person_id)
        return Made(make_casebook(folder, data_key, settling), data_key, sheet.lines())


def create(  # noqa: PLR0913 — what a first run asks
    folder: Path,
    person: str,
    mark: str,
    passphrase: str,
    *,
    office_id: bytes | None = None,
    parameters: Argon2Parameters | None = None,
    limits: Limits = LIMITS,
) -> tuple["Casebook", tuple[str, ...]]:
    """Make a vault; return its open casebook and the lines of the recovery sheet to print.

    Raises what ``make`` does.
    """
    told = NewVault(person, mark, office_id)
    made = make(folder, passphrase, told, parameters=parameters, limits=limits)
    made.data_key.wipe()
    return made.casebook, made.lines
