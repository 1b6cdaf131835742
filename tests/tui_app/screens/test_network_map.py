"""The network as a map: ``v``, the arrows, masked labels, who is not drawn, and the protected."""

from typing import TYPE_CHECKING

import pytest

from storage.casebook import gate
from tests.offices import SmallCase
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.screens.case_network import CaseNetworkScreen
from tui_app.screens.tie import TieScreen
from tui_app.screens.tie_itself import TieItselfScreen
from tui_app.settings import Settings
from tui_app.widgets.glyphs import use_glyphs
from tui_app.widgets.network_map import NetworkMapView
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook

MAP = Settings(language="fi", network="map")
ROLES = ("sisko", "velkaneuvoja", "ohjaaja", "päihdetyöntekijä")
SECTORS = ("close", "peer", "ngo", "county", "state", "prison", "health", "housing")


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: "Path", monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what ``v`` remembers away from this machine's own settings."""
    monkeypatch.setenv("NIVEL_CONFIG", str(tmp_path / "config"))


def widen(casebook: "Casebook", small: SmallCase, count: int) -> None:
    """Bring the network to ``count`` actors."""
    with casebook.change("network.add"):
        for place in range(count - len(casebook.network.lines(small.case))):
            casebook.network.add_private(
                small.case,
                f"Aino{place}",
                "Keksitty",
                sector=SECTORS[place % 8],
                role=ROLES[place % 4],
                strength=("strong", "normal", "weak", "unknown")[place % 4],
                conflict=place % 7 == 1,
            )


def picked(pilot: "Pilot[int]") -> str:
    """Return what stands in the rule that names the one in hand."""
    rows = text_of(pilot).splitlines()
    return next(row for row in reversed(rows[:-2]) if row.startswith("- "))


async def test_v_shows_the_map_and_is_remembered(casebook: "Casebook", small: SmallCase) -> None:
    """The client stands in the middle, the others around, masked; ``v`` again brings the list."""
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        assert "[ M.E. ]" not in text_of(pilot)
        await pilot.press("v")
        await settled(pilot)
        shown = text_of(pilot)
        assert "[ M.E. ]" in shown
        assert "äiti A.K." in shown
        assert "omatyöntekijä T.T." in shown
        assert "Keksitty" not in shown
        assert app_of(pilot).settings.network == "map"
        await pilot.press("v")
        await settled(pilot)
        assert "[ M.E. ]" not in text_of(pilot)
    async with on_stage(CaseNetworkScreen(small.case), casebook, settings=MAP) as pilot:
        assert "[ M.E. ]" in text_of(pilot)


async def test_the_arrows_walk_and_enter_opens(casebook: "Casebook", small: SmallCase) -> None:
    """``>`` goes from one to the next, the words below follow; Enter, ``e`` and ``t`` open."""
    async with on_stage(CaseNetworkScreen(small.case), casebook, settings=MAP) as pilot:
        assert ">äiti A.K." in text_of(pilot)
        assert "A.K., ÄITI" in picked(pilot)
        assert "miksi mukana: asuu lähellä" in text_of(pilot)
        await pilot.press("down")
        await settled(pilot)
        assert ">omatyöntekijä T.T." in text_of(pilot)
        assert "T.T." in picked(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TieScreen)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("t")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TieItselfScreen)


async def test_the_terminals_cursor_stands_on_the_label(
    casebook: "Casebook", small: SmallCase
) -> None:
    """A screen reader or a braille line finds the one in hand."""
    async with on_stage(CaseNetworkScreen(small.case), casebook, settings=MAP) as pilot:
        await pilot.press("down")
        await settled(pilot)
        x, y = pilot.app.cursor_position
        assert text_of(pilot).splitlines()[y][x:].startswith(">omatyöntekijä")


async def test_list_and_map_keep_to_the_same_actor(casebook: "Casebook", small: SmallCase) -> None:
    """Whoever is in hand on the one is in hand on the other."""
    async with on_stage(CaseNetworkScreen(small.case), casebook, settings=MAP) as pilot:
        await pilot.press("down", "v")
        await settled(pilot)
        row = next(row for row in text_of(pilot).splitlines() if row.startswith(">"))
        assert "T.T." in row
        await pilot.press("home")
        await settled(pilot)
        before = picked(pilot)
        await pilot.press("v")
        await settled(pilot)
        assert picked(pilot) == before


async def test_names_show_while_f4_lasts(casebook: "Casebook", small: SmallCase) -> None:
    """F4 writes the names into the map, and takes them out again."""
    async with on_stage(CaseNetworkScreen(small.case), casebook, settings=MAP) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        assert "Aino Keksitty" in text_of(pilot)
        assert "[ Malli Esimerkki ]" in text_of(pilot)
        app_of(pilot)._show_names(shown=False)
        await settled(pilot)
        assert "Keksitty" not in text_of(pilot)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("glyphs", ["ascii", "box"])
async def test_twenty_people_at_80x24(
    casebook: "Casebook", small: SmallCase, language: str, glyphs: str
) -> None:
    """All twenty are drawn, in every language and with either set of glyphs; none is counted."""
    widen(casebook, small, 20)
    use_glyphs(glyphs)
    settings = Settings(language=language, glyphs=glyphs, network="map")
    async with on_stage(CaseNetworkScreen(small.case), casebook, settings=settings) as pilot:
        found = pilot.app.screen.query_one(NetworkMapView).found
        assert len(found.placed) == 20
        assert not found.undrawn
        shown = text_of(pilot)
        assert shown.count("A.K.") >= 19  # the mother and eighteen others, and the rule
        assert "~" not in shown
    use_glyphs("ascii")


@pytest.mark.parametrize("people", [60, 500])
async def test_beyond_twenty_the_others_are_counted(
    casebook: "Casebook", small: SmallCase, people: int
) -> None:
    """The map says how many of which kind it leaves out, and that the list has everybody."""
    widen(casebook, small, people)
    async with on_stage(CaseNetworkScreen(small.case), casebook, settings=MAP) as pilot:
        shown = text_of(pilot)
        view = pilot.app.screen.query_one(NetworkMapView)
        left = sum(count for _sector, count in view.found.undrawn)
        assert left + len(view.found.placed) == people
        assert f"Kartalta puuttuu {left} (läheinen" in shown
        assert "Luettelossa ovat kaikki." in shown
        await pilot.press("v", "end")
        await settled(pilot)
        assert pilot.app.screen.query_one("#ties", RecordList).count == people


async def test_a_network_of_nobody(casebook: "Casebook") -> None:
    """The client alone stands there; opening says that there is no row to choose."""
    case = casebook.cases.open_case("Yksin", "Esimerkki")
    async with on_stage(CaseNetworkScreen(case), casebook, settings=MAP) as pilot:
        assert "[ Y.E. ]" in text_of(pilot)
        assert "Ei vielä ketään. Paina n" in text_of(pilot)
        await pilot.press("down", "e")
        await settled(pilot)
        assert "Tässä ei ole riviä, jonka voisi valita." in text_of(pilot)


async def test_a_protected_person_is_not_drawn(
    casebook: "Casebook", small: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither drawn nor counted, and nothing says why; without the gate's answer she would be."""
    casebook.bases.protect(small.case, small.mother, kind="address")
    async with on_stage(CaseNetworkScreen(small.case), casebook, settings=MAP) as pilot:
        shown = text_of(pilot)
        assert "äiti" not in shown.lower()
        assert "puuttuu 1" not in shown
    monkeypatch.setattr(gate.Gate, "shielded", lambda *_args: frozenset())
    async with on_stage(CaseNetworkScreen(small.case), casebook, settings=MAP) as pilot:
        assert "äiti A.K." in text_of(pilot)
