"""For partners without Nivel: files in the age format (age-encryption.org/v1), by ``pyrage``.

No byte of our own: the program ``age``, or any other that knows the format, opens them, by a
passphrase (scrypt) or with the partner's own key (``age1...``); theirs are opened the same way. age
has no signature and no padding: **who wrote it is not proved, and its length shows**.

The law: plaintext touches no disk on the way out. What goes to a key is streamed; under a
passphrase it is held in memory, at most ``MOST_HELD`` bytes (``pyrage`` streams none). Nothing
is published before age's end is proved. A header that asks for hours of scrypt is refused by the
library at once.
"""

import io
import os
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pyrage

from storage.errors import FileRefused, Invalid, WrongSecret
from storage.exchange.file_names import clean_file_name
from storage.refusals import ParcelRefused
from storage.vault.files import Sink, write_through
from storage.vault.trouble import system_trouble

MAGIC = b"age-encryption.org/v1\n"
SUFFIX = ".age"
MOST_HELD = 64 << 20
MOST_BYTES = 2_000_000_000
_DAY = (1980, 1, 1, 0, 0, 0)  # the first a zip can hold: the files' own times are nobody's business


class ByPassphrase(NamedTuple):
    """Sealed and opened by the same words."""

    text: str


class ByKey(NamedTuple):
    """Sealed to ``age1...``, opened with ``AGE-SECRET-KEY-1...``."""

    text: str


class KeyPair(NamedTuple):
    """A key of our own for what partners send; ``secret`` stays inside the vault."""

    secret: str
    recipient: str


def new_key() -> KeyPair:
    """Draw a key that partners can seal to."""
    identity = pyrage.x25519.Identity.generate()
    return KeyPair(str(identity), str(identity.to_public()))


def is_age(first_bytes: bytes) -> bool:
    """Say whether a file that begins so is in the age format."""
    return first_bytes.startswith(MAGIC)


def seal_for_partner(source: bytes | Path, lock: ByPassphrase | ByKey, target: Path) -> int:
    """Write ``source`` in the age format to the new file ``target``; return its length.

    Raises Invalid (partner, key, not-a-key), FileRefused, FileExists, DiskFull, MediumGone.
    """
    recipients = [_recipient(lock.text)] if isinstance(lock, ByKey) else []
    name = target if isinstance(source, bytes) else source
    with system_trouble(name), _reader(source) as reader:

        def fill(sink: Sink) -> None:
            if recipients:
                _carried(reader, sink, lambda *ends: pyrage.encrypt_io(*ends, recipients))
            else:
                sink.write(pyrage.passphrase.encrypt(_read_held(reader, name), lock.text))

        return write_through(target, fill).length


def open_from_partner(source: Path, lock: ByPassphrase | ByKey, target: Path) -> int:
    """Open a file in the age format into the new file ``target``; return its length.

    Raises ParcelRefused: format (not age), not-for-us (another key, damaged); WrongSecret (another
    passphrase, damaged); Invalid (partner, key, not-a-key); FileRefused, FileExists, DiskFull,
    MediumGone.
    """
    identities = [_identity(lock.text)] if isinstance(lock, ByKey) else []
    with system_trouble(source), _reader(source) as reader:
        if not is_age(reader.read(len(MAGIC))):
            raise ParcelRefused(reason="format")
        reader.seek(0)

        def fill(sink: Sink) -> None:
            if identities:
                _carried(reader, sink, lambda *ends: pyrage.decrypt_io(*ends, identities))
            else:
                sink.write(_opened_by_words(_read_held(reader, source), lock.text))

        return write_through(target, fill).length


def bundle(files: Sequence[Path]) -> bytes:
    """Return one zip of several files, as they are, under their clean names and no date.

    Raises FileRefused (large) beyond ``MOST_HELD``; a name that stands twice is numbered.
    """

    def read(path: Path) -> bytes:
        with system_trouble(path), _reader(path) as reader:
            return _read_held(reader, path)

    return bundle_of((path.name, partial(read, path)) for path in files)


def bundle_of(files: Iterable[tuple[str, Callable[[], bytes]]]) -> bytes:
    """Return one zip of what ``files`` give by name; see ``bundle``. Nothing touches a disk."""
    made, names = io.BytesIO(), set[str]()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for number, (told, content) in enumerate(files):
            name = clean_file_name(told)
            name = f"{number + 1} {name}" if name in names else name
            names.add(name)
            archive.writestr(zipfile.ZipInfo(name, _DAY), content())
            if made.tell() > MOST_HELD:
                raise FileRefused(Path(told), "large")
    return made.getvalue()


def check_key(text: str) -> None:
    """Raise Invalid (partner, key, not-a-key) for what is no key to seal to."""
    _recipient(text)


class _Carrier:
    """An end of the stream that keeps what went wrong in it: ``pyrage`` tells its text alone."""

    def __init__(self, end: Any) -> None:  # noqa: ANN401 — a reader or a writer
        self._end = end
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        return bytes(self._kept(self._end.read, size))

    def write(self, data: bytes) -> int:
        return int(self._kept(self._end.write, data))

    def flush(self) -> None:
        return

    def _kept(self, call: Callable[[Any], Any], argument: object) -> Any:  # noqa: ANN401
        try:
            return call(argument)
        except Exception as error:
            self.error = error
            raise


def _carried(reader: BinaryIO, sink: Sink, work: Callable[[Any, Any], None]) -> None:
    """Let ``work`` stream; raise what a reader or writer raised, else that the file is refused."""
    ends = _Carrier(reader), _Carrier(sink)
    try:
        work(*ends)
    except (pyrage.DecryptError, pyrage.EncryptError, OSError):
        for end in ends:
            if end.error is not None:
                raise end.error from None
        raise ParcelRefused(reason="not-for-us") from None


def _opened_by_words(sealed: bytes, words: str) -> bytes:
    try:
        return bytes(pyrage.passphrase.decrypt(sealed, words))
    except pyrage.DecryptError:
        raise WrongSecret from None


def _reader(source: bytes | Path) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if not source.is_file():
        raise FileRefused(source, "folder" if source.is_dir() else "missing")
    file = source.open("rb")
    if os.fstat(file.fileno()).st_size > MOST_BYTES:
        file.close()
        raise FileRefused(source, "large")
    return file


def _read_held(reader: BinaryIO, path: Path) -> bytes:
    held = reader.read(MOST_HELD + 1)
    if len(held) > MOST_HELD:
        raise FileRefused(path, "large")
    return held


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise Invalid(kind="partner", field="key", reason="not-a-key") from None


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text.strip())
    except pyrage.IdentityError:
        raise Invalid(kind="partner", field="key", reason="not-a-key") from None
