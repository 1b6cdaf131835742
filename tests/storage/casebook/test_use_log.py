"""Every opening leaves a line in the use log, and what cannot be logged is not opened (T9)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import core
from storage.errors import DiskFull
from storage.vault.engine import OpenVault
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, SmallCase

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

Opening = Callable[["Casebook", SmallCase, Path], object]


def _tie(casebook: "Casebook", small: SmallCase) -> bytes:
    return casebook.network.lines(small.case)[0].id


OPENINGS: dict[str, Opening] = {
    "case": lambda book, small, _path: book.cases.read(small.case),
    "meeting": lambda book, small, _path: book.meetings.read(small.meeting),
    "minutes": lambda book, small, _path: book.minutes.sheet(small.meeting),
    "person": lambda book, small, _path: book.people.read(small.worker),
    "organisation": lambda book, small, _path: book.organisations.read(small.organisation),
    "tie": lambda book, small, _path: book.network.read(_tie(book, small)),
    "action": lambda book, small, _path: book.actions.read(book.actions.add(small.case, "Soita")),
    "search": lambda book, _small, _path: book.search.find("vankila"),
    "backup": lambda book, _small, path: book.upkeep.backup(path / "backup"),
    "changes": lambda book, _small, path: book.exchange.write_changes(
        path / "changes", PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS
    ),
    "sheet": lambda book, _small, _path: book.keys.new_sheet(),
}


@pytest.mark.parametrize("name", OPENINGS)
def test_each_way_to_the_data_leaves_a_line(
    casebook: "Casebook", small: SmallCase, tmp_path: Path, name: str
) -> None:
    """Opening, searching, backing up and handing out write at least one line each."""
    casebook._opened.clear()
    before = casebook.log.count()
    OPENINGS[name](casebook, small, tmp_path)
    assert casebook.log.count() > before


def test_painting_lists_leaves_none(casebook: "Casebook", small: SmallCase) -> None:
    """A masked list is no opening: Today, the lists and the pickers write nothing."""
    import datetime as dt

    before = casebook.log.count()
    casebook.today.read(dt.date(2026, 11, 24))
    casebook.cases.lines()
    casebook.meetings.lines()
    casebook.people.pick("aino", case_id=small.case)
    casebook.network.lines(small.case)
    casebook.actions.lines()
    assert casebook.log.count() == before


@pytest.mark.parametrize("name", ["case", "meeting", "minutes", "person", "tie"])
def test_nothing_is_opened_when_no_line_can_be_written(
    casebook: "Casebook",
    small: SmallCase,
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a disk so full that the reserve is spent, opening is refused; deleting is not."""
    monkeypatch.setattr(OpenVault, "reserve_spent", property(lambda _vault: True))
    with pytest.raises(DiskFull):
        OPENINGS[name](casebook, small, tmp_path)
    casebook.network.remove(_tie(casebook, small))


def test_without_the_line_the_test_goes_red(
    casebook: "Casebook", small: SmallCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: with the log taken away, an opening leaves nothing."""
    monkeypatch.setattr(core.Core, "note_opening", lambda *_given, **_named: None)
    before = casebook.log.count()
    OPENINGS["minutes"](casebook, small, tmp_path)
    assert casebook.log.count() == before
