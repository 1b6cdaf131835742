"""Messages about a client, a meeting, an action item; what the gate says; circles with parts."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.lines.messages import Writing
from tests.offices import SmallCase, new_office, small_case
from tests.storage.casebook.correspondents import Pair, acquaint, carry_items
from tests.storage.casebook.exchanging import consent
from tests.tui_app.stage import on_stage, on_top, press, text_of
from tui_app.screens.actions import ActionsScreen
from tui_app.screens.case_meetings import CaseMeetingsScreen
from tui_app.screens.circle import CircleScreen
from tui_app.screens.letter import LetterScreen
from tui_app.screens.meetings import MeetingsScreen
from tui_app.screens.thread import ThreadScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tui_app.screens.screen import NivelScreen

HELLO = Writing(subject="Avaimet", text="Saat avaimet torstaina.")


@pytest.fixture
def small(duo: Pair) -> SmallCase:
    """Put a small case into Aino's casebook."""
    return small_case(duo.aino)


@pytest.mark.parametrize("where", ["meetings", "case", "actions"])
async def test_a_message_is_bound_to_what_it_is_about(
    duo: Pair, small: SmallCase, where: str
) -> None:
    """V on the row: the letter names it; sent, o in the thread leads back to it."""
    action = duo.aino.actions.add(small.case, "Soita", owner_id=small.worker)
    consent(duo.aino, small.case, duo.bo, "meetings", "actions")
    screens: dict[str, NivelScreen] = {
        "meetings": MeetingsScreen(),
        "case": CaseMeetingsScreen(small.case),
        "actions": ActionsScreen(),
    }
    kind, record = ("action", action) if where == "actions" else ("meeting", small.meeting)
    async with on_stage(screens[where], duo.aino) as pilot:
        if where == "actions":
            await press(pilot, "3")
        shown = await press(pilot, "v")
        assert on_top(pilot) == "AboutScreen"
        assert "A-0001" in shown
        assert ("tehtävä" if kind == "action" else "24.11.2026") in shown
        await press(pilot, "enter")
        await press(pilot, *"bo", "enter")
        await press(pilot, "tab", "tab", "tab", "tab", *"Teksti", "ctrl+s")
        assert on_top(pilot) != "AboutScreen"
    (line,) = duo.aino.messages.lines("out")
    async with on_stage(ThreadScreen(line.id), duo.aino) as pilot:
        sheet = duo.aino.messages.read(line.id)
        assert (sheet.link_kind, sheet.link_id) == (kind, record)
        await press(pilot, "o")
        assert on_top(pilot) in {"ActionScreen", "MeetingScreen", "PrepareScreen"}
    carry_items(duo.aino, duo.bo)
    async with on_stage(ThreadScreen(line.id), duo.bo) as pilot:
        assert "ei ole tässä holvissa" in await press(pilot, "o")


async def test_the_gate_is_asked_about_what_is_spoken_of(duo: Pair, small: SmallCase) -> None:
    """A consent for action items lets no message about a meeting out, and the other way round."""
    consent(duo.aino, small.case, duo.bo, "actions")
    writing = replace(HELLO, case_id=small.case, link=("meeting", small.meeting))
    assert writing.spoken_of == {"meetings"}
    draft = duo.aino.posting.keep_draft(replace(writing, to=(duo.bo_at_aino,)))
    async with on_stage(LetterScreen(draft), duo.aino) as pilot:
        assert "ei kata kaikkea" in (await press(pilot, "ctrl+s")).replace("\n", " ")
    assert duo.aino.messages.counts().sent == 0


async def test_a_message_without_a_basis_leads_on(duo: Pair, small: SmallCase) -> None:
    """Three ways: leave it, record the basis for that person and part, or a reason that stands."""
    writing = replace(HELLO, to=(duo.bo_at_aino,), case_id=small.case, link=("case", small.case))
    draft = duo.aino.posting.keep_draft(writing)
    async with on_stage(LetterScreen(draft), duo.aino) as pilot:
        shown = await press(pilot, "ctrl+s")
        assert "suostumus" in shown
        await press(pilot, "escape")
        assert duo.aino.messages.counts().sent == 0
        await press(pilot, "ctrl+s")
        shown = await press(pilot, "right", "enter")
        assert on_top(pilot) == "NewBasisScreen"
        assert "Bo Exempel" in shown
        await press(pilot, "escape")
        await press(pilot, "ctrl+s")
        await press(pilot, "right", "right", "enter")
        await press(pilot, *"vaara", "enter")
    assert duo.aino.messages.counts().sent == 1
    (line,) = duo.aino.disclosures.lines(0, 5, case_id=small.case)
    assert line.override == "vaara"


def third(folder: Path, *others: "Casebook") -> "Casebook":
    """Make somebody whom the others know, and who knows them."""
    made = new_office(folder / "c", "Cilla Testi", "C")
    for other in others:
        acquaint(other, made)
        acquaint(made, other)
    return made


async def test_parts_of_a_circle_are_changed_by_keys(duo: Pair, tmp_path: Path) -> None:
    """e: reads only; then what they try to write is refused in words; e again: leads."""
    cilla = third(tmp_path, duo.aino, duo.bo)
    known = duo.aino.cards.person_of(cilla.me.device_id)
    assert known is not None
    message = duo.aino.posting.send(replace(HELLO, to=(duo.bo_at_aino, known.id)))
    carry_items(duo.aino, cilla)
    async with on_stage(CircleScreen(message), duo.aino) as pilot:
        await press(pilot, "home")
        while not (row := pilot.app.screen.query_one("#members").current).name.startswith("Cil"):  # type: ignore[attr-defined]
            await press(pilot, "down")
        assert row.role == "writer"
        shown = await press(pilot, "e")
        assert "lukee" in shown
        thread = duo.aino.messages.line(message).thread_id
        answer = duo.aino.posting.answer(message)
        duo.aino.posting.send(replace(answer, text="Uusi piiri"))
        assert thread == answer.thread_id
    carry_items(duo.aino, cilla)
    reply = cilla.posting.keep_draft(replace(cilla.posting.answer(message), text="Ei käy"))
    async with on_stage(LetterScreen(reply), cilla) as pilot:
        assert "etkä kirjoita" in await press(pilot, "ctrl+s")
    async with on_stage(CircleScreen(message), cilla) as pilot:
        await press(pilot, "home", "e")
        assert "piirin vetäjä" in text_of(pilot) or "toinen vetäjä" in text_of(pilot)
    cilla.close()


async def test_who_has_no_card_is_named_at_the_message(duo: Pair, tmp_path: Path) -> None:
    """In the circle, unknown here: the message says so; with the card the next one goes there."""
    cilla = third(tmp_path, duo.aino)
    known = duo.aino.cards.person_of(cilla.me.device_id)
    assert known is not None
    first = duo.aino.posting.send(replace(HELLO, to=(duo.bo_at_aino, known.id)))
    carry_items(duo.aino, duo.bo)
    sent = duo.bo.posting.send(replace(duo.bo.posting.answer(first), text="Kiitos"))
    async with on_stage(ThreadScreen(sent), duo.bo) as pilot:
        assert "C.T.: ei ole saanut tätä" in text_of(pilot)
    acquaint(duo.bo, cilla)
    acquaint(cilla, duo.bo)
    again = duo.bo.posting.send(replace(duo.bo.posting.answer(first), text="Uudestaan"))
    async with on_stage(ThreadScreen(again), duo.bo) as pilot:
        assert text_of(pilot).count("ei ole saanut tätä") == 1
    carry_items(duo.bo, cilla)
    assert cilla.messages.count("in") == 1
    cilla.close()


async def test_a_find_in_a_message_opens_its_thread(duo: Pair) -> None:
    """F3, a word of the text, Enter, Enter."""
    duo.aino.posting.send(replace(HELLO, to=(duo.bo_at_aino,)))
    async with on_stage(MeetingsScreen(), duo.aino) as pilot:
        await press(pilot, "f3")
        await press(pilot, *"torstaina", "enter")
        await press(pilot, "enter")
        assert on_top(pilot) == "ThreadScreen"
        assert "Saat avaimet torstaina." in text_of(pilot)
