"""One process per vault."""

import errno
import fcntl
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import MediumGone, VaultBusy
from storage.vault import lockfile
from storage.vault.lockfile import acquire

HOLDER = """
import sys, time
from pathlib import Path
from storage.vault.lockfile import acquire
lock = acquire(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def hold(path: Path) -> "subprocess.Popen[str]":
    """Start a process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    process.stdout.close()
    return process


def test_a_second_process_is_told_who_and_since_when(tmp_path: Path) -> None:
    """The refusal names the holder's pid and the time."""
    path = tmp_path / "lock"
    holder = hold(path)
    try:
        with pytest.raises(VaultBusy) as caught:
            acquire(path)
    finally:
        holder.kill()
        holder.wait()
    assert caught.value.pid == holder.pid
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", caught.value.since)


def test_a_stale_lock_after_kill_9_needs_no_manual_step(tmp_path: Path) -> None:
    """The file is still there, the lock is not."""
    path = tmp_path / "lock"
    holder = hold(path)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert path.exists()
    acquire(path).release()


def test_without_the_lock_two_get_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: if the system's lock were not asked, the second would be let in."""
    first = acquire(tmp_path / "lock")
    with pytest.raises(VaultBusy):
        acquire(tmp_path / "lock")
    monkeypatch.setattr(lockfile, "_try_lock", lambda _handle: True)
    acquire(tmp_path / "lock").release()
    first.release()


def test_released_it_can_be_taken_again(tmp_path: Path) -> None:
    """Giving it back twice does no harm; the file is private."""
    lock = acquire(tmp_path / "lock")
    lock.release()
    lock.release()
    acquire(tmp_path / "lock").release()
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600


def test_released_twice_it_closes_no_other_file(tmp_path: Path) -> None:
    """The system gives a closed file's number to the next one opened."""
    lock = acquire(tmp_path / "lock")
    number = lock.handle
    lock.release()
    other = os.open(tmp_path / "other", os.O_CREAT | os.O_WRONLY)
    assert other == number
    lock.release()
    assert os.write(other, b"x") == 1
    os.close(other)


def test_a_holder_that_left_no_text_is_still_refused(tmp_path: Path) -> None:
    """Killed between lock and text, or a full disk: busy, by nobody known."""
    path = tmp_path / "lock"
    first = acquire(path)
    path.write_bytes(b"")
    with pytest.raises(VaultBusy) as caught:
        acquire(path)
    assert (caught.value.pid, caught.value.since) == (0, "")
    first.release()


def test_a_full_disk_does_not_keep_the_owner_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text cannot be written, the lock is held all the same."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    lock = acquire(tmp_path / "lock")
    with pytest.raises(VaultBusy):
        acquire(tmp_path / "lock")
    lock.release()


def test_a_file_system_that_cannot_lock_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No lock, no vault: never two writers by mistake."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(MediumGone):
        acquire(tmp_path / "lock")
