"""Mirroring many records together makes the index that mirroring each by itself makes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine
from sqlcipher3 import dbapi2

from storage.casebook import text_index

TEXTS = "SELECT record, kind, title, shown, folded FROM search_text"
WORDS = (
    "SELECT t.record FROM search_trigram JOIN search_text t ON t.id = search_trigram.rowid"  # noqa: S608 - constant
    " WHERE search_trigram MATCH '\"kis\"' UNION ALL"
    f" SELECT record FROM search_text WHERE id > {text_index.REACH} AND folded LIKE '%kis%'"
)
WAITING = f"SELECT count(*) FROM search_text WHERE id > {text_index.REACH}"  # noqa: S608 - constant
RECORDS = st.integers(0, 5).map(lambda number: bytes([number]) * 16)
ROWS = st.none() | st.sampled_from(["", "Kissa", "koira ja kissa", "Äiti"]).map(
    lambda text: {"text": text, "case_id": b"c" * 16, "meeting_id": None, "at": None}
)
LOTS = st.lists(
    st.lists(st.tuples(st.sampled_from(["entry", "log-line"]), RECORDS, ROWS), max_size=8),
    max_size=5,
)


@contextmanager
def index() -> Iterator[Connection]:
    """Lend an empty index in a transaction."""
    engine = create_engine("sqlite://", module=dbapi2)
    with engine.begin() as connection:
        text_index.create_tables(connection)
        yield connection
    engine.dispose()


def texts(connection: Connection) -> set[tuple[object, ...]]:
    """Return what is kept of each record."""
    return {tuple(row) for row in connection.exec_driver_sql(TEXTS)}


def found(connection: Connection) -> set[bytes]:
    """Return the records that a search finds: by the trigrams, and by the texts beyond them."""
    return {row[0] for row in connection.exec_driver_sql(WORDS)}


@given(LOTS, st.integers(1, 4), st.integers(1, 6))
def test_together_is_as_one_by_one(
    lots: list[list[tuple[str, bytes, text_index.Row | None]]], together: int, most: int
) -> None:
    """Same texts, same finds; fewer texts than ``TOGETHER`` wait for the trigrams."""
    with (
        pytest.MonkeyPatch.context() as patch,
        index() as many,
        index() as single,
    ):
        patch.setattr(text_index, "TOGETHER", together)
        patch.setattr(text_index, "_MOST", most)
        for lot in lots:
            mirror = text_index.Mirror(many)
            for kind, record, row in lot:
                mirror.take(kind, record, row)
            mirror.flush()
            for record, (kind, row) in last_words(lot).items():
                text_index.keep(single, kind, record, row)
        assert texts(many) == texts(single)
        assert found(many) == found(single) == {row[0] for row in texts(many) if "kis" in str(row)}
        assert int(many.exec_driver_sql(WAITING).scalar_one()) < together


def last_words(
    lot: list[tuple[str, bytes, text_index.Row | None]],
) -> dict[bytes, tuple[str, text_index.Row | None]]:
    """Return what each record of the lot is at its end."""
    return {record: (kind, row) for kind, record, row in lot if kind == "entry"}
