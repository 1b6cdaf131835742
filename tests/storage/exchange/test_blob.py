"""Attachments: sealed and opened whole or not at all, in constant memory."""

import os
import tracemalloc
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.crypto.beside import HashBeside
from storage.crypto.secret import Secret
from storage.crypto.stream import sealed
from storage.errors import FileExists, FileRefused, Stopped
from storage.exchange import blob
from storage.exchange.blob import BlobRef, is_blob, open_blob, save_blob, seal_blob, sealed_length
from storage.exchange.padding import padded_length
from storage.refusals import ParcelRefused
from storage.vault import files

CONTENT = b"Keksitty liite " * 500


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file to send."""
    path = tmp_path / "liite.txt"
    path.write_bytes(CONTENT)
    return path


def made(folder: Path, source: Path) -> tuple[Path, BlobRef]:
    """Return a sealed file and what opens it."""
    ref = seal_blob(source, folder)
    return folder / ref.name, ref


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.integers(0, 70_000), st.sampled_from([0, 1, 4096, 4097, 16_384, 1_100_000])))
def test_any_length_comes_back(tmp_path: Path, size: int) -> None:
    """The content comes back byte for byte; the sealed file tells only its padded length."""
    content = os.urandom(size)
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(content)
    target.unlink(missing_ok=True)
    file, ref = made(tmp_path, source)
    open_blob(file, ref, target)
    assert target.read_bytes() == content
    assert file.stat().st_size == sealed_length(size) > padded_length(size)
    assert (ref.size, ref.sha256) == (size, sha256(file.read_bytes()).digest())
    assert is_blob(file.read_bytes()[:8])
    file.unlink()


def test_the_file_says_nothing_of_its_owner(source: Path, tmp_path: Path) -> None:
    """Name and bytes are random but for the magic; two sealings have nothing in common (T3)."""
    (one, first), (two, second) = made(tmp_path, source), made(tmp_path, source)
    assert one.name == first.blob_id.hex() + ".nvb"
    assert first[:2] != second[:2]
    assert one.read_bytes()[:10] == two.read_bytes()[:10] == b"NIVELBLB\1\1"
    assert one.read_bytes()[10:40] != two.read_bytes()[10:40]
    assert b"Keksitty" not in one.read_bytes()


def refused(file: Path, ref: BlobRef, folder: Path) -> str:
    """Return why it is refused; nothing is left in the folder."""
    target = folder / "opened"
    before = sorted(folder.iterdir())
    with pytest.raises(ParcelRefused) as caught:
        open_blob(file, ref, target)
    assert sorted(folder.iterdir()) == before
    return caught.value.reason


def _with(file: Path, data: bytes) -> Path:
    changed = file.with_name("changed.nvb")
    changed.write_bytes(data)
    return changed


def test_every_fault_is_refused(source: Path, tmp_path: Path) -> None:
    """A flip, a cut or an addition at every 97th byte, and wherever a part begins."""
    file, ref = made(tmp_path, source)
    whole = file.read_bytes()
    for at in sorted({*range(0, len(whole), 97), *range(30), len(whole) - 1, len(whole) - 16}):
        flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        assert refused(_with(file, flipped), ref, tmp_path) in {"format", "newer", "not-for-us"}
        assert refused(_with(file, whole[:at]), ref, tmp_path) in {"format", "not-for-us"}
    for more in (b"\0", bytes(16), whole):
        assert refused(_with(file, whole + more), ref, tmp_path) == "not-for-us"


FAULTS: dict[str, tuple[Callable[[BlobRef], BlobRef], str]] = {
    "another id": (lambda ref: ref._replace(blob_id=bytes(16)), "not-for-us"),
    "another key": (lambda ref: ref._replace(key=bytes(32)), "not-for-us"),
    "another hash": (lambda ref: ref._replace(sha256=bytes(32)), "not-for-us"),
    "a byte less": (lambda ref: ref._replace(size=ref.size - 1), "format"),
    "a byte more": (lambda ref: ref._replace(size=ref.size + 1), "format"),
    "another size": (lambda ref: ref._replace(size=ref.size * 2), "not-for-us"),
    "no size": (lambda ref: ref._replace(size=0), "not-for-us"),
    "less than nothing": (lambda ref: ref._replace(size=-1), "large"),
    "too large": (lambda ref: ref._replace(size=2_000_000_001), "large"),
    "1 << 62": (lambda ref: ref._replace(size=1 << 62), "large"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_names_another_file_is_refused(name: str, source: Path, tmp_path: Path) -> None:
    """A reference with one part wrong opens nothing."""
    file, ref = made(tmp_path, source)
    change, reason = FAULTS[name]
    assert refused(file, change(ref), tmp_path) == reason


@pytest.mark.parametrize(
    ("tail", "reason"),
    [
        (b"\x80", "accepted"),
        (b"\x00", "format"),
        (b"\x81", "format"),
        (b"\x80\x01", "format"),
        (b"\x80" + bytes(700) + b"\x80", "format"),
    ],
)
def test_nothing_hides_behind_the_content(tail: bytes, reason: str, tmp_path: Path) -> None:
    """Behind the content stands one byte and zeros: no room for what nobody has seen."""
    file, ref = forged(tmp_path, CONTENT[:900] + tail, size=900)
    if reason == "accepted":
        open_blob(file, ref, tmp_path / "opened")
        assert (tmp_path / "opened").read_bytes() == CONTENT[:900]
    else:
        assert refused(file, ref, tmp_path) == reason


def forged(folder: Path, plain: bytes, size: int) -> tuple[Path, BlobRef]:
    """Seal any plain bytes, filled up with zeros, as a blob that claims ``size`` bytes."""
    prefix = blob.MAGIC + b"\1\1" + bytes(range(16))
    filled = plain.ljust(padded_length(size + 1), b"\0")
    with Secret(bytes(32)) as key:
        data = prefix + b"".join(sealed([filled], key, blob._context(prefix)))
    ref = BlobRef(bytes(range(16)), bytes(32), size, sha256(data).digest())
    (folder / ref.name).write_bytes(data)
    return folder / ref.name, ref


def test_nothing_is_published_before_the_end(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A blob cut in its last chunk leaves no file, though most of it was decrypted already."""
    big = tmp_path / "iso"
    big.write_bytes(os.urandom(3_000_000))
    file, ref = made(tmp_path, big)
    last = file.read_bytes()[:-1] + b"\0"
    assert refused(_with(file, last), ref, tmp_path) == "not-for-us"
    # without the promise of ``write_through`` the beginning would lie there
    monkeypatch.setattr(blob, "write_through", _careless)
    with pytest.raises(ParcelRefused):
        open_blob(_with(file, last), ref, tmp_path / "opened")
    assert (tmp_path / "opened").stat().st_size > 1_000_000


def _careless(path: Path, fill: Callable[[files.Sink], object]) -> files.Written:
    with path.open("wb", buffering=0) as file, HashBeside() as digest:
        sink = files.Sink(file, digest)
        fill(sink)
        return sink.written()


def test_memory_stays_the_same(tmp_path: Path) -> None:
    """32 MB go through in less than 8 MB, sealing and opening."""
    big = tmp_path / "iso"
    with big.open("wb") as file:
        file.truncate(32_000_000)
    tracemalloc.start()
    sealed_file, ref = made(tmp_path, big)
    open_blob(sealed_file, ref, tmp_path / "opened")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000
    assert (tmp_path / "opened").stat().st_size == 32_000_000


def test_it_can_be_stopped(source: Path, tmp_path: Path) -> None:
    """Stopping leaves nothing behind, and progress counts to the size of the file."""
    told: list[tuple[int, int]] = []
    file, ref = tmp_path, seal_blob(source, tmp_path, lambda *done: told.append(done))
    assert told[-1] == (len(CONTENT), len(CONTENT))

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Stopped):
        seal_blob(source, tmp_path, stop)
    with pytest.raises(Stopped):
        open_blob(file / ref.name, ref, tmp_path / "opened", stop)
    assert sorted(tmp_path.iterdir()) == before


def test_only_plain_files_are_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a pipe, nothing, and what is too large are refused; a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (("", "folder"), ("pipe", "missing"), ("nothing", "missing")):
        with pytest.raises(FileRefused) as caught:
            seal_blob(tmp_path / name, tmp_path)
        assert caught.value.reason == reason
    monkeypatch.setattr(blob, "MOST_BYTES", 100)
    (tmp_path / "big").write_bytes(bytes(101))
    with pytest.raises(FileRefused, match="large"):
        seal_blob(tmp_path / "big", tmp_path)


def test_it_never_overwrites(source: Path, tmp_path: Path) -> None:
    """A target that is there stays; saving into a folder takes the next number."""
    file, ref = made(tmp_path, source)
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    with pytest.raises(FileExists):
        open_blob(file, ref, target)
    assert target.read_bytes() == b"mine"
    folder = tmp_path / "chosen"
    folder.mkdir()
    names = [save_blob(file, ref, folder, "../liite.txt").name for _ in range(3)]
    assert names == ["liite.txt", "liite (2).txt", "liite (3).txt"]
    assert all((folder / name).read_bytes() == CONTENT for name in names)
    assert all((folder / name).stat().st_mode & 0o777 == 0o600 for name in names)
