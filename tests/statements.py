"""Every statement that a vault runs, with its values in it, and every row that it gives.

``recorded`` stands at the lowest place there is: the driver's own connection, as it is opened.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from storage.vault import connection as raw_connection


@dataclass
class Recorded:
    """``statements`` as SQLite tells them, values and all; ``rows`` as the driver hands them."""

    statements: list[str] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def naming(self, ids: Iterable[bytes], words: Iterable[str]) -> list[str]:
        """Return the statements and rows that hold one of these ids or words."""
        ids, words = tuple(ids), tuple(words)
        hexes = tuple(one.hex() for one in ids)
        found = [
            said
            for said in self.statements
            if any(one in said.lower() for one in hexes) or any(word in said for word in words)
        ]
        for row in self.rows:
            told = [bytes(cell) for cell in row if isinstance(cell, bytes | memoryview)]
            text = " ".join(str(cell) for cell in row if isinstance(cell, str))
            is_other = any(one in cell for one in ids for cell in told)
            if is_other or any(word in text for word in (*words, *hexes)):
                found.append(f"row {text}")
        return found


@contextmanager
def recorded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorded]:
    """Record what vaults opened within do."""
    kept, opened = Recorded(), raw_connection.open_raw

    def told(_cursor: object, row: tuple[Any, ...]) -> tuple[Any, ...]:
        kept.rows.append(row)
        return row

    def listening(*arguments: Any) -> Any:  # noqa: ANN401 - what it stands in for is untyped
        raw = opened(*arguments)
        raw.set_trace_callback(kept.statements.append)
        raw.row_factory = told
        return raw

    with monkeypatch.context() as patched:
        patched.setattr(raw_connection, "open_raw", listening)
        yield kept
