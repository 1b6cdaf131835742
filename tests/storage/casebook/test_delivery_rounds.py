"""Rounds of exchange over a folder: it comes to rest, empties, and heals what was lost."""

from pathlib import Path

from tests.storage.casebook.exchanging import (
    Both,
    at,
    meet_in,
    parcels,
    reasons,
    shared,
)


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
