"""Rounds of exchange over a folder: it comes to rest, empties, and heals what was lost."""

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook.receiving import Receiving
from storage.casebook.sealing import Making
from storage.exchange import folder, period_keys, shipments
from storage.journal.clock import system_ms
from storage.lines.messages import Writing
from storage.refusals import ParcelRefused
from tests.offices import new_office
from tests.storage.casebook.correspondents import acquaint
from tests.storage.casebook.exchanging import (
    Both,
    at,
    meet_in,
    parcels,
    reasons,
    shared,
)

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def test_they_come_to_rest_and_the_folder_empties(both: Both, stick: Path) -> None:
    """After a few rounds nobody writes; at most an answer lies there, until it is a week old."""
    aino, bo = both
    shared(both)
    meet_in(stick, aino, bo, times=3)
    resting = meet_in(stick, aino, bo)
    assert [one.went for one in resting] == [(), ()]
    assert len(parcels(stick)) <= 1
    left = {path.name for path in stick.iterdir()}
    assert left == set(parcels(stick))


def test_an_answer_that_lies_alone_goes_with_the_next_parcel(both: Both, stick: Path) -> None:
    """It lies there until something else goes to that person, and then the new one holds it."""
    aino, bo = both
    shared(both)
    meet_in(stick, aino, bo, times=4)
    (answer,) = parcels(stick)
    here, there = (aino, bo) if _of(aino, stick / answer) else (bo, aino)
    here.posting.send(Writing("Hei", "Vielä yksi asia", to=(at(here, there),)))
    assert len(here.delivery.exchange(stick).went) == 1
    (carrying,) = parcels(stick)
    assert carrying != answer
    assert {"ack", "message"} <= _kinds(there, stick / carrying)


@pytest.mark.parametrize("is_apart", [True, False], ids=["apart", "control removed"])
def test_what_one_person_is_told_lies_in_no_parcel_of_two(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_apart: bool
) -> None:
    """An acknowledgement names places: Olli, who only shares a circle, opens none of Bo's."""
    if not is_apart:
        monkeypatch.setattr(Making, "is_only_for", lambda one, due: due in one.due)
    aino, bo = both
    stick = tmp_path / "stick"
    with closing(new_office(tmp_path / "o", "Olli Olematon", "O")) as olli:
        acquaint(olli, aino)
        to = (at(aino, bo), acquaint(aino, olli))
        meet_in(stick, aino, bo, olli, times=3)
        bo.posting.send(Writing("Hei", "Tähän tulee kuittaus", to=(at(bo, aino),)))
        aino.posting.send(Writing("Meille", "Kaikille kolmelle", to=to))
        meet_in(stick, bo, aino)
        kinds: set[str] = set()
        for name in parcels(stick):
            with suppress(ParcelRefused):
                kinds |= _kinds(olli, stick / name)
    assert "message" in kinds
    assert ("ack" not in kinds) is is_apart


def _of(casebook: "Casebook", path: Path) -> bool:
    """Say whether this vault wrote the parcel."""
    with casebook.read() as connection:
        return shipments.is_ours(connection, folder.parcel_id(path.read_bytes()))


def _kinds(casebook: "Casebook", path: Path) -> set[str]:
    """Return the kinds of the entries of a parcel that this vault can open."""
    with casebook.read() as connection:
        keys = period_keys.live(connection, system_ms())
    _opened, payload = Receiving(casebook, keys, system_ms(), "").open(path.read_bytes())
    return {entry.kind for entry in payload.entries}


def test_what_bo_writes_comes_back(both: Both, stick: Path) -> None:
    """Work in a shared section returns to the giver; a second press adds nothing to the folder."""
    aino, bo = both
    small = shared(both)
    meet_in(stick, aino, bo, times=2)
    action = bo.actions.add(small.case, "Soita vuokranantajalle")
    bo.delivery.exchange(stick)
    before = parcels(stick)
    again = bo.delivery.exchange(stick)
    assert again.went == ()
    assert parcels(stick) == before
    aino.delivery.exchange(stick)
    line = aino.actions.line(action)
    assert line is not None
    assert line.what == "Soita vuokranantajalle"


def test_a_lost_stick_heals_by_itself(both: Both, tmp_path: Path) -> None:
    """What nobody acknowledged is written again, into whatever folder comes next."""
    aino, bo = both
    small = shared(both)
    meet_in(tmp_path / "lost", aino)
    meet_in(tmp_path / "next", aino, bo)
    assert bo.cases.line(small.case).label == "A-0001"


def test_a_parcel_damaged_in_the_folder_is_written_again(both: Both, stick: Path) -> None:
    """The receiver says one thing for damaged and not-for-us; the sender sees it and mends it."""
    aino, bo = both
    shared(both)
    meet_in(stick, aino)
    (name,) = parcels(stick)
    data = bytearray((stick / name).read_bytes())
    data[-40] ^= 1
    (stick / name).write_bytes(data)
    came = bo.delivery.exchange(stick)
    assert reasons(came) == ["not-for-us"]
    mended = aino.delivery.exchange(stick)
    assert len(mended.went) == 1
    assert len(bo.delivery.exchange(stick).came) == 1


def test_a_single_file_carries_the_same(both: Both, tmp_path: Path) -> None:
    """For e-mail: one file to one person, taken in like any parcel; the next has nothing new."""
    aino, bo = both
    small = shared(both)
    out = aino.delivery.send_file(tmp_path / "liite.nvp", at(aino, bo))
    assert [went.names for went in out.went] == [("Bo Exempel",)]
    (tmp_path / "muu.txt").write_bytes(b"foreign")
    came = bo.delivery.receive_files([tmp_path / "liite.nvp", tmp_path / "muu.txt"])
    assert len(came.came) == 1
    assert reasons(came) == ["foreign"]
    assert bo.cases.line(small.case).label == "A-0001"
    again = bo.delivery.receive_files([tmp_path / "liite.nvp"])
    assert reasons(again) == ["again"]


def test_history_and_waiting_tell_what_went_by(both: Both, stick: Path) -> None:
    """What waits is counted before; afterwards the history says written, then received."""
    aino, bo = both
    shared(both)
    waiting = {line.kind: line.count for line in aino.delivery.waiting().lines}
    assert waiting["message"] == 1
    assert waiting["meeting"] == 1
    meet_in(stick, aino)
    assert aino.delivery.waiting().count == 0
    (line,) = aino.delivery.history(0, 10)
    assert (line.way, line.state, line.name) == ("out", "written", "Bo Exempel")
    meet_in(stick, bo, aino)
    states = [one.state for one in aino.delivery.history(0, 10) if one.way == "out"]
    assert states[-1] == "received"
    assert aino.delivery.history_count() == len(aino.delivery.history(0, 100))


def test_silence_is_told_after_two_weeks(both: Both, stick: Path) -> None:
    """Thirteen days are nothing; fourteen are an alarm with a name."""
    from storage.journal.clock import system_ms

    aino, _bo = both
    shared(both)
    meet_in(stick, aino)
    day = 24 * 60 * 60 * 1000
    assert aino.delivery.alarms(system_ms() + 13 * day) == ()
    (alarm,) = aino.delivery.alarms(system_ms() + 15 * day)
    assert (alarm.kind, alarm.name) == ("late", "B Bo Exempel")
