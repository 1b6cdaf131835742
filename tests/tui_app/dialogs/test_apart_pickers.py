"""Every picker of a recipient asks people of one name apart, in whatever order of words."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.exchange.card import seal_card
from storage.journal.clock import system_ms
from tests.offices import new_office, small_case
from tests.storage.exchange.made_cards import Someone
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.dialogs import apart
from tui_app.dialogs.apart import ApartPicker
from tui_app.dialogs.correspondent_picker import CorrespondentPicker
from tui_app.dialogs.receiver_picker import ReceiverPicker
from tui_app.screens.screen import NivelScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tui_app.dialogs.choose import Chosen

Make = Callable[[NivelScreen, bytes], ApartPicker]


@pytest.fixture
def casebook(tmp_path: Path) -> "Iterator[Casebook]":
    """Open an office in which two people have sent a card under nearly the same name."""
    book = new_office(tmp_path / "vault")
    for one, place in (
        (Someone("Malli Keksijä"), "Keksilä"),
        (Someone("Keksija, Malli"), "Mallila"),
    ):
        card = one.card(issued=system_ms())._replace(organisation=place)
        book.cards.accept(seal_card(card, one.signer()))
    yield book
    book.close()


def correspondents(screen: NivelScreen, _case: bytes) -> ApartPicker:
    """Return the picker of messages and shares."""
    return CorrespondentPicker("Who?", screen.looker(screen.casebook.cards.pick))


def receivers(screen: NivelScreen, case: bytes) -> ApartPicker:
    """Return the picker of what is given out."""
    pick = screen.casebook.receivers.pick
    return ReceiverPicker("Who?", screen.looker(lambda words, n: pick(case, words, n)), names=True)


@pytest.mark.parametrize("make", [correspondents, receivers])
async def test_two_of_one_name_are_asked_apart(casebook: "Casebook", make: Make) -> None:
    """Enter asks which one, by organisation; the second Enter chooses; Esc goes back to all."""
    case = small_case(casebook).case
    mallila = next(line.id for line in casebook.cards.lines() if line.organisation == "Mallila")
    answers: list[Chosen | None] = []
    async with on_stage(NivelScreen(), casebook) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, NivelScreen)
        pilot.app.push_screen(make(screen, case), answers.append)
        await settled(pilot)
        await pilot.press(*"keksij")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert answers == []
        assert "on usealla henkilöllä" in text_of(pilot)
        rows = [row for row in text_of(pilot).splitlines() if "Keksilä" in row or "Mallila" in row]
        assert len(rows) == 2
        await pilot.press("escape")
        await settled(pilot)
        assert "Who?" in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("down" if "Mallila" in rows[1] else "up", "enter")
        await settled(pilot)
    (answer,) = answers
    assert answer is not None
    assert answer.key in {mallila, f"correspondent:{mallila.hex()}".encode()}


@pytest.mark.parametrize("make", [correspondents, receivers])
async def test_without_the_control_the_first_is_taken(
    casebook: "Casebook", make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a picker that sees nobody alike takes whoever stands first."""
    case = small_case(casebook).case
    for kind in (apart.ApartPicker, ReceiverPicker):
        monkeypatch.setattr(kind, "is_alike", lambda *_any: False)
    answers: list[Chosen | None] = []
    async with on_stage(NivelScreen(), casebook) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, NivelScreen)
        pilot.app.push_screen(make(screen, case), answers.append)
        await settled(pilot)
        await pilot.press(*"keksij")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
    assert len(answers) == 1
