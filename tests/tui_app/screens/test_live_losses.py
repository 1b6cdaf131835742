"""Live loses nothing: kills, locks, full disks, hostile text, a megabyte, a blank screen."""

from typing import TYPE_CHECKING, cast

import pytest

from storage.casebook.minutes import Minutes
from storage.errors import DiskFull
from tests.tui_app.screens.live_stage import HOSTILE, live, sheet, type_line
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.screens.meeting_live import LiveScreen

if TYPE_CHECKING:
    from pathlib import Path

    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase


async def test_the_half_line_is_back_after_a_kill(casebook: "Casebook", small: "SmallCase") -> None:
    """About a second after typing the half line is in the vault; a new screen shows it."""
    async with live(casebook, small) as pilot:
        await pilot.press(*"!t soita K")
        await pilot.pause(1.2)
        await settled(pilot)
    assert casebook.drafts.find(f"live/{small.meeting.hex()}/line") == "!t soita K"
    async with on_stage(LiveScreen(small.meeting), casebook) as pilot:
        assert "!t soita K" in text_of(pilot)
        assert "on palautettu" in text_of(pilot)
        await pilot.press(*"elaan", "enter")
        await settled(pilot)
    assert sheet(casebook, small).agreements[0].text == "soita Kelaan"
    assert casebook.drafts.lines() == ()


async def test_a_lock_keeps_the_half_line(casebook: "Casebook", small: "SmallCase") -> None:
    """``leaving`` keeps what the timer has not kept yet."""
    async with live(casebook, small) as pilot:
        await pilot.press(*"kesken")
        cast("LiveScreen", pilot.app.screen).leaving()
        await settled(pilot)
        app_of(pilot).in_order.submit(lambda: None).result()
    assert casebook.drafts.find(f"live/{small.meeting.hex()}/line") == "kesken"


async def test_an_emptied_line_leaves_no_draft(casebook: "Casebook", small: "SmallCase") -> None:
    """What the person deleted does not come back."""
    async with live(casebook, small) as pilot:
        await pilot.press("a", "b")
        await pilot.pause(1.2)
        await pilot.press("backspace", "backspace")
        await settled(pilot)
        app_of(pilot).in_order.submit(lambda: None).result()
    assert casebook.drafts.lines() == ()


async def test_a_full_disk_loses_no_line(
    casebook: "Casebook", small: "SmallCase", monkeypatch: pytest.MonkeyPatch, tmp_path: "Path"
) -> None:
    """A refused line stays on the screen with ``!`` and is saved with the next Enter."""
    add = Minutes.add_entry

    def refuse(*_args: object, **_fields: object) -> bytes:
        raise DiskFull(tmp_path)

    async with live(casebook, small) as pilot:
        monkeypatch.setattr(Minutes, "add_entry", refuse)
        await type_line(pilot, "tärkeä rivi")
        assert "! Muistioon: tärkeä rivi" in text_of(pilot)
        assert sheet(casebook, small).entries == ()
        monkeypatch.setattr(Minutes, "add_entry", add)
        await pilot.press("enter")
        await settled(pilot)
        assert [entry.text for entry in sheet(casebook, small).entries] == ["tärkeä rivi"]
        assert "! Muistioon" not in text_of(pilot)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_stays_text(casebook: "Casebook", small: "SmallCase", text: str) -> None:
    """Markup, escape codes, right-to-left letters and emoji are shown as letters or cleaned."""
    async with live(casebook, small) as pilot:
        for mark in ("", "!t ", "!s ", "!k "):
            await type_line(pilot, f"{mark}{text}")
        await pilot.press("f4")
        await settled(pilot)
        await pilot.press("escape")
        rows = text_of(pilot).splitlines()
        assert len(rows) == 24
        assert "\x1b" not in text_of(pilot)
        assert pilot.app.is_running
    assert len(sheet(casebook, small).entries) == 2


async def test_a_megabyte_pasted_is_cut(casebook: "Casebook", small: "SmallCase") -> None:
    """The line takes what it can hold, and the meeting goes on."""
    from textual import events

    async with live(casebook, small) as pilot:
        screen = cast("LiveScreen", pilot.app.screen)
        screen.line.post_message(events.Paste("x" * 1_000_000))
        await settled(pilot)
        assert len(screen.line.value) == 2000
        await pilot.press("enter")
        await settled(pilot)
    assert len(sheet(casebook, small).entries[0].text) == 2000


async def test_hiding_keeps_everything(casebook: "Casebook", small: "SmallCase") -> None:
    """F8 empties the screen and brings the half line back as it was."""
    async with live(casebook, small) as pilot:
        await pilot.press(*"kesken", "f8")
        await settled(pilot)
        assert "kesken" not in text_of(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert "kesken" in text_of(pilot)


async def test_a_pin_lets_the_screen_blank_without_a_lock(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """The key p sets a PIN for the sitting; too short a one is said; closing ends the sitting."""
    async with live(casebook, small) as pilot:
        await pilot.press("escape", "p", *"12", "enter")
        await settled(pilot)
        assert "vähintään neljä" in text_of(pilot)
        await pilot.press(*"34", "enter")
        await settled(pilot)
        assert app_of(pilot).idle.sitting
        await pilot.press("escape", "c")
        await settled(pilot)
        assert not app_of(pilot).idle.sitting
        assert "[3 Muistio]" in text_of(pilot)
    assert sheet(casebook, small).meeting.state == "held"
