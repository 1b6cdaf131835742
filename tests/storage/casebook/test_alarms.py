"""Forks, a vault put back from an older copy, newer builds: named, kept apart, never in silence."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import takers
from storage.errors import DeviceForked
from storage.exchange import high_water, inbox, outbox
from storage.journal.clock import system_ms
from storage.journal.write import Writer
from storage.lines.messages import Writing
from storage.refusals import RolledBack
from tests.offices import SmallCase, reopen, small_case
from tests.storage.casebook.exchanging import at, meet_in, share, two

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


class Pair:
    """Aino shares all of a case with Bo; her vault can be copied and put back."""

    def __init__(self, folder: Path) -> None:
        """Make both, and let the case come over."""
        self.folder = folder
        self.aino, self.bo = two(folder)
        self.small: SmallCase = small_case(self.aino)
        share(self.aino, self.small.case, self.bo)
        self.meet(times=2)

    def meet(self, times: int = 1) -> None:
        """Let both exchange with the stick."""
        meet_in(self.folder / "stick", self.aino, self.bo, times=times)

    def keep(self) -> None:
        """Copy Aino's vault."""
        self.aino.close()
        shutil.copytree(self.folder / "a", self.folder / "copy")
        self.aino = reopen(self.folder / "a")

    def put_back(self) -> "Casebook":
        """Put the copy in the place of Aino's vault."""
        self.aino.close()
        shutil.rmtree(self.folder / "a")
        shutil.copytree(self.folder / "copy", self.folder / "a")
        self.aino = reopen(self.folder / "a")
        return self.aino

    def kinds(self, casebook: "Casebook") -> list[str]:
        """Return the kinds of the alarms."""
        return [one.kind for one in casebook.delivery.alarms()]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Lend both."""
    made = Pair(tmp_path)
    yield made
    made.aino.close()
    made.bo.close()


def test_an_older_copy_is_noticed_by_this_machine(pair: Pair) -> None:
    """Nothing is sent until somebody decides; what came is read. Then it is a new device.

    Negative control: on a machine that kept no mark, nothing is noticed.
    """
    marks = pair.folder / "marks"
    assert not pair.aino.delivery.watch(marks)
    pair.keep()
    assert not pair.aino.delivery.watch(marks)
    pair.aino.actions.add(pair.small.case, "Myöhemmin kirjattu")
    pair.aino.delivery.exchange(pair.folder / "stick")
    older = pair.put_back()
    assert not older.delivery.watch(pair.folder / "other-machine")
    assert older.delivery.watch(marks)
    assert older.delivery.rolled_back() == "machine"
    assert pair.kinds(older) == ["rolled-back"]
    out = older.delivery.exchange(pair.folder / "stick")
    assert (out.not_written, out.went) == ("rolled-back", ())
    with pytest.raises(RolledBack):
        older.delivery.send_file(pair.folder / "file.nvp", at(older, pair.bo))
    assert not (pair.folder / "file.nvp").exists()
    before = older.me
    older.delivery.settle_rolled_back(new_device=True)
    older.close()
    pair.aino = reopen(pair.folder / "a")
    assert pair.aino.me.device_id != before.device_id
    assert pair.aino.me.mark != before.mark
    assert pair.kinds(pair.aino) == []


def test_an_older_copy_is_noticed_by_whom_it_wrote_to(pair: Pair) -> None:
    """Bo's acknowledgement names more of Aino's device than it remembers."""
    pair.keep()
    pair.aino.actions.add(pair.small.case, "Myöhemmin kirjattu")
    pair.meet(times=2)
    older = pair.put_back()
    pair.bo.actions.add(pair.small.case, "Bon tehtävä")
    pair.bo.posting.send(Writing("Hei", "Moi", to=(at(pair.bo, older),)))
    pair.bo.delivery.exchange(pair.folder / "stick")
    older.delivery.exchange(pair.folder / "stick", write=False)
    assert older.delivery.rolled_back() == "Bo Exempel"


def test_a_person_may_decide_to_go_on(pair: Pair) -> None:
    """Whoever knows better goes on as the same device, and it is in the log."""
    marks, device = pair.folder / "marks", pair.aino.me.device_id
    assert not pair.aino.delivery.watch(marks)
    high_water.raise_mark(marks, device, high_water.Mark(10**9, bytes(32)))
    assert pair.aino.delivery.watch(marks)
    before = pair.aino.log.count()
    pair.aino.delivery.settle_rolled_back(new_device=False)
    assert pair.aino.log.count() == before + 1
    assert pair.aino.delivery.rolled_back() == ""
    assert not pair.aino.delivery.watch(marks)


def test_marks_never_go_down_and_cost_nothing(tmp_path: Path) -> None:
    """A smaller clock, a broken file and a place that takes no writing are no trouble."""
    device, marks = b"d" * 16, tmp_path / "marks"
    high, low = high_water.Mark(7, b"h" * 32), high_water.Mark(5, b"l" * 32)
    for mark in (high, low, None):
        high_water.raise_mark(marks, device, mark)
        assert high_water.read_mark(marks, device) == high
    high_water.raise_mark(marks, device, low, anew=True)
    assert high_water.read_mark(marks, device) == low
    (marks / f"{device.hex()}.mark").write_text("nonsense", encoding="ascii")
    assert high_water.read_mark(marks, device) is None
    (tmp_path / "file").write_bytes(b"")
    high_water.raise_mark(tmp_path / "file", device, high)


def test_what_an_older_copy_writes_does_not_hide_its_age(pair: Pair) -> None:
    """Work on the copy before anybody looks: by then its clock is later than the mark's."""
    marks = pair.folder / "marks"
    pair.aino.delivery.watch(marks)
    pair.keep()
    pair.aino.delivery.watch(marks)
    pair.aino.actions.add(pair.small.case, "Alkuperäinen")
    older = pair.put_back()
    for number in range(9):
        older.actions.add(pair.small.case, f"Kopiossa {number}")
    assert older.delivery.watch(marks)


def test_two_histories_of_one_device_are_told_and_frozen(pair: Pair) -> None:
    """The copy and the vault both write: Bo keeps both, believes the first, and is told."""
    pair.keep()
    pair.aino.actions.add(pair.small.case, "Alkuperäinen")
    pair.meet(times=2)
    copy = pair.put_back()
    copy.actions.add(pair.small.case, "Kopiossa kirjattu")
    copy.delivery.exchange(pair.folder / "stick", read=False)
    pair.bo.delivery.exchange(pair.folder / "stick")
    assert "fork" in pair.kinds(pair.bo)
    (alarm,) = [one for one in pair.bo.delivery.alarms() if one.kind == "fork"]
    assert alarm.name == "A Aino Keksitty"
    names = [line.what for line in pair.bo.actions.lines(case_id=pair.small.case)]
    assert "Alkuperäinen" in names
    assert "Kopiossa kirjattu" not in names


def test_the_copy_learns_that_it_is_one(pair: Pair) -> None:
    """What it wrote contradicts what comes back of its own device: it must become a new one."""
    pair.keep()
    pair.aino.actions.add(pair.small.case, "Alkuperäinen")
    pair.meet(times=2)
    copy = pair.put_back()
    copy.actions.add(pair.small.case, "Kopiossa kirjattu")
    copy.delivery.exchange(pair.folder / "stick")
    pair.meet()
    assert set(pair.kinds(pair.aino)) & {"own-fork", "rolled-back"}
    if "own-fork" in pair.kinds(pair.aino):
        with pytest.raises(DeviceForked):
            pair.aino.actions.add(pair.small.case, "Vielä yksi")


def test_what_a_newer_build_wrote_is_carried_on_untouched(pair: Pair) -> None:
    """A record kind and a field of a later version pass through Aino's vault to her receiver.

    A newer build is made up by writing what this one does not know.
    """
    place = (pair.small.case, "actions")
    later = b"later-kind-00001"
    with pair.aino.vault.write() as connection:
        writer = Writer(connection, pair.aino.signer, pair.aino.clock, "Aino", b"newer-change-001")
        writer.put("workshop", *place, later, "topic", {"title": "Paja", "places": 12})
        writer.put("action", *place, b"a" * 16, "origin", {"case_id": pair.small.case})
        writer.put("action", *place, b"a" * 16, "what", {"what": "Soita", "mood": "iloinen"})
        writer.finish()
    pair.meet()
    pair.bo.actions.edit(b"a" * 16, what="Soita huomenna")
    pair.meet(times=2)
    with pair.bo.read() as connection:
        found = Writer(connection, pair.bo.signer, pair.bo.clock, "Bo", b"x" * 16).current(later)
    assert [op.value for op in found.heads] == [{"title": "Paja", "places": 12}]
    with pair.aino.read() as connection:
        kept = Writer(connection, pair.aino.signer, pair.aino.clock, "A", b"x" * 16)
        heads = kept.current(b"a" * 16).heads
    (what,) = [op.value for op in heads if op.group == "what"]
    assert what == {"what": "Soita huomenna", "mood": "iloinen"}


def test_an_item_of_an_unknown_kind_waits_for_a_newer_build(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept word for word, acknowledged, and taken up by the first build that knows it."""
    with pair.aino.vault.write() as connection:
        item = outbox.add(connection, "postcard", b"later words", (pair.bo.me.device_id,))
    pair.meet(times=2)
    with pair.bo.read() as connection:
        (held,) = inbox.list_held(connection)
    assert (held.kind, held.data, held.reason) == ("postcard", b"later words", "unknown-kind")
    with pair.aino.read() as connection:
        assert outbox.states(connection, item)[pair.bo.me.device_id].state == "received"
    taken: list[bytes] = []
    newer = {**takers.HANDLERS, "postcard": lambda *told: taken.append(told[3])}
    for module in ("receiving", "taking_up"):
        monkeypatch.setattr(f"storage.casebook.{module}.HANDLERS", newer)
    pair.aino.actions.add(pair.small.case, "Jotain uutta")
    pair.meet()
    assert taken == [b"later words"]
    with pair.bo.read() as connection:
        assert inbox.list_held(connection) == ()


def test_a_clock_that_is_years_off_keeps_nobody_from_sending(pair: Pair) -> None:
    """An acknowledgement from a far future does not shut out those that come after it."""
    year = 365 * 24 * 60 * 60 * 1000
    pair.bo.clock.now_ms = lambda: system_ms() + 5 * year
    pair.bo.actions.add(pair.small.case, "Tulevaisuudesta")
    pair.meet(times=2)
    pair.bo.clock.now_ms = system_ms
    pair.bo.clock.last = 0
    pair.aino.actions.add(pair.small.case, "Tänään")
    pair.meet(times=3)
    seen = {line.what for line in pair.bo.actions.lines(case_id=pair.small.case)}
    assert "Tänään" in seen
    assert not pair.aino.delivery.waiting().count
