"""A backup of the build that first exchanged (0.2), kept: every later build restores and opens it.

``frozen/casebook-0.2.nivel.backup`` is Bo Exempel's: a case of his own, shared with Aino Keksitty,
with a meeting, an agreement, an action item and words that both changed; a case that she shared
with him; a message each way. It is never written again.
"""

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import entrance
from tests.offices import PASSPHRASE, new_office
from tests.storage.casebook.correspondents import acquaint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook

FROZEN = Path(__file__).parent / "frozen" / "casebook-0.2.nivel.backup"


@pytest.fixture
def bo(tmp_path: Path) -> "Iterator[Casebook]":
    """Lend the casebook made of it."""
    entrance.restore(FROZEN, tmp_path / "bo", PASSPHRASE)
    with closing(entrance.unlock(tmp_path / "bo", PASSPHRASE)) as casebook:
        yield casebook


def test_it_opens_whole(bo: "Casebook") -> None:
    """Cases, items, messages, shares, people and what they changed apart; the check finds none."""
    assert bo.upkeep.check() == ()
    assert [(one.label, one.is_own) for one in bo.cases.lines()] in (
        [("A-0001", False), ("B-0001", True)],
        [("B-0001", True), ("A-0001", False)],
    )
    assert "Soita asunnosta" in {one.what for one in bo.actions.lines()}
    assert [one.subject for one in bo.messages.lines("in")] == ["Hei"]
    assert [one.subject for one in bo.messages.lines("out")] == ["Torstaina"]
    assert [(one.name, one.level) for one in bo.cards.lines()] == [("Aino Keksitty", "compared")]
    assert len(bo.shares.received()) == 1
    assert bo.conflicts.count() == 1


def test_it_can_be_worked_with(bo: "Casebook") -> None:
    """What both changed is decided, a message is read, an item is added: and all is still whole."""
    (conflict,) = bo.conflicts.lines()
    bo.conflicts.resolve(conflict.record_id, conflict.group, conflict.sides[0].op)
    assert bo.conflicts.count() == 0
    (line,) = bo.messages.lines("in")
    assert "Tervetuloa." in bo.messages.read(line.id).text
    own = next(one for one in bo.cases.lines() if one.is_own)
    bo.actions.add(own.id, "Uusi tehtävä", due=dt.date(2026, 12, 1))
    assert bo.upkeep.check() == ()


def test_it_meets_somebody_new(bo: "Casebook", tmp_path: Path) -> None:
    """The restored vault is a new device that takes cards and sends its own."""
    with closing(new_office(tmp_path / "testi", "Testi Testinen", "T")) as testi:
        acquaint(bo, testi)
        assert "Testi Testinen" in {one.name for one in bo.cards.lines()}
