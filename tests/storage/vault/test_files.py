"""Whole files: there, complete and read back, or not there."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.errors import DiskFull, FileExists, FileRefused, MediumGone, StorageError
from storage.vault import files
from storage.vault.files import PART, replace_whole, sweep_parts, write_whole


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def fail_with(number: int) -> Callable[..., None]:
    """Return a stand-in that raises a system error."""

    def stand_in(*_args: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    return stand_in


def test_bytes_and_chunks_are_written_whole(tmp_path: Path) -> None:
    """Both kinds of content arrive, private, with nothing beside them."""
    assert write_whole(tmp_path / "a", b"testi") == 5
    assert write_whole(tmp_path / "b", iter([b"tes", b"", b"ti"])) == 5
    assert write_whole(tmp_path / "c", b"") == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"testi"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["a", "b", "c"]


@pytest.mark.parametrize("links", [True, False])
def test_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """A file, a folder or a dangling link of that name refuses; also without hard links."""
    if not links:
        monkeypatch.setattr(os, "link", fail_with(errno.EPERM))
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "folder", "link"):
        with pytest.raises(FileExists):
            write_whole(tmp_path / name, b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert names(tmp_path) == ["file", "folder", "link"]


@pytest.mark.parametrize("links", [True, False])
def test_a_name_taken_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """A file that appears while we write keeps its name."""
    if not links:
        monkeypatch.setattr(os, "link", fail_with(errno.EOPNOTSUPP))

    def chunks() -> Iterator[bytes]:
        yield b"new"
        (tmp_path / "file").write_bytes(b"other")

    with pytest.raises(FileExists):
        write_whole(tmp_path / "file", chunks())
    assert (tmp_path / "file").read_bytes() == b"other"
    assert names(tmp_path) == ["file"]


def test_a_medium_without_hard_links_gets_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAT on a stick: a rename does it."""
    monkeypatch.setattr(os, "link", fail_with(errno.EPERM))
    write_whole(tmp_path / "a", b"testi")
    assert names(tmp_path) == ["a"]


def test_content_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    """A generator that raises (a stream that does not prove true) publishes nothing."""

    def chunks() -> Iterator[bytes]:
        yield b"unproven"
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - ours, just above
        write_whole(tmp_path / "a", chunks())
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EIO, MediumGone),
        (errno.ENODEV, MediumGone),
        (errno.ENOENT, FileRefused),
        (errno.EROFS, FileRefused),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "open", "link"])
def test_a_failing_call_is_told_and_leaves_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    expected: type[StorageError],
) -> None:
    """Each system error becomes what a user can act on; no file, no part of one."""
    monkeypatch.setattr(os, call, fail_with(number))
    with pytest.raises(expected) as caught:
        write_whole(tmp_path / "a", b"testi")
    monkeypatch.undo()
    assert caught.value.__suppress_context__
    assert names(tmp_path) == []


def test_what_is_read_back_wrong_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A medium that gives back other bytes is reported, and the file does not appear."""
    monkeypatch.setattr(files, "_digest_of", lambda _path: b"other")
    with pytest.raises(MediumGone):
        write_whole(tmp_path / "a", b"testi")
    assert names(tmp_path) == []


def test_the_part_is_synced_before_it_takes_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order that survives a power loss: sync the bytes, take the name, sync the folder."""
    calls: list[str] = []
    real_sync, real_link = os.fsync, os.link

    def sync(handle: int) -> None:
        calls.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")  # noqa: PTH112
        real_sync(handle)

    def link(part: Path, path: Path, *, follow_symlinks: bool) -> None:
        calls.append("name")
        real_link(part, path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "link", link)
    write_whole(tmp_path / "a", b"testi")
    assert calls == ["file", "name", "folder"]


def test_replacing_swaps_at_once_or_keeps_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New bytes under the name, or the old ones when anything fails."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    replace_whole(path, b"new")
    assert path.read_bytes() == b"new"
    monkeypatch.setattr(os, "fsync", fail_with(errno.ENOSPC))
    with pytest.raises(DiskFull):
        replace_whole(path, b"newer")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a"]


def test_a_name_that_may_not_last_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When only the syncing of the folder fails, the refused file is not left there either."""
    real = os.fsync

    def sync(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112
            raise OSError(errno.EIO, "no")
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(MediumGone):
        write_whole(tmp_path / "a", b"testi")
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_looked_through_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sweeping is a courtesy: opening the vault does not hang on it."""
    monkeypatch.setattr(os, "scandir", fail_with(errno.EIO))
    sweep_parts(tmp_path)


def test_leftovers_of_a_kill_are_swept(tmp_path: Path) -> None:
    """Parts go, everything else stays."""
    (tmp_path / f".0123456789abcdef{PART}").write_bytes(b"x")
    (tmp_path / f".0123456789abcdef{PART}-journal").write_bytes(b"x")
    (tmp_path / "kept").write_bytes(b"x")
    sweep_parts(tmp_path)
    assert names(tmp_path) == ["kept"]


def test_a_network_drive_that_syncs_no_folders_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EINVAL from syncing a folder is passed over."""
    real = os.fsync

    def sync(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112
            raise OSError(errno.EINVAL, "no")
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    write_whole(tmp_path / "a", b"testi")
    assert names(tmp_path) == ["a"]
