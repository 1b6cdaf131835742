"""A circle of three by keys: who is missing is said, files are saved, people let in and out."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from storage.lines.messages import Writing
from tests.offices import new_office
from tests.storage.casebook.correspondents import Pair, acquaint
from tests.storage.casebook.exchanging import meet_in
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.circle import CircleScreen
from tui_app.screens.reply import ReplyScreen
from tui_app.screens.thread import ThreadScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

UNTIL = dt.datetime(2026, 12, 24, 12, tzinfo=dt.UTC)


class Three(NamedTuple):
    """Aino leads; Bo has a message of hers with a file; Olli is known to Aino alone."""

    aino: "Casebook"
    bo: "Casebook"
    olli: "Casebook"
    olli_at_aino: bytes
    message: bytes


@pytest.fixture
def three(duo: Pair, tmp_path: Path) -> Iterator[Three]:
    """Lend the three; what was written has come."""
    olli = new_office(tmp_path / "o", "Olli Olematon", "O")
    acquaint(olli, duo.aino)
    olli_at_aino = acquaint(duo.aino, olli)
    (tmp_path / "liite.txt").write_text("Liitteen sisältö", encoding="utf-8")
    begun = Writing("Kokous", "Liitteenä ohje", to=(duo.bo_at_aino, olli_at_aino))
    message = duo.aino.posting.send(replace(begun, files=(tmp_path / "liite.txt",), expires=UNTIL))
    meet_in(tmp_path / "stick", duo.aino, duo.bo, olli)
    yield Three(duo.aino, duo.bo, olli, olli_at_aino, message)
    olli.close()


async def test_who_cannot_get_it_is_said_before_and_after_sending(three: Three) -> None:
    """The form of the answer names Olli before Ctrl+S, the thread afterwards; F4 in full."""
    async with on_stage(ReplyScreen(three.message), three.bo) as pilot:
        assert "! O.O. ei saa tätä vielä" in " ".join(text_of(pilot).split())
        await pilot.press("f4")
        await settled(pilot)
        assert "! Olli Olematon ei saa" in " ".join(text_of(pilot).split())
        await pilot.press(*"Kiitos", "ctrl+s")
        await settled(pilot)
    async with on_stage(ThreadScreen(three.message), three.bo) as pilot:
        shown = " ".join(text_of(pilot).split())
        assert "O.O.: ei ole saanut tätä" in shown
        assert "hän saa tämänkin" in shown


async def test_a_file_is_saved_and_a_message_held_by_keys(three: Three, tmp_path: Path) -> None:
    """S and the folder write the file there, whole; h holds the message, which then is not erased.

    The same key lets it go again, and then x erases it.
    """
    saved = tmp_path / "saved"
    saved.mkdir()
    async with on_stage(ThreadScreen(three.message), three.bo) as pilot:
        assert "~ liite.txt, TXT, 1 kt" in text_of(pilot)
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("ctrl+u", *str(saved), "enter")
        await settled(pilot)
        assert "Tallennettu: liite.txt" in text_of(pilot)
        assert (saved / "liite.txt").read_text(encoding="utf-8") == "Liitteen sisältö"
        await pilot.press("h")
        await settled(pilot)
        assert three.bo.messages.line(three.message).is_held
        assert "säilytetään" in text_of(pilot)
        await pilot.press("x")
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert three.bo.messages.line(three.message).box == "in"
        await pilot.press("h")
        await settled(pilot)
        assert not three.bo.messages.line(three.message).is_held
        await pilot.press("x")
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
    assert three.bo.messages.line(three.message).box == "gone"


async def test_people_are_let_out_and_in_by_keys(three: Three) -> None:
    """X on Olli, yes; n and his name: the signed list says each, and what it means stands there."""
    root = three.olli.cards.own_root()
    async with on_stage(CircleScreen(three.message), three.aino) as pilot:
        assert "O.O." in text_of(pilot)
        members = three.aino.messages.circle(three.message)
        for _down in range([one.root for one in members].index(root)):
            await pilot.press("down")
        await pilot.press("x")
        await settled(pilot)
        assert "Hänelle jää se, mitä hän on jo saanut." in " ".join(text_of(pilot).split())
        await pilot.press("right", "enter")
        await settled(pilot)
        assert root not in _roots(three)
        assert "lähtenyt piiristä" in text_of(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"olli", "enter")
        await settled(pilot)
        assert root in _roots(three)
        assert "lähtenyt piiristä" not in text_of(pilot)


def _roots(three: Three) -> set[bytes]:
    """Return who is in the circle now, as the next message would name them."""
    people = three.aino.posting.people_of(three.aino.posting.answer(three.message))
    return {one.root for one in people}
