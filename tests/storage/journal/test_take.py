"""Taking in: any order, any number of times; unknown and forged batches never."""

from itertools import permutations

import pytest

from storage.errors import BatchRefused
from storage.journal.batch import SealedBatch
from storage.journal.canonical import decode_own, encode
from storage.journal.merge import EMPTY, view
from storage.journal.peers import Peer, list_peers, save_peer
from storage.journal.streams import Gap, Reach, Stream, list_gaps, version_vector
from storage.journal.take import take_in
from tests.storage.journal.devices import DAY_MS, Device, acquainted
from tests.storage.journal.made_up import CASE, record_id

PLANS, MEMOS = (CASE, "plans"), (CASE, "memos")
PLAN, MEMO = record_id(1), record_id(2)


def three_edits(device: Device) -> list[SealedBatch]:
    """Write three values of one group, one after the other."""
    for number in (1, 2, 3):
        device.put("plan", PLANS, PLAN, count={"count": number})
    return device.batches()


def test_any_order_gives_the_same_tables() -> None:
    """A superseded value that comes late stays superseded."""
    one = Device(1)
    batches = three_edits(one)
    for order in permutations(batches):
        two = Device(2)
        two.meet(one)
        for batch in order:
            two.take([batch])
        assert two.row("plan", PLAN) == one.row("plan", PLAN)
        assert two.state(PLAN).heads == one.state(PLAN).heads


def test_what_was_taken_in_is_taken_in_once() -> None:
    """Doubled batches, in one lot or in two, change no row."""
    one, two = acquainted(2)
    batches = three_edits(one)
    taken = two.take([*batches, *batches])
    assert (taken.new, taken.doubled) == (3, 3)
    assert taken.records == {PLAN}
    before = two.tables()
    again = two.take(reversed(batches))
    assert (again.new, again.doubled) == (0, 3)
    assert not again.records
    assert two.tables() == before


def test_gaps_are_named() -> None:
    """A missing batch is named by its stream and number until it comes."""
    one, two = acquainted(2)
    batches = three_edits(one)
    stream = Stream(*PLANS, one.signer.device_id)
    assert two.take(batches[2:]).gaps == (Gap(stream, 1, 2),)
    assert two.take(batches[:1]).gaps == (Gap(stream, 2, 2),)
    with two.engine.begin() as connection:
        assert list_gaps(connection) == (Gap(stream, 2, 2),)
        assert version_vector(connection) == {stream: Reach(1, 3)}
    assert two.take(batches[1:2]).gaps == ()


def test_a_hostile_gap_costs_nothing() -> None:
    """A gap is a range, however large its numbers are."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, count={"count": 1})
    with one.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE batch SET seq = 9007199254740000")
    one.put("plan", PLANS, PLAN, count={"count": 2})
    far = one.batches()[1]
    stream = Stream(*PLANS, one.signer.device_id)
    assert two.take([far]).gaps == (Gap(stream, 1, 9007199254740000),)


def test_an_unknown_device_refuses_the_lot() -> None:
    """Nothing is written, not even the batches that came before it."""
    one, two, stranger = Device(1), Device(2), Device(3)
    two.meet(one)
    stranger.put("plan", PLANS, PLAN, count={"count": 9})
    before = two.tables()
    with pytest.raises(BatchRefused) as caught:
        two.take([*three_edits(one), *stranger.batches()])
    assert caught.value.reason == "unknown-device"
    assert two.tables() == before
    assert not two.batches()


def forged(device: Device) -> SealedBatch:
    """Return a batch that names another's device: its signature does not fit."""
    device.put("plan", PLANS, PLAN, count={"count": 9})
    return device.batches()[-1]._replace(signature=bytes(64))


def test_a_forged_batch_is_refused() -> None:
    """And leaves no trace."""
    one, two = acquainted(2)
    with pytest.raises(BatchRefused):
        two.take([forged(one)])
    assert two.state(PLAN) == EMPTY


def test_without_the_signature_check_a_forged_batch_is_believed() -> None:
    """Negative control: the check alone keeps it out."""
    one, two = acquainted(2)
    with two.engine.begin() as connection:
        take_in(connection, [forged(one)], two.clock, lambda *_: True)
    assert view(two.state(PLAN)).values == {"count": {"count": 9}}


def test_a_clock_from_the_future_is_flagged_and_taken() -> None:
    """The value counts; our own clock stays where it is."""
    wrong, right = Device(1, days_off=40), Device(2)
    right.meet(wrong)
    wrong.put("plan", PLANS, PLAN, count={"count": 1})
    taken = right.take(wrong.batches())
    assert [place.seq for place in taken.future] == [1]
    assert right.row("plan", PLAN)
    mine = right.put("plan", PLANS, PLAN, count={"count": 2}).batches[0].source
    assert mine.clock >> 16 == right.now_ms()
    assert view(right.state(PLAN)).values == {"count": {"count": 2}}


def test_our_clock_stands_after_what_was_taken_in() -> None:
    """Within a day, an answer is never older than the question."""
    ahead, behind = Device(1, days_off=0.5), Device(2)
    behind.meet(ahead)
    asked = ahead.put("plan", PLANS, PLAN, count={"count": 1}).batches[0].source.clock
    behind.take(ahead.batches())
    answered = behind.put("plan", PLANS, PLAN, count={"count": 2}).batches[0].source.clock
    assert answered > asked
    assert ahead.now_ms() - behind.now_ms() > DAY_MS / 3


def test_batches_of_our_own_that_we_do_not_have_are_reported() -> None:
    """Then this vault is an older copy of itself."""
    one, two = acquainted(2)
    two.take(three_edits(one))
    older = Device(1)
    assert [place.seq for place in older.take(two.batches()).returned] == [1, 2, 3]
    assert not one.take(two.batches()).returned


def test_a_value_cut_out_on_the_way_is_filled_in_later() -> None:
    """A stranger who cuts values erases nothing: the whole copy fills them in."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, count={"count": 1}, text={"title": "Malli"})
    whole = one.batches()[0]
    parts = decode_own(whole.payload)
    two.take([whole._replace(payload=encode([None, parts[1]]))])
    row = two.row("plan", PLAN)
    assert row is not None
    assert row["count"] == 0
    taken = two.take([whole])
    assert taken.doubled == 1
    assert taken.records == {PLAN}
    assert two.row("plan", PLAN) == one.row("plan", PLAN)


def test_cut_and_whole_in_one_lot() -> None:
    """The whole copy fills the cut one whichever comes first."""
    one = Device(1)
    one.put("plan", PLANS, PLAN, count={"count": 1})
    whole = one.batches()[0]
    cut = whole._replace(payload=encode([None]))
    for lot in ([cut, whole], [whole, cut]):
        two = Device(2)
        two.meet(one)
        two.take(lot)
        assert two.row("plan", PLAN) == one.row("plan", PLAN)


def test_a_device_that_holds_one_section_can_verify_it() -> None:
    """What was not shared is no gap."""
    one, two = acquainted(2)
    with one.change() as change:
        change.writer.put("plan", *PLANS, PLAN, "count", {"count": 1})
        change.writer.put("memo", *MEMOS, MEMO, "text", {"text": "x"})
    one.put("memo", MEMOS, MEMO, text={"text": "y"})
    shared = [sealed for sealed in one.batches() if decode_own(sealed.body)[2] == "memos"]
    taken = two.take(shared)
    assert taken.gaps == ()
    assert two.row("memo", MEMO) == one.row("memo", MEMO)
    assert two.row("plan", PLAN) is None


def test_a_device_is_known_by_its_own_key_only() -> None:
    """Its mark and person may change; nobody can put another key under its id."""
    one, two = acquainted(2)
    key = (two.signer.device_id, two.signer.public)
    with one.engine.begin() as connection:
        save_peer(connection, Peer(*key, "X", "Muu Keksitty"))
        with pytest.raises(BatchRefused):
            save_peer(connection, Peer(two.signer.device_id, one.signer.public, "X", "Testi"))
        assert list_peers(connection)[two.signer.device_id] == Peer(*key, "X", "Muu Keksitty")
