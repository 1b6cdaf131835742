"""What somebody writes where they may not, or about what is not theirs, is set aside and named."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import granting, judging
from storage.exchange import quarantine
from storage.journal.batch import unpack
from storage.journal.write import Writer
from storage.records.kinds import KINDS
from storage.rules import rights
from tests.offices import SmallCase, small_case
from tests.storage.casebook.exchanging import at, meet_in, share, two

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.journal.canonical import CborValue

Both = tuple["Casebook", "Casebook", SmallCase]
STRANGE = b"s" * 16


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    """Lend two people of two offices: Aino has shared the action items of a case with Bo."""
    aino, bo = two(tmp_path)
    small = small_case(aino)
    share(aino, small.case, bo, "actions")
    meet_in(tmp_path / "stick", aino, bo, times=2)
    yield aino, bo, small
    aino.close()
    bo.close()


def forge(
    casebook: "Casebook",
    kind: str,
    place: tuple[bytes, str],
    record: bytes,
    group: str,
    value: "dict[str, CborValue]",
) -> None:
    """Write an op past every desk, as a changed program would."""
    with casebook.vault.write() as connection:
        change = b"forged-change-01"
        writer = Writer(connection, casebook.signer, casebook.clock, "Bo", change)
        writer.put(kind, *place, record, group, value)
        writer.finish()


def aside(casebook: "Casebook") -> set[str]:
    """Return why batches stand aside."""
    with casebook.read() as connection:
        return {one.reason for one in quarantine.list_set_aside(connection)}


def carried(both: Both, folder: Path) -> set[str]:
    """Carry everything from Bo to Aino; returns why batches were set aside there."""
    aino, bo, _small = both
    meet_in(folder, bo, aino)
    return aside(aino)


FORGERIES = {
    "a basis among the action items": ("basis", "origin", True),
    "a person who looks like the directory's": ("person", "name", False),
    "a tie of another section": ("tie", "origin", True),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_record_that_does_not_belong_there_is_set_aside(
    both: Both, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It makes no row at the other's. Negative control: without the look at homes, it does."""
    aino, bo, small = both
    kind, group, is_homed = FORGERIES[name]
    value: dict[str, CborValue] = {"case_id": small.case} if is_homed else {"family_name": "Kuka"}
    forge(bo, kind, (small.case, "actions"), STRANGE, group, value)
    table = KINDS[kind].table.__tablename__
    with monkeypatch.context() as open_door:
        assert carried(both, tmp_path / "one") == {"foreign-record"}
        assert _rows(aino, str(table)) == 0
        open_door.setattr(judging._Homes, "fit", lambda *_any: True)
        bo.actions.add(small.case, "Kaikki hyvin")
        carried(both, tmp_path / "two")
        assert _rows(aino, str(table)) == 1


def _rows(casebook: "Casebook", table: str) -> int:
    with casebook.read() as connection:
        query = f"SELECT count(*) FROM {table} WHERE id = ?"  # noqa: S608 — a table of ours
        return int(connection.exec_driver_sql(query, (STRANGE,)).scalar_one())


def test_a_record_of_another_case_is_not_written_from_here(both: Both, tmp_path: Path) -> None:
    """An action item that names another case as its own never gets there."""
    aino, bo, small = both
    other = aino.cases.open_case("Toinen", "Esimerkki")
    place = (small.case, "actions")
    forge(bo, "action", place, STRANGE, "origin", {"case_id": other})
    assert carried(both, tmp_path / "one") == {"foreign-record"}
    assert aino.actions.lines(case_id=other) == ()


def test_an_id_that_lives_elsewhere_is_not_taken_over(both: Both, tmp_path: Path) -> None:
    """Bo knows the worker's id; an op about it in his section changes nothing of the directory."""
    aino, bo, small = both
    forge(bo, "person", (small.case, "actions"), small.worker, "name", {"family_name": "Vaihdettu"})
    assert carried(both, tmp_path / "one") == {"foreign-record"}
    line = aino.people.line(small.worker)
    assert line is not None
    assert line.name == "Testi Testinen"


def test_a_section_without_the_right_is_set_aside(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A summary that Bo was not given is not believed of him, however it comes to travel.

    Negative control: without the rule of rights it would count.
    """
    aino, bo, small = both
    forge(bo, "case", (small.case, "summary"), small.case, "place", {"prison": "Bon vankila"})
    monkeypatch.setattr(rights, "places", _with(rights.places, (small.case, "summary")))
    assert carried(both, tmp_path / "one") == {"no-right"}
    assert aino.cases.line(small.case).prison == "Keksilän vankila"
    assert {one.kind for one in aino.delivery.alarms()} == {"set-aside"}
    monkeypatch.setattr(rights, "may_write", lambda *_any: True)
    bo.actions.add(small.case, "Kaikki hyvin")
    carried(both, tmp_path / "two")
    assert aside(aino) == set()
    assert aino.conflicts.count() == 1


def _with(places: "object", extra: tuple[bytes, str]) -> object:
    def more(*told: object) -> object:
        found = places(*told)  # type: ignore[operator]
        return found if found is None else found | {extra}

    return more


def test_a_case_that_lives_here_cannot_be_given_to_us(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo gives Aino her own other case, to become its writer: refused, and told to nobody.

    Negative control: without the look whether it lives here, his words would stand in it.
    """
    aino, bo, _small = both
    target = aino.cases.open_case("Oma", "Esimerkki", prison="Oma vankila")
    monkeypatch.setattr("storage.casebook.shares.is_held", lambda *_any: True, raising=False)
    monkeypatch.setattr("storage.casebook.gate.judge", _always)
    bo.shares.give(target, at(bo, aino), ("summary",), purpose="x")
    forge(bo, "case", (target, "summary"), target, "place", {"prison": "Bon vankila"})
    assert carried(both, tmp_path / "one") == {"no-right"}
    assert aino.shares.received() == ()
    assert aino.cases.line(target).prison == "Oma vankila"
    assert aino.conflicts.count() == 0
    monkeypatch.setattr(granting, "may_be_granted", lambda *_any: True)
    monkeypatch.setattr("storage.casebook.receiving.may_be_granted", lambda *_any: True)
    forge(bo, "case", (target, "summary"), target, "wishes", {"wishes": "toinen"})
    carried(both, tmp_path / "two")
    assert aside(aino) == set()


def _always(*_any: object, **_more: object) -> object:
    from storage.rules.sharing import Verdict

    return Verdict(allowed=True, ground="duty")


def test_what_was_set_aside_counts_once_the_right_is_there(both: Both, tmp_path: Path) -> None:
    """A grant that arrives after the records lets them in by itself."""
    aino, bo, small = both
    share(aino, small.case, bo, "meetings")
    (tmp_path / "late").mkdir()
    aino.delivery.exchange(tmp_path / "late")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.casebook.receiving.HANDLERS", {})
        patch.setattr("storage.casebook.receiving.may_be_granted", lambda *_any: False)
        patch.setattr("storage.casebook.taking_up.HANDLERS", {})
        bo.delivery.exchange(tmp_path / "late")
        assert aside(bo) == {"no-right"}
    aino.actions.add(small.case, "Jotain uutta")
    meet_in(tmp_path / "late", aino, bo)
    assert aside(bo) == set()
    assert bo.meetings.of_case(small.case) != ()


def test_a_batch_that_is_none_refuses_its_parcel(both: Both) -> None:
    """Bytes that are no batch are never set aside: they are refused."""
    from storage.errors import BatchRefused

    with pytest.raises(BatchRefused):
        unpack(b"no batch")
    assert both
