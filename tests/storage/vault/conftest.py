"""A vault for each test, and a backup of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.vault.backup import write_backup
from storage.vault.engine import OpenVault
from tests.storage.vault.made import Made, make


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Make a closed vault with three notes."""
    return make(tmp_path / "vault")


@pytest.fixture
def vault(made: Made) -> Iterator[OpenVault]:
    """Lend it open, on a local disk."""
    opened = made.open()
    yield opened
    opened.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Name a file that is not there yet, in a folder of its own."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "made.nivelbackup"


@pytest.fixture
def saved(vault: OpenVault, target: Path) -> Path:
    """Back the vault up, with an attachment."""
    (vault.layout.blobs / "0a1b").write_bytes(b"sealed bytes" * 1000)
    write_backup(vault, target)
    return target
