"""Live: minutes typed while people talk, by keys, against a real vault."""

import datetime as dt
from typing import TYPE_CHECKING, cast

import pytest

from tests.tui_app.screens.live_stage import live, sheet, type_line
from tests.tui_app.stage import StillClock, app_of, settled, text_of
from tui_app.settings import Settings

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase
    from tui_app.screens.meeting_live import LiveScreen


async def test_enter_begins_the_meeting_and_its_first_item(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """The empty line begins; the first clock runs."""
    async with live(casebook, small) as pilot:
        found = sheet(casebook, small)
        assert found.meeting.state == "live"
        assert [bool(item.started_at) for item in found.agenda] == [True, False, False]
        assert "1 Avaus" in text_of(pilot)


async def test_the_three_captures_and_a_note(casebook: "Casebook", small: "SmallCase") -> None:
    """Keys only: a note, an action item with doer and day, an agreement, a question."""
    async with live(casebook, small) as pilot:
        await pilot.press(*"T.T.: avain on valmis", "enter")
        await pilot.press(*"!t soita Kelaan, T.T., pe")
        await settled(pilot)
        assert "Tehtävä · kuka T.T. · viimeistään pe 27.11." in text_of(pilot)
        await pilot.press(
            "enter", *"!s vuokra haetaan Kelasta", "enter", *"!k Entä avain?", "enter"
        )
        await settled(pilot)
    found = sheet(casebook, small)
    assert [(e.kind, e.text, e.speaker) for e in found.entries] == [
        ("note", "avain on valmis", "Testi Testinen"), ("question", "Entä avain?", ""),
    ]  # fmt: skip
    by_text = {line.text: line for line in found.agreements}
    action = by_text["soita Kelaan"]
    assert (action.doer, action.due) == ("Testi Testinen", dt.date(2026, 11, 27))
    assert action.action_id is not None
    assert by_text["vuokra haetaan Kelasta"].action_id is None
    assert {line.tier for line in found.agreements} == {"client"}
    assert {entry.tier for entry in found.entries} == {"shared"}


async def test_lines_go_under_the_item_at_once(casebook: "Casebook", small: "SmallCase") -> None:
    """Ctrl+N and a line typed straight after it: the line belongs to the new item."""
    async with live(casebook, small) as pilot:
        await pilot.press("ctrl+n", "ctrl+n", *"raha", "enter")
        await settled(pilot)
    found = sheet(casebook, small)
    assert found.entries[0].item_id == found.agenda[2].id
    assert [item.closed for item in found.agenda] == [True, True, False]


async def test_lines_of_one_second_keep_their_order(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Eight lines while the clock stands still: read in the order they were typed."""
    words = list("abcdefgh")
    async with live(casebook, small) as pilot:
        for word in words:
            await pilot.press(word, "enter")
        await settled(pilot)
    assert [entry.text for entry in sheet(casebook, small).entries] == words


async def test_clock_tells_planned_and_used(casebook: "Casebook", small: "SmallCase") -> None:
    """After eight minutes of five planned the item is over, in words and with a sign."""
    async with live(casebook, small) as pilot:
        cast("StillClock", app_of(pilot).clock).pass_by(8 * 60)
        cast("LiveScreen", pilot.app.screen).tick()
        await settled(pilot)
        assert "!8/5" in text_of(pilot)
        assert "yli 3 min" in text_of(pilot)


async def test_speaker_tier_and_word_for_word(casebook: "Casebook", small: "SmallCase") -> None:
    """F6, Ctrl+G and Ctrl+O set what the next line carries; the row says it before."""
    async with live(casebook, small) as pilot:
        await pilot.press("f6", "ctrl+g", "ctrl+o")
        await settled(pilot)
        assert "Puhuu: M.E. F6   Kenelle: vain oma Ctrl+G" in text_of(pilot)
        await pilot.press(*"Haluan oman avaimen", "enter", *"!s oma asia", "enter")
        await settled(pilot)
    found = sheet(casebook, small)
    entry = found.entries[0]
    assert (entry.speaker, entry.tier, entry.verbatim) == ("Malli Esimerkki", "own", True)
    assert found.agreements[0].tier == "own"


async def test_who_is_here_and_nobody_agrees_for_the_absent(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Marks by keys; a doer who is away is named before the line is saved."""
    async with live(casebook, small) as pilot:
        await pilot.press("ctrl+e")
        await settled(pilot)
        await pilot.press("a", "end", "space", "space", "enter")
        await settled(pilot)
        assert "Läsnä: M.E. A.K.   poissa: T.T." in text_of(pilot)
        await pilot.press(*"!t soita, T.T.")
        await settled(pilot)
        assert "poissa: ei sovita puolesta" in text_of(pilot)
    marks = {line.name: line.presence for line in sheet(casebook, small).attendance}
    assert marks["Testi Testinen"] == "absent"


async def test_read_back_one_thing_a_row(casebook: "Casebook", small: "SmallCase") -> None:
    """F4 lists what was agreed but nothing of one's own; Enter writes down that it was read."""
    async with live(casebook, small) as pilot:
        await type_line(pilot, "!s vuokra haetaan")
        await pilot.press("ctrl+g")
        await type_line(pilot, "!s salainen oma")
        await pilot.press("f4")
        await settled(pilot)
        shown = text_of(pilot)
        assert "1 [ ] vuokra haetaan" in shown
        assert "salainen" not in shown
        await pilot.press("enter")
        await settled(pilot)
    found = sheet(casebook, small)
    assert found.read_back_at is not None
    assert {line.text: line.read_back for line in found.agreements} == {
        "vuokra haetaan": True, "salainen oma": False,
    }  # fmt: skip


async def test_undo_takes_the_last_line_back(casebook: "Casebook", small: "SmallCase") -> None:
    """Esc leaves the line, u undoes the named change; the half line stays."""
    async with live(casebook, small) as pilot:
        await type_line(pilot, "väärä rivi")
        await pilot.press(*"kesken", "escape", "u")
        await settled(pilot)
        assert sheet(casebook, small).entries == ()
        assert "kesken" in text_of(pilot)


@pytest.mark.parametrize(
    ("language", "line", "words"),
    [
        ("sv", "!u ring till FPA, T.T., fre", "Uppgift · vem T.T. · senast fr 27.11."),
        ("en", "!a call Kela by Friday who T.T.", "Action · who T.T. · by Fr 27.11."),
    ],
)
async def test_each_language_reads_its_own_words(
    casebook: "Casebook", small: "SmallCase", language: str, line: str, words: str
) -> None:
    """Swedish and English minutes are typed with their own marks, doers and days."""
    async with live(casebook, small, language) as pilot:
        await pilot.press(*line)
        await settled(pilot)
        assert words in text_of(pilot)


async def test_another_language_keeps_the_half_line(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """The labels change, what is being typed stays."""
    async with live(casebook, small) as pilot:
        await pilot.press(*"kesken")
        app_of(pilot).change_settings(Settings(language="sv"))
        await settled(pilot)
        assert "kesken" in text_of(pilot)
        assert "Ordagrant" in text_of(pilot)


async def test_edit_and_remove_from_the_minutes(casebook: "Casebook", small: "SmallCase") -> None:
    """Esc goes to what was said: e opens its form, Esc comes back, x takes it back."""
    async with live(casebook, small) as pilot:
        await type_line(pilot, "!s vuokra haetaan")
        cast("StillClock", app_of(pilot).clock).pass_by(1)
        await type_line(pilot, "ensimmäinen")
        await pilot.press("escape", "e")
        await settled(pilot)
        assert "Kirjaus" in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert sheet(casebook, small).entries == ()


async def test_an_item_is_started_from_the_agenda(casebook: "Casebook", small: "SmallCase") -> None:
    """Any item can be next: the cursor chooses, Enter starts it."""
    async with live(casebook, small) as pilot:
        cast("LiveScreen", pilot.app.screen).agenda.focus()
        await pilot.press("end", "enter")
        await settled(pilot)
        assert "3 Raha" in text_of(pilot).splitlines()[3]
    assert [bool(item.started_at) for item in sheet(casebook, small).agenda] == [False, False, True]
