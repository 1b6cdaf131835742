"""Secrets: locked memory, wiping, no way out by printing or pickling."""

import os
import pickle
import re
from pathlib import Path

import pytest

from storage.crypto import secret as secret_module
from storage.crypto.secret import Secret


def locked_kib() -> int:
    """Return how much of this process is locked, in KiB (proc(5), VmLck)."""
    match = re.search(r"VmLck:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(match[1]) if match else 0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells what is locked")
def test_a_secret_lies_in_locked_memory() -> None:
    """T12: a page more is locked for each secret."""
    before = locked_kib()
    secret = Secret.random()
    assert secret.locked
    assert locked_kib() >= before + 4


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells what is locked")
def test_without_the_lock_the_check_goes_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control of T12: without ``mlock`` nothing is locked, and ``locked`` says so."""
    monkeypatch.setattr(secret_module, "_lock_call", lambda _page: False)
    before = locked_kib()
    secret = Secret.random()
    assert not secret.locked
    assert locked_kib() == before


def test_a_system_that_refuses_the_lock_costs_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused lock is told, not raised."""

    def refuse(_page: object) -> bool:
        raise OSError

    monkeypatch.setattr(secret_module, "_lock_call", refuse)
    secret = Secret(b"kept all the same")
    assert not secret.locked
    assert bytes(secret.view()) == b"kept all the same"


def test_wiping_leaves_zeros() -> None:
    """After ``wipe`` the page holds zeros."""
    secret = Secret(b"testi")
    view = secret.view()
    with secret:
        pass
    assert bytes(view) == bytes(5)


def test_a_bytearray_handed_over_is_blanked() -> None:
    """The caller's copy does not live on."""
    source = bytearray(b"testi")
    assert Secret(source) == Secret(b"testi")
    assert source == bytes(5)


def test_nothing_shows_the_bytes() -> None:
    """Neither ``repr`` nor pickling tells a byte."""
    secret = Secret(b"secret words")
    assert repr(secret) == "Secret(12 bytes)"
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_secrets_compare_by_their_bytes() -> None:
    """Equal bytes are equal, other things are not."""
    secret = Secret(b"abc")
    assert secret == secret.copy()
    assert secret != Secret(b"abd")
    assert secret != b"abc"
    assert len(Secret.random(48)) == 48


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_finds_zeros() -> None:
    """A child process does not inherit the key."""
    secret = Secret(b"\xff" * 32)
    child = os.fork()
    if child == 0:
        os._exit(0 if bytes(secret.view()) == bytes(32) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
