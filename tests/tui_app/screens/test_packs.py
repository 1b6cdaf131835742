"""Travel packs by keys: taken along, late, taken back, lost, found; what a pack says of itself."""

import datetime as dt
from functools import partialmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from storage.casebook.gate import this_day
from storage.casebook.travel import Travel
from tests.offices import CHEAP, CHEAP_LIMITS, SmallCase
from tests.storage.casebook.trips import DAY, WORD, Trip
from tests.tui_app.screens.card_stage import answer_path
from tests.tui_app.stage import on_stage, press, settled, text_of
from tui_app.screens.case import CaseScreen
from tui_app.screens.case_sharing import CaseSharingScreen
from tui_app.screens.packs import PacksScreen
from tui_app.screens.take_along import TakeAlongScreen
from tui_app.screens.today import TodayScreen
from tui_app.widgets.date_field import DateField
from tui_app.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


@pytest.fixture(autouse=True)
def cheap_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let packs use a cheap key derivation."""
    pack = partialmethod(Travel.pack, parameters=CHEAP, limits=CHEAP_LIMITS)
    monkeypatch.setattr(Travel, "pack", pack)
    monkeypatch.setattr(Travel, "take_back", partialmethod(Travel.take_back, limits=CHEAP_LIMITS))


@pytest.fixture
def trip(tmp_path: Path, casebook: "Casebook") -> Trip:
    """Return an office with two cases."""
    return Trip(tmp_path, casebook)


async def answer_words(pilot: Pilot[Any], words: str = WORD) -> None:
    """Type a passphrase into each field of the dialog, and go on."""
    for field in pilot.app.screen.query(PassphraseField):
        field.value = words
        await pilot.press("enter")
        await pilot.pause()
    await settled(pilot)


async def test_a_case_is_taken_along_and_comes_home(trip: Trip) -> None:
    """From the sharing tab: t, n, Ctrl+S, a folder, a passphrase; then r, and it is gone."""
    async with on_stage(CaseSharingScreen(trip.small.case), trip.aino) as pilot:
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, PacksScreen)
        assert "Matkasalkkua ei ole tehty" in text_of(pilot)
        await press(pilot, "n")
        assert "> Ota mukaan" in text_of(pilot)
        assert "24.11.2026" in text_of(pilot)
        await press(pilot, "ctrl+s")
        await answer_path(pilot, trip.folder)
        assert not trip.folder.exists()
        await answer_words(pilot)
        assert isinstance(pilot.app.screen, PacksScreen)
        assert "matkalla" in text_of(pilot)
        (line,) = trip.aino.travel.lines()
        assert line.ends == dt.date(2026, 11, 24)
        with trip.opened() as pack:
            pack.actions.add(trip.small.case, "Sovittu tapaamisessa")
        await press(pilot, "r")
        await answer_path(pilot, trip.folder)
        await answer_words(pilot, WORD + "x")
        assert "Tarkista salalause" in text_of(pilot)
        await answer_words(pilot)
        assert "luettiin takaisin ja tyhjennettiin" in text_of(pilot)
        assert "palautettu" in text_of(pilot)
    assert not trip.folder.exists()
    assert trip.aino.actions.count(case_id=trip.small.case) == 1


async def test_a_lost_pack_is_asked_about_twice(trip: Trip) -> None:
    """X asks; it stands as lost with what was on it; r asks whether it was found."""
    trip.pack()
    async with on_stage(PacksScreen(trip.small.case), trip.aino) as pilot:
        await press(pilot, "x", "enter")
        assert trip.aino.travel.lines()[0].state == "out"
        await press(pilot, "x", "right", "enter")
        assert "kadonnut" in text_of(pilot)
        assert "verkosto" in text_of(pilot)
        await press(pilot, "x")
        assert "matkalla olevan matkasalkun kohdalle" in text_of(pilot)
        await press(pilot, "r")
        await answer_path(pilot, trip.folder)
        await answer_words(pilot)
        assert "Löytyikö se" in text_of(pilot)
        await press(pilot, "escape")
        assert trip.folder.exists()
        await press(pilot, "r")
        await answer_path(pilot, trip.folder)
        await answer_words(pilot)
        await press(pilot, "right", "enter")
    assert not trip.folder.exists()


async def test_a_folder_that_is_no_pack_is_said(trip: Trip, tmp_path: Path) -> None:
    """The sentence stands in row 23; nothing is touched."""
    async with on_stage(PacksScreen(trip.small.case), trip.aino) as pilot:
        await press(pilot, "r")
        await answer_path(pilot, tmp_path)
        await answer_words(pilot)
        assert "ei ole matkasalkku" in text_of(pilot)


async def test_what_is_late_stands_on_today_and_in_the_case(trip: Trip) -> None:
    """With !, the day, and initials; Enter on Today goes to the packs."""
    trip.pack(ends=this_day())
    with trip.aino.change("test") as change:
        from storage.records.shares import Share

        (line,) = trip.aino.travel.lines()
        change.edit(Share, line.id, ends=dt.date(2026, 11, 20))
    async with on_stage(TodayScreen(), trip.aino) as pilot:
        assert "piti palauttaa 20.11.2026" in text_of(pilot)
        assert "Keksitty" not in text_of(pilot)
        pilot.app.screen.query_one("#look").focus()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PacksScreen)
        assert "myöhässä" in text_of(pilot)
    async with on_stage(CaseScreen(trip.small.case), trip.aino) as pilot:
        assert "! Matkasalkku: otti S.K." in text_of(pilot)


async def test_the_pack_says_what_it_is(trip: Trip) -> None:
    """Its Today says until when it opens; a new client and an exchange are refused there."""
    trip.pack(ends=this_day() + 6 * DAY)
    day = (this_day() + 6 * DAY).strftime("%-d.%-m.%Y")
    with trip.opened() as pack:
        async with on_stage(TodayScreen(), pack) as pilot:
            assert f"Matkasalkku: avautuu {day} asti" in text_of(pilot)
    async with on_stage(TodayScreen(), trip.aino) as pilot:
        assert "Matkasalkku" not in text_of(pilot)


async def test_the_form_keeps_what_the_gate_refuses(trip: Trip, small: SmallCase) -> None:
    """Without a day nothing is asked; the parts can be narrowed."""
    del small
    async with on_stage(TakeAlongScreen(trip.small.case), trip.aino) as pilot:
        pilot.app.screen.query_one("#ends", DateField).fill_day(None)
        await press(pilot, "ctrl+s")
        assert "Kerro, mihin asti se avautuu." in text_of(pilot)
        assert trip.aino.travel.lines() == ()
