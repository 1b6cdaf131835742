"""One class per cause that a user can act on: a stable code and typed facts, no prose.

The law: ``storage`` raises only these for what a person can cause or mend; the sentence for each
code is written in ``tui_app/i18n/sentences.py``, in three languages. A programming mistake stays an
ordinary Python exception. Facts never hold a passphrase, a key, a client's name or a note's text.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar


@dataclass(eq=False)
class StorageError(Exception):
    """The common parent. ``code`` is stable: sentences and exit codes hang on it."""

    code: ClassVar[str] = ""

    def facts(self) -> dict[str, object]:
        """Return the typed facts by name, for the sentence."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        """Say the code and the facts, for a test's output; never shown to a user."""
        return f"{self.code} {self.facts()}"


@dataclass(eq=False)
class VaultMissing(StorageError):
    """No vault lies at this place."""

    code = "vault-missing"
    path: Path


@dataclass(eq=False)
class VaultExists(StorageError):
    """A vault lies there already; it is never overwritten."""

    code = "vault-exists"
    path: Path


@dataclass(eq=False)
class VaultDamaged(StorageError):
    """A part fails its check. ``part``: header, database, journal, backup, attempts."""

    code = "vault-damaged"
    part: str
    detail: str = ""


@dataclass(eq=False)
class VaultNewer(StorageError):
    """The vault was written by a newer version; nothing was changed."""

    code = "vault-newer"
    found: int
    known: int


@dataclass(eq=False)
class VaultBusy(StorageError):
    """Another process holds the vault."""

    code = "vault-busy"
    pid: int
    since: str


@dataclass(eq=False)
class VaultReadOnly(StorageError):
    """The medium takes no writing; the vault was opened from a private copy."""

    code = "vault-read-only"
    path: Path


@dataclass(eq=False)
class WrongSecret(StorageError):
    """The secret opens no slot. ``wait`` is the seconds until the next try."""

    code = "wrong-secret"
    wait: float = 0.0


@dataclass(eq=False)
class TooSoon(StorageError):
    """A try came before the delay had passed. ``wait`` in seconds."""

    code = "too-soon"
    wait: float


@dataclass(eq=False)
class WeakPassphrase(StorageError):
    """``reason``: short, listed, repeated, personal."""

    code = "weak-passphrase"
    reason: str


@dataclass(eq=False)
class SheetLineWrong(StorageError):
    """A line of the recovery sheet fails its checksum. ``lines`` are counted from 1."""

    code = "sheet-line-wrong"
    lines: tuple[int, ...]


@dataclass(eq=False)
class SlotMissing(StorageError):
    """The vault has no such key slot."""

    code = "slot-missing"
    slot: str


class LastSlot(StorageError):
    """The last key slot cannot be removed: nobody could open the vault again."""

    code = "last-slot"


@dataclass(eq=False)
class SlotsFull(StorageError):
    """A vault has room for ``most`` key slots; one must go first."""

    code = "slots-full"
    most: int


@dataclass(eq=False)
class PartMissing(StorageError):
    """The build lacks a part Nivel needs: ``part`` (argon2id, sqlcipher, cobblestone)."""

    code = "part-missing"
    part: str


class MemoryShort(StorageError):
    """The machine has too little memory free for the key derivation of this vault."""

    code = "memory-short"


@dataclass(eq=False)
class DiskFull(StorageError):
    """The medium has no room. ``needed`` is bytes to free, 0 when unknown."""

    code = "disk-full"
    path: Path
    needed: int = 0


@dataclass(eq=False)
class MediumGone(StorageError):
    """Reading or writing failed: the medium was pulled, or is broken."""

    code = "medium-gone"
    path: Path


@dataclass(eq=False)
class FileExists(StorageError):
    """The target file is there already; it is never overwritten."""

    code = "file-exists"
    path: Path


@dataclass(eq=False)
class FileRefused(StorageError):
    """A file cannot be read or written. ``reason``: missing, folder, denied, large, name."""

    code = "file-refused"
    path: Path
    reason: str


@dataclass(eq=False)
class NotABackup(StorageError):
    """The file is no Nivel backup."""

    code = "not-a-backup"
    path: Path


@dataclass(eq=False)
class RecordMissing(StorageError):
    """No such record (any more). ``kind`` is the record's kind."""

    code = "record-missing"
    kind: str


@dataclass(eq=False)
class Invalid(StorageError):
    """A field holds what it cannot hold. ``reason`` is a stable word, e.g. end-before-start."""

    code = "invalid"
    kind: str
    field: str
    reason: str


@dataclass(eq=False)
class ReasonNeeded(StorageError):
    """Opening a case that is not one's own asks for the reason."""

    code = "reason-needed"
    case: str
    case_id: bytes = b""


class UndoGone(StorageError):
    """Nothing can be undone: the time has passed, or a later change stands on it."""

    code = "undo-gone"


class Stopped(StorageError):
    """The user stopped a long piece of work; what was done whole stays."""

    code = "stopped"


@dataclass(eq=False)
class ImportRefused(StorageError):
    """A file to import cannot be read. ``reason``: large, encoding, empty, format."""

    code = "import-refused"
    path: Path
    reason: str


@dataclass(eq=False)
class BatchRefused(StorageError):
    """A batch was refused. ``reason``: limit, version, format, unknown-device, signature, value."""

    code = "batch-refused"
    reason: str


@dataclass(eq=False)
class DeviceForked(StorageError):
    """The own stream has two histories (a copied vault): it must become a new device."""

    code = "device-forked"
    device: bytes
