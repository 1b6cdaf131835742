"""A vault for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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
