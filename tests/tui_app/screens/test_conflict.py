"""Edit conflicts by keys: two vaults of one office, merged by files of changes, then decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from storage.casebook.casebook import Casebook
from storage.records.cases import Case
from storage.records.meetings import Meeting
from storage.records.network import Tie
from storage.records.people import Person
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, SmallCase, new_office
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.conflict import ConflictScreen
from tui_app.screens.exchange import ExchangeScreen

MINE, THEIRS = "Oma vankila", "Toisen vankila"


def carry(source: Casebook, target: Casebook, path: Path) -> None:
    """Carry everything from one vault to the other."""
    source.exchange.write_changes(path, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS)
    told, letter = target.exchange.look_into(path, PASSPHRASE, limits=CHEAP_LIMITS)
    target.exchange.take(letter, told)


@pytest.fixture
def other(tmp_path: Path, casebook: Casebook, small: SmallCase) -> Iterator[Casebook]:
    """Lend a second vault of the office that knows the small case."""
    opened = new_office(tmp_path / "other", "Olli Olematon", "L", casebook.me.office_id)
    carry(casebook, opened, tmp_path / "first")
    yield opened
    opened.close()


@pytest.fixture
def apart(casebook: Casebook, other: Casebook, small: SmallCase, tmp_path: Path) -> SmallCase:
    """Let both write the prison of the case, and bring theirs in."""
    casebook.cases.edit(small.case, prison=MINE)
    with other.change("test.edit") as change:
        change.edit(Case, small.case, prison=THEIRS)
    carry(other, casebook, tmp_path / "second")
    return small


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, each once what the one before did is shown."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def prison(casebook: Casebook, case_id: bytes) -> str:
    """Return what is kept."""
    return casebook.cases.line(case_id).prison


async def test_both_sides_stand_next_to_each_other(casebook: Casebook, apart: SmallCase) -> None:
    """The list names record and field, masked; Enter shows the two texts in one row of the page."""
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        assert "K-0001" in text_of(pilot)
        assert MINE not in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        row = next(row for row in text_of(pilot).splitlines() if MINE in row)
        assert THEIRS in row


@pytest.mark.parametrize(("key", "kept"), [("m", MINE), ("t", THEIRS)])
async def test_a_letter_decides_and_u_undoes(
    casebook: Casebook, apart: SmallCase, key: str, kept: str
) -> None:
    """After the decision the list is empty; undo brings the conflict back."""
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        assert isinstance(pilot.app.screen, ExchangeScreen)
        assert casebook.conflicts.lines() == ()
        assert prison(casebook, apart.case) == kept
        await pilot.press("u")
        await settled(pilot)
        assert casebook.conflicts.count() == 1


async def test_enter_takes_the_side_under_the_cursor(casebook: Casebook, apart: SmallCase) -> None:
    """Whatever side the cursor stands on is what stays."""
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
    assert prison(casebook, apart.case) == THEIRS


async def test_both_texts_are_joined_by_hand(casebook: Casebook, apart: SmallCase) -> None:
    """B offers both texts; what the person leaves is kept, on one line for a line's field."""
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert MINE in text_of(pilot)
        assert THEIRS in text_of(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
    assert prison(casebook, apart.case) == f"{MINE} {THEIRS}"


async def test_half_joined_texts_are_back(casebook: Casebook, apart: SmallCase) -> None:
    """What was typed while joining is a draft: there again later, gone once saved."""
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        await press(pilot, "enter", "b", *"Kesken", "escape")
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        await press(pilot, "enter", "b")
        assert "Kesken" in text_of(pilot)
        await press(pilot, "ctrl+s")
    assert prison(casebook, apart.case) == f"Kesken{MINE} {THEIRS}"
    assert casebook.drafts.lines() == ()


async def test_later_loses_nothing(casebook: Casebook, apart: SmallCase) -> None:
    """The minus key goes back and the conflict stays."""
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("minus")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ExchangeScreen)
    assert casebook.conflicts.count() == 1


async def test_deleted_against_edited(
    casebook: Casebook, other: Casebook, small: SmallCase, tmp_path: Path
) -> None:
    """The question is whether it stays or goes; texts cannot be joined."""
    with casebook.change("test.delete") as change:
        change.delete(change.read(Meeting, small.meeting))
    other.meetings.edit(small.meeting, place="Toinen huone")
    carry(other, casebook, tmp_path / "second")
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ConflictScreen)
        await pilot.press("m")
        await settled(pilot)
    assert casebook.conflicts.count() == 0
    assert casebook.meetings.of_case(small.case) == ()


async def test_hostile_text_stays_text(
    casebook: Casebook, other: Casebook, small: SmallCase, tmp_path: Path
) -> None:
    """Markup in both sides is shown as it stands in list, page and dialog; opening is logged."""
    casebook.people.edit(small.worker, note="[/] [@click=a]mine")
    with other.change("test.edit") as change:
        change.edit(Person, small.worker, note="[/b] theirs " + "x" * 3000)
    carry(other, casebook, tmp_path / "second")
    assert "opened" not in {line.what for line in casebook.log.lines() if line.kind == "person"}
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        await pilot.press("f4", "enter")
        await settled(pilot)
        assert "[/] [@click=a]mine" in text_of(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert "[/b] theirs" in text_of(pilot)
    assert "opened" in {line.what for line in casebook.log.lines() if line.kind == "person"}


async def test_a_long_text_can_be_read_to_its_end(
    casebook: Casebook, other: Casebook, small: SmallCase, tmp_path: Path
) -> None:
    """Page down goes on within a side that is taller than the page."""
    casebook.people.edit(small.worker, note="lyhyt")
    with other.change("test.edit") as change:
        change.edit(Person, small.worker, note="sana " * 500 + "LOPPU")
    carry(other, casebook, tmp_path / "second")
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        assert "LOPPU" not in text_of(pilot)
        for _page in range(8):
            await pilot.press("pagedown")
            await settled(pilot)
            if "LOPPU" in text_of(pilot):
                break
        assert "LOPPU" in text_of(pilot)


async def test_what_does_not_fit_together_is_mended_in_the_record(
    casebook: Casebook, other: Casebook, small: SmallCase, tmp_path: Path
) -> None:
    """No side can be chosen; the rule is said in words, and o opens the record itself."""
    (tie,) = [line for line in casebook.network.lines(small.case) if line.role == "omatyöntekijä"]
    casebook.network.edit(tie.id, person_id=None, organisation_id=None)
    with other.change("test.edit") as change:
        change.edit(Tie, tie.id, role="")
    carry(other, casebook, tmp_path / "second")
    async with on_stage(ExchangeScreen(), casebook) as pilot:
        assert "ei sovi yhteen" in text_of(pilot)
        await press(pilot, "enter")
        assert "Valitse ensin" in text_of(pilot)
        assert "case_id" not in text_of(pilot)
        await press(pilot, "m", "t", "b", "enter")
        assert isinstance(pilot.app.screen, ConflictScreen)
        await press(pilot, "o")
        assert "Verkosto > " in text_of(pilot)
    casebook.network.edit(tie.id, person_id=small.worker)
    assert casebook.conflicts.lines() == ()
