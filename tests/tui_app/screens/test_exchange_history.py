"""Exchange, History by keys, and the ways between the tabs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.casebook.casebook import Casebook
from storage.lines.messages import Writing
from storage.records.log import LogWhat
from tests.storage.casebook.exchanging import at, meet_in, two
from tests.tui_app.stage import app_of, on_stage, on_top, press, settled, text_of
from tui_app.screens.exchange_history import HistoryScreen
from tui_app.screens.messages import Open

Both = tuple[Casebook, Casebook]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    """Two people of two offices, and a folder."""
    aino, bo = two(tmp_path)
    (tmp_path / "stick").mkdir()
    yield aino, bo
    aino.close()
    bo.close()


async def test_the_history_tells_both_ways_and_is_filtered(both: Both, tmp_path: Path) -> None:
    """Masked until opened, which is logged; words of any cell filter; received follows written."""
    aino, bo = both
    aino.posting.send(Writing("Hei", "Moi", to=(at(aino, bo),)))
    meet_in(tmp_path / "stick", aino, bo, aino)
    async with on_stage(HistoryScreen(), aino) as pilot:
        shown = text_of(pilot)
        assert "B.E." in shown
        assert "Exempel" not in shown
        assert "perillä" in shown
        assert "viesti 1" in shown
        shown = await press(pilot, "slash", *"viesti", "enter")
        assert "viesti 1" in shown
        assert "tuli  " not in shown
        shown = await press(pilot, "slash", *" eitällaista")
        assert "viesti 1" not in shown
        await press(pilot, "escape", "enter")
        assert "Bo Exempel" in text_of(pilot)
    assert any(line.what == LogWhat.UNMASKED for line in aino.log.lines(0, 20))


async def test_tabs_lead_around_and_back_to_where_one_came_from(both: Both) -> None:
    """1 is the mode's own; from Today's stack the first tab is the mode, Esc goes back."""
    aino, _bo = both
    async with on_stage(None, aino) as pilot:
        app = app_of(pilot)
        await app.switch_mode("exchange")
        await settled(pilot)
        tabs = {"2": "HistoryScreen", "3": "ExchangeScreen", "1": "NowScreen"}
        for digit, screen in tabs.items():
            await press(pilot, digit)
            assert on_top(pilot) == screen
        await app.switch_mode("today")
        app.screen.post_message(Open("exchange", None, "conflicts"))
        await settled(pilot)
        assert on_top(pilot) == "ExchangeScreen"
        await press(pilot, "escape")
        assert app.current_mode == "today"
        assert on_top(pilot) == "TodayScreen"
        app.screen.post_message(Open("exchange", None, "conflicts"))
        await settled(pilot)
        await press(pilot, "1")
        assert app.current_mode == "exchange"
        assert on_top(pilot) == "NowScreen"
