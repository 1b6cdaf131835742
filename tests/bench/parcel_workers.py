"""Samples of sealing: a message to 24 devices, a large attachment; see ``workers``.

The attachment's peer is the program ``age``, its start included, its file synced and read back like
ours (dropped from the page cache first); only ours is also compared by its hash.
"""

import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.places import BUILD

DEVICES = 24
ROUNDS = 40
MEGABYTES = 256
_PIECE = 1 << 20


def message() -> float:
    """Seconds of sealing a message of 2 kB to 24 devices."""
    from storage.crypto.keypair import DeviceSigner
    from storage.exchange.parcel import Recipient, seal_parcel
    from storage.exchange.payload import Entry, pack
    from storage.exchange.period_keys import key_id

    signer = DeviceSigner.new()
    recipients = [Recipient(os.urandom(16), key_id(one), one) for one in _publics()]
    text = os.urandom(1500).hex().encode()[:2000]

    def seal() -> None:
        seal_parcel(pack([Entry("message", text)], 1_790_000_000_000), signer, recipients)

    return _each(seal)


def wraps() -> float:
    """Seconds of 24 bare X-Wing wraps."""
    from storage.crypto.envelope import seal
    from storage.crypto.secret import Secret

    publics, secret = _publics(), Secret.random()
    return _each(lambda: [seal(public, secret, b"nivel-wrap-1") for public in publics])


def _publics() -> list[bytes]:
    from storage.crypto.envelope import EnvelopeKey, new_seed

    return [EnvelopeKey.from_seed(new_seed()).public for _ in range(DEVICES)]


def _each(work: Callable[[], object]) -> float:
    work()
    started = time.perf_counter()
    for _ in range(ROUNDS):
        work()
    return (time.perf_counter() - started) / ROUNDS


def attachment(step: str) -> float:
    """Seconds of sealing or opening 256 MB, or the memory it took at most, in MB."""
    from storage.exchange.blob import open_blob, seal_blob

    folder = Path(tempfile.mkdtemp(dir=BUILD))
    try:
        source = _content()
        started = time.perf_counter()
        ref = seal_blob(source, folder)
        sealed = time.perf_counter()
        if step != "seal":
            open_blob(folder / ref.name, ref, folder / "opened")
        spent = {"seal": sealed - started, "open": time.perf_counter() - sealed}
        return spent.get(step) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    finally:
        shutil.rmtree(folder)


def age(step: str) -> float:
    """Seconds of the same by ``age`` to a key."""
    folder = Path(tempfile.mkdtemp(dir=BUILD))
    try:
        source, identity, sealed = _content(), folder / "key", folder / "sealed"
        made = subprocess.run(["age-keygen", "-o", str(identity)], check=True, capture_output=True)
        recipient = made.stderr.decode().split()[-1]
        spent = {"seal": _timed(sealed, "age", "-r", recipient, "-o", str(sealed), str(source))}
        if step == "open":
            back = folder / "opened"
            command = ("age", "-d", "-i", str(identity), "-o", str(back), str(sealed))
            spent["open"] = _timed(back, *command)
        return spent[step]
    finally:
        shutil.rmtree(folder)


def _timed(target: Path, *command: str) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    with target.open("rb", buffering=0) as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while file.read(_PIECE):
            pass
    return time.perf_counter() - started


def _content() -> Path:
    """Return a file of random bytes, made once, in the page cache."""
    path = BUILD / f"content-{MEGABYTES}"
    if not path.exists():
        with path.open("wb") as file:
            for _ in range(MEGABYTES):
                file.write(os.urandom(_PIECE))
    with path.open("rb", buffering=0) as file:
        while file.read(_PIECE):
            pass
    return path


WORKERS: dict[str, Callable[..., float]] = {
    "message": message,
    "wraps": wraps,
    "attachment": attachment,
    "age": age,
}
