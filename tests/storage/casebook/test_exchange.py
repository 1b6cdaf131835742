"""Two vaults of one office, merged by a file of changes."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.errors import (
    FileRefused,
    ImportRefused,
    RecordMissing,
    Stopped,
    StorageError,
    WrongSecret,
)
from storage.exchange import changes_file
from storage.records.cases import Case
from storage.refusals import ChangesTooLarge
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, SmallCase, new_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook


@pytest.fixture
def other(tmp_path: Path, casebook: "Casebook") -> "Iterator[Casebook]":
    """Lend a second vault of the same office, on another device."""
    opened = new_office(tmp_path / "other", "Olli Olematon", "L", casebook.me.office_id)
    yield opened
    opened.close()


def carry(source: "Casebook", target: "Casebook", path: Path) -> None:
    """Carry everything from one vault to the other."""
    source.exchange.write_changes(path, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS)
    told, letter = target.exchange.look_into(path, PASSPHRASE, limits=CHEAP_LIMITS)
    target.exchange.take(letter, told)


def test_changes_come_over_whole(
    casebook: "Casebook", other: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """The other device shows the case, finds its words, and its journal checks out."""
    carry(casebook, other, tmp_path / "changes")
    assert other.cases.line(small.case).label == "K-0001"
    assert other.search.find("testinen").hits
    assert other.upkeep.check() == ()


def test_two_edits_apart_stand_side_by_side_until_decided(
    casebook: "Casebook", other: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """Both values are kept; deciding on one device ends the conflict on both."""
    carry(casebook, other, tmp_path / "first")
    casebook.cases.edit(small.case, prison="Oma vankila")
    with other.change("test.edit") as change:
        change.edit(Case, small.case, prison="Toisen vankila")
    carry(casebook, other, tmp_path / "second")
    carry(other, casebook, tmp_path / "third")
    (mine,), (theirs,) = casebook.conflicts.lines(), other.conflicts.lines()
    assert {dict(side.values)["prison"] for side in mine.sides} == {
        "Oma vankila",
        "Toisen vankila",
    }
    assert [side.op for side in mine.sides] == [side.op for side in theirs.sides]
    wanted = next(side for side in mine.sides if side.is_mine)
    casebook.conflicts.resolve(mine.record_id, mine.group, wanted.op)
    carry(casebook, other, tmp_path / "fourth")
    assert casebook.conflicts.lines() == other.conflicts.lines() == ()
    assert other.cases.line(small.case).prison == "Oma vankila"


def test_deleting_against_editing_is_a_conflict(
    casebook: "Casebook", other: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """A meeting deleted here and edited there stays until someone decides."""
    from storage.records.meetings import Meeting

    carry(casebook, other, tmp_path / "first")
    with casebook.change("test.delete") as change:
        change.delete(change.read(Meeting, small.meeting))
    other.meetings.edit(small.meeting, place="Toinen huone")
    carry(other, casebook, tmp_path / "second")
    (conflict,) = casebook.conflicts.lines()
    assert conflict.what == "deletion"
    assert casebook.meetings.line(small.meeting).place == "Toinen huone"
    deletion = next(side for side in conflict.sides if side.deleted)
    casebook.conflicts.resolve(conflict.record_id, conflict.group, deletion.op)
    assert casebook.conflicts.lines() == ()
    assert casebook.meetings.of_case(small.case) == ()


def test_a_changed_file_changes_nothing(
    casebook: "Casebook", other: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """Whatever byte is flipped and wherever the file is cut, it is refused."""
    path = tmp_path / "changes"
    casebook.exchange.write_changes(path, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS)
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            path.write_bytes(data)
            with pytest.raises(StorageError):
                other.exchange.look_into(path, PASSPHRASE, limits=CHEAP_LIMITS)
    assert other.cases.count() == 0


def test_another_offices_file_is_refused(casebook: "Casebook", tmp_path: Path) -> None:
    """Changes of an office that is not ours are not mixed in; a wrong passphrase opens nothing."""
    stranger = new_office(tmp_path / "stranger", "Vieras Viittala", "M")
    path = tmp_path / "changes"
    stranger.exchange.write_changes(path, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS)
    stranger.close()
    with pytest.raises(ImportRefused) as refusal:
        casebook.exchange.look_into(path, PASSPHRASE, limits=CHEAP_LIMITS)
    assert refusal.value.reason == "office"
    with pytest.raises(WrongSecret):
        casebook.exchange.look_into(path, PASSPHRASE + "x", limits=CHEAP_LIMITS)


def test_a_file_that_is_not_there_is_refused(casebook: "Casebook", tmp_path: Path) -> None:
    """A wrong name or a folder is told as such, never as a traceback."""
    for path, reason in ((tmp_path / "missing", "missing"), (tmp_path, "folder")):
        with pytest.raises(FileRefused) as refusal:
            casebook.exchange.look_into(path, PASSPHRASE, limits=CHEAP_LIMITS)
        assert refusal.value.reason == reason


def stop(_done: int, _total: int) -> None:
    """Stop at once."""
    raise Stopped


def test_every_step_can_be_stopped_and_leaves_nothing(
    casebook: "Casebook", other: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """Stopped while writing there is no file; while taking in the other vault is as before."""
    path = tmp_path / "changes"
    with pytest.raises(Stopped):
        casebook.exchange.write_changes(
            path, PASSPHRASE, stop, parameters=CHEAP, limits=CHEAP_LIMITS
        )
    assert list(tmp_path.glob("*change*")) == list(tmp_path.glob("*.part")) == []
    casebook.exchange.write_changes(path, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS)
    with pytest.raises(Stopped):
        other.exchange.look_into(path, PASSPHRASE, stop, limits=CHEAP_LIMITS)
    told, letter = other.exchange.look_into(path, PASSPHRASE, limits=CHEAP_LIMITS)
    with pytest.raises(Stopped):
        other.exchange.take(letter, told, stop)
    assert (other.cases.count(), other.people.count()) == (0, 0)
    assert other.exchange.take(letter, told).new == len(letter.batches)


def test_a_conflict_names_other_records_and_its_opening_is_logged(
    casebook: "Casebook", other: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """An organisation stands by its name among the values; reading one conflict is an opening."""
    carry(casebook, other, tmp_path / "first")
    casebook.people.edit(small.worker, title="ohjaaja")
    other.people.edit(small.worker, title="johtaja")
    carry(other, casebook, tmp_path / "second")
    (line,) = casebook.conflicts.lines()
    assert dict(line.sides[0].values)["organisation_id"] == "Esimerkkilän hyvinvointialue"
    before = casebook.log.count()
    assert casebook.conflicts.read(line.record_id, line.group) == line
    assert casebook.log.count() == before + 1
    with pytest.raises(RecordMissing):
        casebook.conflicts.read(line.record_id, "phone")


def no_size(_batch: object) -> int:
    """Stand for changes that alone would fit."""
    return 0


@pytest.mark.usefixtures("small")
def test_a_file_that_nobody_could_read_is_not_written(
    casebook: "Casebook", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over the limit, by the changes alone or only with their frames: refused, nothing is left.

    Negative control: without both bounds such a file is written, and is refused in reading.
    """
    target = tmp_path / "out" / "changes"
    target.parent.mkdir()

    def write() -> None:
        casebook.exchange.write_changes(target, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS)

    monkeypatch.setattr(changes_file, "MOST_BYTES", 2_000)
    with pytest.raises(ChangesTooLarge):
        write()
    monkeypatch.setattr(changes_file, "_size", no_size)
    with pytest.raises(ChangesTooLarge):
        write()
    assert list(target.parent.iterdir()) == []
    monkeypatch.setattr(changes_file, "_bounded", iter)
    write()
    with pytest.raises(ImportRefused):
        casebook.exchange.look_into(target, PASSPHRASE, limits=CHEAP_LIMITS)
