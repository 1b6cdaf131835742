"""A real casebook for the tests of screens: cheap to unlock, with a small case in it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.offices import SmallCase, copied, ready
from tests.storage.casebook.correspondents import Pair, pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook


@pytest.fixture
def casebook(tmp_path: Path, request: pytest.FixtureRequest) -> "Iterator[Casebook]":
    """Lend an open casebook of its own, with the small case in it for a test that asks for that."""
    opened = copied(tmp_path / "vault", with_case="small" in request.fixturenames)
    yield opened
    opened.close()


@pytest.fixture
def small(casebook: "Casebook") -> SmallCase:
    """Return the ids of the small case in it."""
    found = ready(with_case=True).small
    assert found is not None
    return found


@pytest.fixture
def duo(tmp_path: Path) -> "Iterator[Pair]":
    """Lend two people of two offices who know each other, and what each calls the other."""
    made = pair(tmp_path)
    yield made
    made.aino.close()
    made.bo.close()
