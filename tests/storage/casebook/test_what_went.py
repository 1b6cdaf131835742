"""What has gone, was held back and withdrawn: told as it was, and counted honestly."""

from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook.gate import this_day
from storage.lines.messages import Writing
from tests.offices import small_case
from tests.storage.casebook.exchanging import Both, at, meet_in, parcels, share, shared

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

_RECORDS = (
    "SELECT count(DISTINCT head.record) FROM head JOIN batch ON batch.id = head.batch"
    " JOIN stream ON stream.id = batch.stream JOIN section ON section.id = stream.section"
    " WHERE section.scope = ? AND section.name = ?"
)


def ways(casebook: "Casebook") -> list[tuple[str, str, str]]:
    """Return way, reason and name of the lines of the history that did not pass."""
    lines = casebook.delivery.history(0, 100)
    return [(one.way, one.reason, one.name) for one in lines if one.way not in {"in", "out"}]


def test_what_went_is_counted_by_records_and_claimed_when_acknowledged(
    both: Both, stick: Path
) -> None:
    """Each section: as many records as Bo has; sent twice is one; acknowledged when he said so."""
    aino, bo = both
    small = small_case(aino)
    action = aino.actions.add(small.case, "Soita")
    aino.actions.edit(action, what="Soita heti")
    share(aino, small.case, bo, "actions", "network")
    meet_in(stick, aino)
    (line,) = aino.shares.lines(small.case)
    assert {one.has for one in line.sent} == {False}
    meet_in(stick, bo, aino)
    aino.actions.add(small.case, "Tämä ei lähde")
    aino.shares.withdraw(line.id)
    (line,) = aino.shares.lines(small.case)
    with bo.read() as connection:
        for one in line.sent:
            if one.section != "log":
                held = connection.exec_driver_sql(_RECORDS, (small.case, one.section)).scalar()
                assert (one.section, one.records, one.has) == (one.section, held, True)
    assert {one.section for one in line.sent} >= {"actions", "network"}
    assert aino.shares.lines(to=at(aino, bo)) == (line,)
    assert aino.shares.lines(to=b"n" * 16) == ()


def test_what_did_not_pass_stands_in_the_history_once(both: Both, stick: Path) -> None:
    """A share without a basis, what was withdrawn; a second look and rubbish add nothing."""
    aino, bo = both
    small = shared(both)
    meet_in(stick, aino)
    (name,) = parcels(stick)
    whole = (stick / name).read_bytes()
    (stick / name).write_bytes(whole[:-40] + bytes((whole[-40] ^ 1,)) + whole[-39:])
    (stick / "half.nvp").write_bytes(whole[: len(whole) // 2])
    meet_in(stick, bo, bo)
    assert ways(bo) == []
    (basis,) = aino.bases.sheet(small.case, this_day()).bases
    aino.bases.withdraw(basis.id)
    meet_in(stick, aino, aino)
    assert ways(aino).count(("held", "no-basis", "Bo Exempel")) == 1
    assert ("withdrawn", "", "Bo Exempel") in ways(aino)  # the parcel that lay there still
    (line,) = aino.shares.lines(small.case)
    aino.shares.withdraw(line.id)
    message = aino.posting.send(Writing("Ei sittenkään", "Peru tämä", to=(at(aino, bo),)))
    aino.posting.take_back(message)
    told = [one.what for one in aino.delivery.history(0, 100) if one.way == "withdrawn"]
    assert told[:2] == [(("message", 1),), (("grant", 1),)]
