"""Destroying a vault: its keys first, its own files, nothing else."""

import datetime as dt
import os
from pathlib import Path

import pytest

from storage.casebook import entrance
from storage.errors import StorageError
from storage.vault.destroying import destroy, forget_keys
from storage.vault.layout import Layout
from tests.offices import CHEAP_LIMITS, PASSPHRASE, new_office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a closed vault with a daily backup and an attachment."""
    casebook = new_office(tmp_path / "v")
    casebook.upkeep.daily_backup(dt.date(2026, 11, 24))
    casebook.close()
    (tmp_path / "v" / "blobs" / "x.nvb").write_bytes(b"sealed")
    return tmp_path / "v"


def test_nothing_is_left(folder: Path) -> None:
    """All of the vault's own files go, and the folder with them."""
    assert destroy(folder)
    assert not folder.exists()
    assert destroy(folder)  # once more harms nothing


def test_what_somebody_else_put_there_stays(folder: Path) -> None:
    """A file of another stays, and so does what a link points to."""
    outside = folder.parent / "outside.txt"
    outside.write_text("keksitty")
    (folder / "muistio.txt").write_text("keksitty")
    (folder / "backups" / "link").symlink_to(outside)
    assert destroy(folder)
    assert [path.name for path in folder.iterdir()] == ["muistio.txt"]
    assert outside.read_text() == "keksitty"


def test_without_the_keys_nothing_opens(folder: Path) -> None:
    """Where only the keys could be overwritten, neither the vault nor its backup opens any more.

    Negative control: before, both opened.
    """
    (backup,) = (folder / "backups").iterdir()
    entrance.unlock(folder, PASSPHRASE, limits=CHEAP_LIMITS).close()
    entrance.restore(backup, folder.parent / "r", PASSPHRASE, limits=CHEAP_LIMITS)
    assert forget_keys(folder)
    assert Layout(folder).database.stat().st_size > 0
    with pytest.raises(StorageError):
        entrance.unlock(folder, PASSPHRASE, limits=CHEAP_LIMITS)
    with pytest.raises(StorageError):
        entrance.restore(backup, folder.parent / "s", PASSPHRASE, limits=CHEAP_LIMITS)


@pytest.mark.skipif(os.name != "posix", reason="a sync that fails is simulated on POSIX alone")
def test_keys_that_could_not_be_overwritten_are_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A medium that takes no writing is told; nothing pretends to be wiped."""

    def fails(_file: int) -> None:
        raise OSError(5, "EIO")

    monkeypatch.setattr(os, "fsync", fails)
    assert not forget_keys(folder)
