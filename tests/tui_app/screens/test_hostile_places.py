"""Every place of the program opens on hostile texts as long as they may be, masked and with names.

Cleaning on the way in is off (``hostile_records``). A place added to the registry is opened too.
"""

import inspect
from typing import TYPE_CHECKING, Any

import pytest
from textual.worker import WorkerFailed

from storage.casebook import entrance
from storage.rules import network_labels
from storage.rules.clean import clean_line, is_clean
from tests.hostile_records import add_all
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.registry import MODES, PLACES, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storage.casebook.casebook import Casebook

# What a place is called with, where it is not the id of the kind it is named after or a case's.
OF = {"tie-itself": "tie"}
NOT_OPEN_YET = {"first-run", "joining", "joined", "recovery"}
# Opened on what only their desks make, or on a conflict.
MADE_ELSEWHERE = {"partner", "correspondent", "comparing", "thread", "message", "circle", "reply",
                  "letter", "conflict", "letter-about"}  # fmt: skip


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory,
) -> "Iterator[tuple[Casebook, dict[str, bytes]]]":
    """Lend a hostile vault and the ids of its records."""
    folder = tmp_path_factory.mktemp("hostile") / "a"
    casebook, _sheet = entrance.create(
        folder, "Testi Testinen", "K", PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS
    )
    yield casebook, add_all(casebook)
    casebook.close()


def _called_with(place: str, made: dict[str, bytes]) -> list[bytes]:
    maker: Any = load(PLACES[place])
    wanted = [
        one for one in inspect.signature(maker).parameters.values() if one.default is one.empty
    ]
    kind = OF.get(place, place.partition(".")[0])
    return [made.get(kind, made["case"]) for _one in wanted]


async def _walked(casebook: "Casebook", ways: "Iterable[tuple[str, list[bytes]]]") -> None:
    """Open one after another, each as it is and again after F4 (names shown, or masked again)."""
    async with on_stage(None, casebook) as pilot:
        for screen, given in ways:
            await pilot.app.push_screen(load(screen)(*given))
            await settled(pilot)
            assert is_clean(text_of(pilot)), screen
            await pilot.press("f4")
            await settled(pilot)
            assert is_clean(text_of(pilot)), screen
            await pilot.app.pop_screen()


async def test_every_place_opens(office: "tuple[Casebook, dict[str, bytes]]") -> None:
    """Nothing falls over and nothing but text is drawn, whatever the texts are."""
    casebook, made = office
    ways: list[tuple[str, list[bytes]]] = [(mode.screen, []) for mode in MODES]
    ways += [
        (screen, _called_with(place, made))
        for place, screen in PLACES.items()
        if place not in NOT_OPEN_YET | MADE_ELSEWHERE
    ]
    await _walked(casebook, ways)


async def test_a_place_that_falls_over_is_seen(
    office: "tuple[Casebook, dict[str, bytes]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the map's labels once refused a name and a role longer than a line."""
    casebook, made = office
    monkeypatch.setattr(network_labels, "_short", lambda text: clean_line(text, 400))
    with pytest.raises(WorkerFailed):
        await _walked(casebook, [(PLACES["case.network"], [made["case"]])])
