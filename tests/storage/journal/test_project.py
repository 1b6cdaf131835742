"""Rows as they follow from the journal, also from what hostile or newer devices wrote."""

import datetime as dt
from typing import Any

import pytest

from storage.journal import rows as rows_file
from storage.journal.conflicts import list_conflicts
from storage.journal.project import project
from storage.records.kind import Kind
from tests.storage.journal.devices import Device, acquainted
from tests.storage.journal.made_up import CASE, KINDS, PLAN, Plan, record_id

PLANS = (CASE, "plans")
ID = record_id(1)


def row(device: Device) -> dict[str, Any]:
    """Return the plan's row; it must be there."""
    found = device.row("plan", ID)
    assert found is not None
    return found


def test_a_row_holds_what_was_said_and_defaults_for_the_rest() -> None:
    """Stored forms: ISO text for days and moments."""
    device = Device(1)
    told = {"told_at": "2026-11-24T07:30:00Z"}
    device.put(
        "plan", PLANS, ID, text={"title": "Malli"}, starts={"starts": "2026-12-01"}, state=told
    )
    held = row(device)
    assert held["starts"] == "2026-12-01"
    assert held["told_at"] == "2026-11-24T07:30:00Z"
    assert held["state"] == "open"
    assert held["ends"] is None


def test_an_upsert_keeps_the_row_id() -> None:
    """A search index may hang on it."""
    device = Device(1)
    device.put("plan", PLANS, record_id(2), text={"title": "Malli"})
    device.put("plan", PLANS, ID, text={"title": "Malli"})

    def row_id() -> object:
        with device.engine.begin() as connection:
            return connection.exec_driver_sql(
                "SELECT rowid FROM made_up_plan WHERE id = ?", (record_id(2),)
            ).scalar()

    before = row_id()
    device.put("plan", PLANS, record_id(2), text={"title": "Muu"})
    assert row_id() == before


def test_the_callback_hears_of_each_record_once_written() -> None:
    """With its row as Python values, or None when it is gone."""
    device = Device(1)
    device.put("plan", PLANS, ID, text={"title": "Malli"}, starts={"starts": "2026-12-01"})
    device.put("memo", (CASE, "memos"), record_id(2), text={"text": "x"})
    device.delete("memo", (CASE, "memos"), record_id(2))
    heard: dict[str, Any] = {}
    with device.engine.begin() as connection:
        project(
            connection,
            [ID, record_id(2), record_id(3)],
            KINDS,
            lambda kind, record, found: heard.update({kind: (record, found)}),
        )
    assert heard["memo"] == (record_id(2), None)
    assert heard["plan"][0] == ID
    assert heard["plan"][1]["starts"] == dt.date(2026, 12, 1)
    assert heard["plan"][1]["count"] == 0


HOSTILE_TEXT = "Malli\x1b]52;c;x\x07\u202eesim"
HOSTILE: dict[str, dict[str, Any]] = {
    "a number as text": {"text": {"title": 5}},
    "a map as text": {"text": {"title": {"a": 1}}},
    "nothing as text": {"text": {"title": None}},
    "bytes as text": {"text": {"title": b"x"}},
    "text as bytes": {"text": {"case_id": "x"}},
    "text as a number": {"count": {"count": "many"}},
    "truth as a number": {"count": {"count": True}},
    "a number as truth": {"count": {"is_urgent": 1}},
    "no date": {"starts": {"starts": "tomorrow"}},
    "a number as date": {"starts": {"starts": 20261201}},
    "no moment": {"state": {"told_at": "never"}},
    "a moment as date": {"starts": {"starts": "2026-12-01T00:00:00Z"}},
}


@pytest.mark.parametrize("groups", HOSTILE.values(), ids=HOSTILE)
def test_a_value_that_does_not_fit_is_listed_and_left_out(groups: dict[str, Any]) -> None:
    """The row stays whole, with the group at its defaults; nothing crashes."""
    device = Device(1)
    device.put("plan", PLANS, ID, ends={"ends": "2026-12-24"}, **groups)
    held = row(device)
    assert held["ends"] == "2026-12-24"
    assert held["title"] == ""
    assert held["count"] == 0
    assert held["starts"] is None
    with device.engine.begin() as connection:
        found = [(one.group, one.what, one.reason) for one in list_conflicts(connection)]
    assert found == [(next(iter(groups)), "invalid", "unreadable")]


def test_hostile_text_is_cleaned_for_the_row() -> None:
    """The journal keeps what was signed; no screen gets to see it."""
    device = Device(1)
    device.put("plan", PLANS, ID, text={"title": HOSTILE_TEXT})
    assert row(device)["title"] == "Malli]52;c;xesim"
    assert [op.value for op in device.state(ID).heads] == [{"title": HOSTILE_TEXT}]


def test_without_cleaning_the_escape_codes_reach_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a peer's word that text is clean is worth nothing."""
    monkeypatch.setattr(rows_file, "is_clean", lambda _text: True)
    device = Device(1)
    device.put("plan", PLANS, ID, text={"title": "Malli\x1b]52;c;x\x07"})
    assert "\x1b" in row(device)["title"]


def test_a_merge_that_a_rule_finds_invalid_is_listed() -> None:
    """One moved the start, the other the end; each was right alone."""
    one, two = acquainted(2)
    one.put("plan", PLANS, ID, starts={"starts": "2026-12-01"}, ends={"ends": "2026-12-05"})
    two.take(one.batches())
    one.put("plan", PLANS, ID, starts={"starts": "2026-12-04"})
    two.put("plan", PLANS, ID, ends={"ends": "2026-12-02"})
    one.take(two.batches())
    with one.engine.begin() as connection:
        found = list_conflicts(connection)
    assert [(item.what, item.reason, item.group) for item in found] == [
        ("invalid", "end-before-start", "")
    ]
    assert row(one)["starts"] == "2026-12-04"
    one.put("plan", PLANS, ID, ends={"ends": "2026-12-06"})
    with one.engine.begin() as connection:
        assert not list_conflicts(connection)


def test_an_unknown_kind_is_kept_and_travels_on() -> None:
    """An older build shows no row of it and loses nothing."""
    newer, older, third = Device(1), Device(2, kinds={}), Device(3)
    for device in (newer, older, third):
        device.meet(newer)
    newer.put("plan", PLANS, ID, text={"title": "Malli"})
    older.take(newer.batches())
    assert older.batches() == newer.batches()
    third.take(older.batches())
    assert third.row("plan", ID) == newer.row("plan", ID)


def test_unknown_groups_are_passed_over() -> None:
    """A newer version may add groups."""
    device = Device(1)
    device.put("plan", PLANS, ID, text={"title": "Malli"}, mood={"mood": "well"})
    assert row(device)["title"] == "Malli"


def test_an_id_that_serves_two_kinds_gives_two_rows() -> None:
    """No honest device does that; neither record hides the other."""
    device = Device(1)
    device.put("plan", PLANS, ID, text={"title": "Malli"})
    device.put("memo", (CASE, "memos"), ID, text={"text": "x"})
    assert row(device)["title"] == "Malli"
    assert device.row("memo", ID)
    device.delete("memo", (CASE, "memos"), ID)
    assert device.row("memo", ID) is None


def test_a_check_that_a_kind_does_not_have_finds_nothing_wrong() -> None:
    """Kinds without a rule are always valid."""
    device = Device(1)
    plain = Kind("plan", Plan, PLAN.groups, PLAN.scope, PLAN.section)
    device.kinds = {"plan": plain}
    device.put("plan", PLANS, ID, starts={"starts": "2026-12-05"}, ends={"ends": "2026-12-01"})
    with device.engine.begin() as connection:
        assert not list_conflicts(connection)
