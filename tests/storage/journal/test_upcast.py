"""Old values under a new schema, new values under an old build."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Field, SQLModel

from storage.journal.canonical import CborValue
from storage.journal.compare import compare
from storage.journal.replay import replay
from storage.journal.upcast import UPCASTERS
from storage.records.kinds import KINDS as REAL_KINDS
from tests.storage.journal.devices import Device, introduce
from tests.storage.journal.made_up import CASE, MEMO, MadeUp, Memo, record_id

MEMOS = (CASE, "memos")
ID = record_id(1)


class NewerMemo(MadeUp, table=True):
    """The memo at schema 2: the text is called words, and there is a mood."""

    __tablename__ = "made_up_memo_2"

    id: bytes = Field(primary_key=True)
    words: str = ""
    mood: str = ""


def _to_schema_2(group: str, value: Mapping[str, CborValue]) -> dict[str, CborValue]:
    held = dict(value)
    if group == "text" and "text" in held:
        held["words"] = held.pop("text")
    return held


UPCASTS = {("memo", 1): _to_schema_2}
NEWER = replace(MEMO, table=NewerMemo, groups={"text": ("words", "mood")}, schema=2)


def newer_device(number: int) -> Device:
    """Return a device with the newer build."""
    return Device(number, kinds={"memo": NEWER}, upcasters=UPCASTS)


def fields(device: Device) -> dict[str, object]:
    """Return the memo's row without its id."""
    row = device.row("memo", ID)
    assert row is not None
    del row["id"]
    return row


def test_an_old_value_is_read_as_a_new_one() -> None:
    """The op stays as it was signed; the row is of the new schema."""
    older, newer = Device(1), newer_device(2)
    introduce([older, newer])
    older.put("memo", MEMOS, ID, text={"text": "x"})
    newer.take(older.batches())
    assert fields(newer) == {"words": "x", "mood": ""}
    assert newer.batches() == older.batches()


def test_a_new_build_replays_an_old_journal() -> None:
    """A new schema is upcasters and a replay."""
    device = Device(1)
    device.put("memo", MEMOS, ID, text={"text": "x"})
    with device.engine.begin() as connection:
        replay(connection, {"memo": NEWER}, upcasters=UPCASTS)
        assert compare(connection, {"memo": NEWER}, upcasters=UPCASTS) == ()
    device.kinds = {"memo": NEWER}
    assert fields(device) == {"words": "x", "mood": ""}


def test_without_the_upcaster_the_old_value_is_not_found() -> None:
    """Negative control: the upcaster alone knows the old name."""
    device = Device(1)
    device.put("memo", MEMOS, ID, text={"text": "x"})
    device.kinds = {"memo": NEWER}
    device.project(ID)
    assert fields(device)["words"] == ""


def test_an_older_build_carries_on_what_it_does_not_know() -> None:
    """A field of a newer version survives an edit by an older one."""
    newer, older = Device(1, kinds={"memo": _WITH_MOOD}), Device(2)
    introduce([newer, older])
    newer.put("memo", MEMOS, ID, text={"words": "x", "mood": "well"})
    older.take(newer.batches())
    done = older.put("memo", MEMOS, ID, text={"text": "y"})
    assert done.batches[0].ops[0].value == {"text": "y", "words": "x", "mood": "well"}


_WITH_MOOD = replace(MEMO, table=NewerMemo, groups={"text": ("words", "mood")})


def test_saving_the_same_under_a_newer_schema_writes_nothing() -> None:
    """An upcast value that the author did not change is no edit."""
    older, newer = Device(1), newer_device(2)
    introduce([older, newer])
    older.put("memo", MEMOS, ID, text={"text": "x"})
    newer.take(older.batches())
    assert not newer.put("memo", MEMOS, ID, text={"words": "x"}).batches
    done = newer.put("memo", MEMOS, ID, text={"words": "y"})
    assert done.batches[0].ops[0].schema == 2
    assert done.batches[0].ops[0].value == {"words": "y"}


def test_each_upcaster_is_of_a_known_kind_and_an_old_schema() -> None:
    """The registry holds no upcaster that never runs."""
    for kind, schema in UPCASTERS:
        assert 1 <= schema < REAL_KINDS[kind].schema


def test_the_made_up_tables_are_apart() -> None:
    """No made-up table reaches the metadata of a real vault."""
    assert Memo.metadata is MadeUp.metadata
    assert Memo.metadata is not SQLModel.metadata
