"""A real casebook for the tests of screens: cheap to unlock, with a small case in it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.offices import SmallCase, new_office, small_case
from tests.storage.casebook.correspondents import Pair, pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook


@pytest.fixture
def casebook(tmp_path: Path) -> "Iterator[Casebook]":
    """Lend an open casebook of its own."""
    opened = new_office(tmp_path / "vault")
    yield opened
    opened.close()


@pytest.fixture
def small(casebook: "Casebook") -> SmallCase:
    """Put a small case into it."""
    return small_case(casebook)


@pytest.fixture
def duo(tmp_path: Path) -> "Iterator[Pair]":
    """Lend two people of two offices who know each other, and what each calls the other."""
    made = pair(tmp_path)
    yield made
    made.aino.close()
    made.bo.close()
