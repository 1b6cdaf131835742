"""People of the network who were not invited: named in a live meeting, and told apart."""

from typing import TYPE_CHECKING

import pytest

from tests.tui_app.screens.live_stage import live, sheet, type_line
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.minutes_entry import EntryScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase


@pytest.fixture
def uncle(casebook: "Casebook", small: "SmallCase") -> bytes:
    """Put an uncle into the network, whom nobody invited."""
    tie = casebook.network.add_private(small.case, "Eno", "Olematon", role="eno")
    return casebook.network.read(tie).person_id or b""


async def test_an_uninvited_speaker_is_known_and_told(
    casebook: "Casebook", small: "SmallCase", uncle: bytes
) -> None:
    """``Eno:`` names the uncle; the preview says that he is not among the invited."""
    async with live(casebook, small) as pilot:
        await pilot.press(*"Eno: voin auttaa muutossa")
        await settled(pilot)
        assert "E.O. · ei kutsuttujen joukossa" in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
    entry = sheet(casebook, small).entries[0]
    assert (entry.speaker_id, entry.text) == (uncle, "voin auttaa muutossa")


async def test_an_uninvited_doer_is_known_and_nobody_agrees_for_them(
    casebook: "Casebook", small: "SmallCase", uncle: bytes
) -> None:
    """A task for the uncle is his; the preview says that he was not asked."""
    async with live(casebook, small) as pilot:
        await pilot.press(*"!t hakee avaimet, E.O., pe")
        await settled(pilot)
        assert "kuka E.O. · viimeistään pe 27.11. · ei kutsuttu: ei sovita puolesta\n" in text_of(
            pilot
        )
        await pilot.press("enter")
        await settled(pilot)
    assert sheet(casebook, small).agreements[0].doer_id == uncle


async def test_who_takes_part_is_meant_first(casebook: "Casebook", small: "SmallCase") -> None:
    """Another A.K. in the network does not make the invited A.K. unclear."""
    casebook.network.add_private(small.case, "Arvo", "Keksitty", role="setä")
    async with live(casebook, small) as pilot:
        await type_line(pilot, "A.K.: asia on selvä")
    assert sheet(casebook, small).entries[0].speaker_id == small.mother


async def test_the_form_of_an_entry_knows_them_too(
    casebook: "Casebook", small: "SmallCase", uncle: bytes
) -> None:
    """An uninvited speaker has a name in the form, and can be chosen there."""
    async with live(casebook, small) as pilot:
        await type_line(pilot, "Eno: voin auttaa muutossa")
    entry = sheet(casebook, small).entries[0]
    assert entry.speaker_id == uncle
    async with on_stage(EntryScreen(entry.id), casebook) as pilot:
        assert "< E.O., ei kutsuttu >" in text_of(pilot)


async def test_the_footer_tells_how_to_close_while_typing(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """With the cursor in the line row 24 says Esc, then c; and so it is."""
    async with live(casebook, small) as pilot:
        await pilot.press(*"kesken")
        await settled(pilot)
        assert "Esc, c Päätä palaveri" in text_of(pilot).splitlines()[-1]
        await pilot.press("escape")
        await settled(pilot)
        assert " c Päätä palaveri" in text_of(pilot).splitlines()[-1]
        assert "Esc, c" not in text_of(pilot)
        await pilot.press("c")
        await settled(pilot)
    assert sheet(casebook, small).meeting.state == "held"
