"""A form open while changes are taken in: nothing typed is lost, and nothing that came in."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.offices import SmallCase, new_office
from tests.storage.casebook.two_devices import carry, living
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.case import CaseScreen
from tui_app.screens.meeting_prepare import PrepareScreen
from tui_app.screens.minutes_entry import EntryScreen
from tui_app.screens.person import PersonScreen
from tui_app.screens.seeing import Seeing
from tui_app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook

SAID = {
    "fi": "Muutettu myös toisella laitteella: molemmat säilyvät, ks. Vaihto.",
    "sv": "Ändrat även på en annan enhet: båda finns kvar, se Utbyte.",
    "en": "Also changed on another device: both are kept, see Exchange.",
}


@pytest.fixture
def other(tmp_path: Path, casebook: "Casebook", small: SmallCase) -> "Iterator[Casebook]":
    """Lend another device of the office, which knows the small case."""
    opened = new_office(tmp_path / "other", "Olli Olematon", "L", casebook.me.office_id)
    carry(casebook, opened)
    yield opened
    opened.close()


def field(pilot: "Pilot[int]", name: str) -> Any:  # noqa: ANN401 - any field
    """Return a field of the form on top."""
    return pilot.app.screen.query_one(f"#{name}")


async def type_in(pilot: "Pilot[int]", name: str, text: str) -> None:
    """Type into a field and stay in it."""
    field(pilot, name).focus()
    await pilot.press("end", *text)
    await settled(pilot)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_typed_text_stays_and_is_kept_beside_what_came_in(
    casebook: "Casebook", other: "Casebook", small: SmallCase, language: str
) -> None:
    """The other fields follow; the save of the typed one makes a conflict, and row 23 says so."""
    settings = Settings(language=language)
    async with on_stage(PersonScreen(small.worker), casebook, settings=settings) as pilot:
        await type_in(pilot, "phone", "111")
        other.people.edit(small.worker, phone="222", email="testi@testinen.example")
        carry(other, casebook)
        await settled(pilot)
        assert field(pilot, "email").value == "testi@testinen.example"
        assert field(pilot, "phone").value == "111"
        await pilot.press("tab")
        await settled(pilot)
        assert SAID[language] in text_of(pilot).splitlines()[22]
        await type_in(pilot, "phone", "1")
        await pilot.press("tab")
        await settled(pilot)
    assert living(casebook, small.worker, "phone") == {"1111", "222"}
    assert casebook.conflicts.count() == 1


async def test_without_what_was_seen_the_value_that_came_in_is_lost(
    casebook: "Casebook", other: "Casebook", small: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a form that hands on no heads replaces what its author never saw."""
    monkeypatch.setattr(Seeing, "seen", lambda *_: None)
    async with on_stage(PersonScreen(small.worker), casebook) as pilot:
        await type_in(pilot, "phone", "111")
        other.people.edit(small.worker, phone="222")
        carry(other, casebook)
        await settled(pilot)
        await pilot.press("tab")
        await settled(pilot)
        assert SAID["fi"] not in text_of(pilot)
    assert casebook.conflicts.count() == 0
    assert casebook.people.read(small.worker).phone == "111"


async def test_esc_says_it_on_the_screen_below(
    casebook: "Casebook", other: "Casebook", small: SmallCase
) -> None:
    """Whoever leaves by Esc in the middle of the field hears of the conflict all the same."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await pilot.app.push_screen(PersonScreen(small.worker))
        await settled(pilot)
        await type_in(pilot, "phone", "111")
        other.people.edit(small.worker, phone="222")
        carry(other, casebook)
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CaseScreen)
        assert SAID["fi"] in text_of(pilot)
    assert living(casebook, small.worker, "phone") == {"111", "222"}


async def test_fast_typing_does_not_conflict_with_itself(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Field after field of one group, saved before the form was read again; then undone."""
    async with on_stage(PersonScreen(small.worker), casebook) as pilot:
        field(pilot, "given").focus()
        await pilot.press("end", "a", "tab", "b", "tab", "c", "tab", "tab", "tab", "d", "tab")
        await settled(pilot)
        casebook.undo()
        await type_in(pilot, "called", "e")
        await pilot.press("tab")
        await settled(pilot)
    kept = casebook.people.read(small.worker)
    assert casebook.conflicts.count() == 0
    assert (kept.given_name, kept.called) == ("Testia", "ce")


async def test_a_draft_is_not_saved_over_what_came_in_while_it_waited(
    casebook: "Casebook", other: "Casebook", small: SmallCase
) -> None:
    """A draft comes back after a kill; the value that it stands over now was never seen."""
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        await type_in(pilot, "wishes", "oma avain")
        pilot.app.screen.keep_drafts()  # type: ignore[attr-defined]
        await settled(pilot)
    other.cases.edit(small.case, wishes="kotiin")
    carry(other, casebook)
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        assert field(pilot, "wishes").value == "oma avain"
        field(pilot, "wishes").focus()
        await pilot.press("tab")
        await settled(pilot)
    assert living(casebook, small.case, "wishes") == {"oma avain", "kotiin"}


async def test_a_draft_over_what_still_stands_is_saved_as_ever(
    casebook: "Casebook", small: SmallCase
) -> None:
    """A draft that comes back over the value it was typed over makes no conflict."""
    casebook.cases.edit(small.case, wishes="kotiin")
    for _turn in range(2):  # the second time it is a draft of a draft
        async with on_stage(CaseScreen(small.case), casebook) as pilot:
            await type_in(pilot, "wishes", "!")
            pilot.app.screen.keep_drafts()  # type: ignore[attr-defined]
            await settled(pilot)
    async with on_stage(CaseScreen(small.case), casebook) as pilot:
        field(pilot, "wishes").focus()
        await pilot.press("tab")
        await settled(pilot)
    assert sorted(casebook.cases.read(small.case).wishes) == sorted("kotiin!!")
    assert casebook.conflicts.count() == 0


async def test_an_entry_deleted_elsewhere_is_not_lost_under_the_cursor(
    casebook: "Casebook", other: "Casebook", small: SmallCase
) -> None:
    """What was being typed stands as deleted there and edited here."""
    at = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
    entry = casebook.minutes.add_entry(small.meeting, "sanottu", at)
    carry(casebook, other)
    async with on_stage(EntryScreen(entry), casebook) as pilot:
        field(pilot, "text").focus()
        await pilot.press("end", *" ja lisää")
        await settled(pilot)
        other.minutes.remove_entry(entry)
        carry(other, casebook)
        await settled(pilot)
        assert SAID["fi"] in text_of(pilot)
        assert isinstance(pilot.app.screen, EntryScreen)
    assert casebook.minutes.read_entry(entry).text == "sanottu ja lisää"
    assert [line.what for line in casebook.conflicts.lines()] == ["deletion"]


async def test_a_meetings_time_moved_elsewhere_stands_beside_the_typed_one(
    casebook: "Casebook", other: "Casebook", small: SmallCase
) -> None:
    """Day, start and end are one thing: typed over what was seen, kept beside what came in."""
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        field(pilot, "starts").focus()
        await pilot.press("home", "ctrl+k", *"10.00")
        starts = dt.datetime(2026, 11, 24, 8, 30)  # noqa: DTZ001 - a wall time
        other.meetings.edit(small.meeting, starts=starts, place="Muualla")
        carry(other, casebook)
        await settled(pilot)
        assert field(pilot, "place").value == "Muualla"
        await pilot.press("tab")
        await settled(pilot)
    stands = living(casebook, small.meeting, "starts")
    assert {start.hour for start in stands if hasattr(start, "hour")} == {8, 10}
