"""Files for partners, in the age format: sealed, opened, refused; nothing is ever half there.

That the program ``age`` opens ours is shown in ``tests/faults`` (it is no part of ``make test``);
that we open its files is shown by the frozen ones.
"""

import io
import os
import tracemalloc
import zipfile
from pathlib import Path

import pyrage
import pytest

from storage.errors import FileExists, FileRefused, Invalid, Stopped, StorageError, WrongSecret
from storage.exchange import age
from storage.exchange.age import (
    ByKey,
    ByPassphrase,
    bundle,
    is_age,
    new_key,
    open_from_partner,
    seal_for_partner,
)
from storage.refusals import ParcelRefused
from storage.vault import files

KEYS = new_key()
TO, WITH = ByKey(KEYS.recipient), ByKey(KEYS.secret)
CONTENT = b"Keksitty ote\n" * 9000


def sealed(folder: Path, content: bytes = CONTENT) -> Path:
    """Return a file sealed to the key."""
    target = folder / "ote.age"
    seal_for_partner(content, TO, target)
    return target


def test_a_key_seals_and_opens(tmp_path: Path) -> None:
    """Bytes or a file, of any length, come back; the file begins as age's do and says nothing."""
    for number, content in enumerate([b"", b"x", CONTENT, os.urandom(200_000)]):
        plain, target = tmp_path / f"plain{number}", tmp_path / f"sealed{number}"
        plain.write_bytes(content)
        for source in (content, plain):
            target.unlink(missing_ok=True)
            length = seal_for_partner(source, TO, target)
            data = target.read_bytes()
            assert (len(data), is_age(data)) == (length, True)
            assert b"Keksitty" not in data
            back = tmp_path / f"back{number}"
            back.unlink(missing_ok=True)
            assert open_from_partner(target, WITH, back) == len(content)
            assert back.read_bytes() == content


def test_a_passphrase_seals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words reach the library as they are; scrypt's second is spent in ``tests/faults``."""
    asked: list[tuple[bytes, str]] = []

    def encrypt(plain: bytes, words: str) -> bytes:
        asked.append((plain, words))
        return age.MAGIC + b"..."

    monkeypatch.setattr(pyrage.passphrase, "encrypt", encrypt)
    plain = tmp_path / "plain"
    plain.write_bytes(CONTENT)
    for source in (CONTENT, plain):
        seal_for_partner(source, ByPassphrase("keksitty lause"), tmp_path / "ote.age")
        assert (tmp_path / "ote.age").read_bytes() == age.MAGIC + b"..."
        (tmp_path / "ote.age").unlink()
    assert asked == [(CONTENT, "keksitty lause")] * 2


def refused(source: Path, lock: ByKey | ByPassphrase, folder: Path) -> StorageError:
    """Return why it is refused; nothing is left behind."""
    before = sorted(folder.iterdir())
    with pytest.raises(StorageError) as caught:
        open_from_partner(source, lock, folder / "back")
    assert sorted(folder.iterdir()) == before
    return caught.value


def test_every_cut_and_flip_is_refused(tmp_path: Path) -> None:
    """At every byte of the header and every 61st of the rest: refused, nothing published."""
    whole = sealed(tmp_path, os.urandom(70_000)).read_bytes()
    changed = tmp_path / "changed.age"
    for at in sorted({*range(0, 260, 3), *range(260, len(whole), 997), len(whole) - 1}):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            changed.write_bytes(data)
            error = refused(changed, WITH, tmp_path)
            assert isinstance(error, ParcelRefused)
            assert error.reason in {"format", "not-for-us"}
    changed.write_bytes(whole + b"x")
    assert isinstance(refused(changed, WITH, tmp_path), ParcelRefused)


def test_another_key_and_no_key(tmp_path: Path) -> None:
    """Another's key opens nothing; what is no key is told before anything is written."""
    file = sealed(tmp_path)
    error = refused(file, ByKey(new_key().secret), tmp_path)
    assert error.facts() == {"reason": "not-for-us", "signer": b""}
    for text in ("", "age1", KEYS.recipient, "AGE-SECRET-KEY-1", "ssh-ed25519 AAAA"):
        error = refused(file, ByKey(text), tmp_path)
        assert isinstance(error, Invalid)
        assert error.reason == "not-a-key"
    for text in ("", "age1", KEYS.secret, KEYS.recipient + "x"):
        with pytest.raises(Invalid):
            seal_for_partner(CONTENT, ByKey(text), tmp_path / "no.age")
    assert not (tmp_path / "no.age").exists()


def test_what_is_not_age_is_refused(tmp_path: Path) -> None:
    """Another format, an empty file, a folder, nothing: each has its own answer."""
    other = tmp_path / "other"
    for content in (b"", b"NIVELPCL", b"age-encryption.org/v2\n"):
        other.write_bytes(content)
        assert refused(other, WITH, tmp_path).facts()["reason"] == "format"
    assert refused(tmp_path, WITH, tmp_path).facts()["reason"] == "folder"
    assert refused(tmp_path / "nothing", WITH, tmp_path).facts()["reason"] == "missing"


def test_hours_of_scrypt_are_refused_at_once(tmp_path: Path) -> None:
    """A header that asks for 2 to the 40th rounds costs nothing (T25)."""
    stanza = b"-> scrypt " + b"A" * 22 + b" 40\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    (tmp_path / "slow.age").write_bytes(age.MAGIC + stanza + bytes(100))
    assert isinstance(refused(tmp_path / "slow.age", ByPassphrase("x"), tmp_path), WrongSecret)


def test_it_never_overwrites(tmp_path: Path) -> None:
    """A target that is there stays."""
    file, mine = sealed(tmp_path), tmp_path / "mine"
    mine.write_bytes(b"mine")
    with pytest.raises(FileExists):
        seal_for_partner(CONTENT, TO, mine)
    with pytest.raises(FileExists):
        open_from_partner(file, WITH, mine)
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("is_sealing", [True, False])
@pytest.mark.parametrize(
    ("error", "code"), [(OSError(28, "full"), "disk-full"), (Stopped(), "stopped")]
)
def test_trouble_on_the_way_is_told_as_it_is(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    code: str,
    *,
    is_sealing: bool,
) -> None:
    """A full disk or a stop inside the stream is not taken for a damaged file."""
    file, back = sealed(tmp_path), tmp_path / "back"
    monkeypatch.setattr(files.Sink, "write", _raising(error))
    with pytest.raises(StorageError) as caught:
        _ = (
            seal_for_partner(CONTENT, TO, back)
            if is_sealing
            else open_from_partner(file, WITH, back)
        )
    assert caught.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["ote.age"]


def _seal_or_open(file: Path, back: Path, *, is_sealing: bool) -> None:
    if is_sealing:
        seal_for_partner(CONTENT, TO, back)
    else:
        open_from_partner(file, WITH, back)


def _raising(error: Exception) -> object:
    def write(_sink: files.Sink, _data: bytes) -> int:
        raise error

    return write


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a passphrase only what fits in memory; to a key, what fits on a stick."""
    monkeypatch.setattr(age, "MOST_HELD", 100)
    plain = tmp_path / "plain"
    plain.write_bytes(bytes(101))
    with pytest.raises(FileRefused, match="large"):
        seal_for_partner(plain, ByPassphrase("x"), tmp_path / "no.age")
    with pytest.raises(FileRefused, match="large"):
        bundle([plain])
    seal_for_partner(plain, TO, tmp_path / "yes.age")
    monkeypatch.setattr(age, "MOST_BYTES", 100)
    with pytest.raises(FileRefused, match="large"):
        seal_for_partner(plain, TO, tmp_path / "no.age")
    assert not (tmp_path / "no.age").exists()


def test_memory_stays_the_same(tmp_path: Path) -> None:
    """16 MB to a key go through in less than 4 MB."""
    big = tmp_path / "iso"
    with big.open("wb") as file:
        file.truncate(16_000_000)
    tracemalloc.start()
    seal_for_partner(big, TO, tmp_path / "big.age")
    open_from_partner(tmp_path / "big.age", WITH, tmp_path / "back")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


def test_a_bundle_is_a_plain_zip(tmp_path: Path) -> None:
    """Several files in one: clean names, no dates, doubled names numbered."""
    places = [tmp_path / "a" / "ote.txt", tmp_path / "b" / "ote.txt", tmp_path / "-päätös.txt"]
    for number, place in enumerate(places):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"%d" % number)
    with zipfile.ZipFile(io.BytesIO(bundle(places))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["ote.txt", "2 ote.txt", "päätös.txt"]
        assert [archive.read(name) for name in archive.namelist()] == [b"0", b"1", b"2"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
