"""What the exchange refuses, and why: beside ``errors``, under the same laws.

The law: to whoever sent a file, "not for you", "damaged" and "wrong key" are one answer
(``not-for-us``, safety.md T31); what may be told apart is told on this device only.
"""

from dataclasses import dataclass
from pathlib import Path

from storage.errors import StorageError


@dataclass(eq=False)
class ParcelRefused(StorageError):
    """A parcel or an attachment is not taken in; nothing was changed.

    ``reason``: format, newer, not-for-us, unknown-sender, signature, recipients, large.
    """

    code = "parcel-refused"
    reason: str
    signer: bytes = b""


@dataclass(eq=False)
class CardRefused(StorageError):
    """A contact card is not taken in.

    ``reason``: format, newer, signature, key, expired, future, own, revoked, not-invited.
    """

    code = "card-refused"
    reason: str


@dataclass(eq=False)
class CorrespondentBlocked(StorageError):
    """Nothing goes to this person until somebody decides about their keys.

    ``reason``: key-change, unknown, expired, key-old, revoked, no-device.
    """

    code = "correspondent-blocked"
    reason: str
    name: str = ""


@dataclass(eq=False)
class ChangesTooLarge(StorageError):
    """All changes together are more than a file of changes may hold; nothing was written."""

    code = "changes-too-large"
    megabytes: int


@dataclass(eq=False)
class BasisMissing(StorageError):
    """What should go out has no basis. ``needs`` are the kinds of basis that would do.

    ``why``, of the nearest one: none, draft, withdrawn, ended, expired, not-yet, narrow, own-only.
    """

    code = "basis-missing"
    case: str
    needs: tuple[str, ...]
    why: str = ""


@dataclass(eq=False)
class Barred(StorageError):
    """A bar on disclosure or a protection stands against it; which one is not told here."""

    code = "barred"
    case: str


class CertificateMissing(StorageError):
    """The device has no certificate of its person's root key: the recovery sheet is needed."""

    code = "certificate-missing"


class RootChanged(StorageError):
    """The sheet holds another root key than this person's devices stand under."""

    code = "root-changed"


class OfficeKeyMissing(StorageError):
    """The office's key lies in another vault: enrolling and taking back are done there."""

    code = "office-key-missing"


@dataclass(eq=False)
class FolderRefused(StorageError):
    """Parcels cannot lie in this folder. ``reason``: missing, no-folder, vault, read-only."""

    code = "folder-refused"
    path: Path
    reason: str


@dataclass(eq=False)
class RolledBack(StorageError):
    """The vault is older than what this machine, or another device, has seen of it.

    ``seen_by``: machine, or the name of whose device saw more.
    """

    code = "rolled-back"
    seen_by: str


@dataclass(eq=False)
class Copied(StorageError):
    """The vault was copied, or moved, from another machine or folder: it is a new device now."""

    code = "device-copied"


@dataclass(eq=False)
class ShareRefused(StorageError):
    """A share cannot be given so. ``reason``: own-only, level, nothing, not-held, ended."""

    code = "share-refused"
    reason: str


@dataclass(eq=False)
class PackRefused(StorageError):
    """A travel pack cannot be used so.

    ``reason``: expired, clock (``ends``: the day it was last written in), not-a-pack, other-vault,
    lost, not-merged, not-empty, one-case, no-exchange.
    """

    code = "pack-refused"
    path: Path
    reason: str
    ends: str = ""


@dataclass(eq=False)
class UpgradeNeeded(StorageError):
    """A vault of an older build lies where nothing can be written, so it cannot be upgraded."""

    code = "upgrade-needed"
    path: Path
