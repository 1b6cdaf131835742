"""Records to journal values and back, for every kind there is."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Date
from sqlmodel import SQLModel

from storage.records.columns import Choice, UtcTime, WallTime, as_choice
from storage.records.kind import Kind
from storage.records.kinds import ALL, KIND_OF_TABLE, KINDS
from storage.records.meetings import MeetingKind
from storage.records.values import from_value, to_value

MOMENTS = st.datetimes(
    min_value=dt.datetime(1970, 1, 1),  # noqa: DTZ001 — made aware below
    max_value=dt.datetime(2100, 1, 1),  # noqa: DTZ001 — made aware below
).map(lambda moment: moment.replace(microsecond=0))


def _values(column: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 — SQLAlchemy columns vary
    kind = column.type
    if isinstance(kind, UtcTime):
        return MOMENTS.map(lambda moment: moment.replace(tzinfo=dt.UTC))
    if isinstance(kind, WallTime):
        return MOMENTS.map(lambda moment: moment.replace(second=0))
    if isinstance(kind, Date):
        return st.dates()
    if isinstance(kind, Choice):
        return st.sampled_from([*kind.words, "a-word-of-a-newer-version"])
    simple: dict[type, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(0, 10**9),
        bytes: st.binary(min_size=16, max_size=16),
    }
    return simple.get(kind.python_type, st.text(max_size=50))


@st.composite
def records(draw: st.DrawFn) -> SQLModel:
    """Draw a record of any kind with any of its fields filled."""
    kind = draw(st.sampled_from(ALL))
    columns = kind.table.__table__.columns  # type: ignore[attr-defined]
    drawn = {column.name: draw(_values(column)) for column in columns}
    return kind.table(**drawn)


@given(records())
def test_a_record_comes_back_as_it_was(record: SQLModel) -> None:
    """Every field of every kind survives the way into the journal's values and out again."""
    kind = KIND_OF_TABLE[type(record)]
    for group, names in kind.groups.items():
        back = from_value(kind, group, to_value(kind, group, record))
        assert back == {name: getattr(record, name) for name in names}


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_every_field_stands_in_one_group(kind: Kind) -> None:
    """No field is forgotten and none is merged twice."""
    grouped = [name for names in kind.groups.values() for name in names]
    assert sorted(grouped) == sorted(set(kind.table.model_fields) - {"id"})
    assert all(kind.group_of(name) in kind.groups for name in grouped)
    assert kind.long <= set(grouped)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_blank_record_writes_nothing(kind: Kind) -> None:
    """Defaults are left out of the journal, so a new field costs old records nothing."""
    blank = kind.table(id=bytes(16))
    assert all(to_value(kind, group, blank) == {} for group in kind.groups)


def test_unknown_names_are_passed_over_and_unknown_words_kept() -> None:
    """A newer version's field is not an error, and its new word stays the text it is."""
    kind = KINDS["meeting"]
    read = from_value(kind, "kind", {"kind": "moon-landing", "colour": "red"})
    assert read == {"kind": "moon-landing", "title": ""}
    assert as_choice(MeetingKind, "network") is MeetingKind.NETWORK
