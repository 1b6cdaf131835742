"""The map for others: two days compared, the client's own view behind a PIN, files."""

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from storage.casebook import maps
from tests.offices import SmallCase
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.dialogs.shown_map import ShownMap
from tui_app.screens.case_network import CaseNetworkScreen
from tui_app.screens.network_out import NetworkOutScreen
from tui_app.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook
    from storage.lines.network import TieLine

PIN = "2468"
NAMES = re.compile("Aino|Keksitty|Testi|Malli|Esimerkki|K-0001|M\\.E\\.|A\\.K\\.")


def tie_of(casebook: "Casebook", small: SmallCase, person: bytes) -> "TieLine":
    """Return somebody's tie."""
    return next(o for o in casebook.network.lines(small.case) if o.person_id == person)


@pytest.fixture
def told(casebook: "Casebook", small: SmallCase) -> SmallCase:
    """Make the mother's tie strong, since a day; the worker's weak and in conflict."""
    mother, worker = (tie_of(casebook, small, who).id for who in (small.mother, small.worker))
    casebook.network.edit(mother, strength="strong", since=dt.date(2026, 10, 7))
    casebook.network.edit(worker, strength="weak", conflict=True)
    return small


async def shown(pilot: "Pilot[int]") -> str:
    """Set the PIN and show the client their map."""
    await pilot.press("s")
    await settled(pilot)
    await pilot.press(*PIN, "enter")
    await settled(pilot)
    assert isinstance(pilot.app.screen, ShownMap)
    return text_of(pilot)


async def test_two_days_are_compared(casebook: "Casebook", told: SmallCase) -> None:
    """Who came since, who was there all along, and what that rests on."""
    async with on_stage(CaseNetworkScreen(told.case), casebook) as pilot:
        await pilot.press("c")
        await settled(pilot)
        await pilot.press(*"2.9.2026", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        words = " ".join(text_of(pilot).split())
        assert "Verkosto 2.9.2026 ja 24.11.2026" in words
        assert "Tuli mukaan: 1" in words
        assert "A.K., äiti (7.10.2026–)" in words
        assert "Mukana molempina päivinä: 1" in words
        assert "Näistä 1 on ilman alkupäivää" in words
        assert "Keksitty" not in words
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CaseNetworkScreen)


async def test_the_client_sees_roles_and_nothing_else(
    casebook: "Casebook", told: SmallCase
) -> None:
    """No name, number, menu, footer or judgement; what the client has said is there."""
    async with on_stage(CaseNetworkScreen(told.case), casebook) as pilot:
        words = await shown(pilot)
        assert "äiti" in words
        assert "[ Sinä ]" in words
        assert "(( näyttö jaettu ))" in words
        assert not NAMES.search(words)
        assert "===" not in words.split("[ Sinä ]")[0]
        assert "--(x)" not in words
        assert "F2" not in words
        await pilot.press("f4", "f2", "space")
        await settled(pilot)
        words = text_of(pilot)
        assert isinstance(pilot.app.screen, ShownMap)
        assert "äiti, läheinen" in words
        assert not NAMES.search(words)
    casebook.network.edit(tie_of(casebook, told, told.mother).id, said_by_client=True)
    async with on_stage(CaseNetworkScreen(told.case), casebook) as pilot:
        await shown(pilot)
        await pilot.press("space")
        assert "äiti, läheinen, vahva" in text_of(pilot)


async def test_names_would_show_without_the_clients_view(
    casebook: "Casebook", told: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: with the view taken away, the names stand on the shared screen."""
    monkeypatch.setattr(maps, "for_client", lambda line, _stems: line)
    async with on_stage(CaseNetworkScreen(told.case), casebook) as pilot:
        assert NAMES.search(await shown(pilot))


async def test_only_the_pin_brings_one_back(casebook: "Casebook", told: SmallCase) -> None:
    """Esc asks for the PIN; a wrong one stays, the right one goes back and ends the sitting."""
    async with on_stage(CaseNetworkScreen(told.case), casebook) as pilot:
        await shown(pilot)
        assert app_of(pilot).sitting_pin == PIN
        await pilot.press("escape", *"0000", "enter")
        await settled(pilot)
        assert pilot.app.screen.query_one("#leaving-pin", Input).value == ""
        await pilot.press("escape", "escape", *PIN, "enter")
        await settled(pilot)
        assert "Verkosto" in text_of(pilot)
        assert not app_of(pilot).sitting_pin


async def test_three_wrong_pins_lock(
    casebook: "Casebook", told: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever does not know the PIN is before the lock screen."""
    async with on_stage(CaseNetworkScreen(told.case), casebook) as pilot:
        locked: list[bool] = []
        monkeypatch.setattr(app_of(pilot), "lock", lambda: locked.append(True))
        await shown(pilot)
        await pilot.press("escape")
        for _wrong in range(3):
            await pilot.press(*"1111", "enter")
        await settled(pilot)
        assert locked == [True]


async def test_showing_stands_in_the_disclosure_log(casebook: "Casebook", told: SmallCase) -> None:
    """The log says that the map was shown to the client."""
    async with on_stage(CaseNetworkScreen(told.case), casebook) as pilot:
        await shown(pilot)
    (line,) = casebook.disclosures.lines(0, 9, case_id=told.case)
    assert (line.way, line.what) == ("view", "network screen client")


async def test_p_gives_the_map_out(casebook: "Casebook", told: SmallCase, tmp_path: "Path") -> None:
    """The preview tells what the file holds; Ctrl+S writes it, row 23 says where."""
    (tmp_path / "out").mkdir()
    async with on_stage(CaseNetworkScreen(told.case), casebook) as pilot:
        await pilot.press("p")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NetworkOutScreen)
        words = text_of(pilot)
        assert "Vain roolit, ei nimiä" in words
        assert "asiakas" in words
        pilot.app.screen.query_one("#folder", Input).value = str(tmp_path / "out")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["verkostokartta.pdf"]
        assert "Kirjoitettu:" in text_of(pilot)


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_the_shown_map_speaks_other_languages(
    casebook: "Casebook", told: SmallCase, language: str
) -> None:
    """Nothing is cut off in another language."""
    settings = Settings(language=language)
    async with on_stage(CaseNetworkScreen(told.case), casebook, settings=settings) as pilot:
        words = await shown(pilot)
        assert "~" not in words
        assert {"sv": "[ Du ]", "en": "[ You ]"}[language] in words
