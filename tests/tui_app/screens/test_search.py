"""The search by keys: as one types, masked until opened, and it says what it left out."""

import datetime as dt
from typing import TYPE_CHECKING

from storage.errors import Stopped
from storage.lines.search import Answer, Hit
from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.case_network import CaseNetworkScreen
from tui_app.screens.cases import CasesScreen
from tui_app.screens.search import SearchScreen

if TYPE_CHECKING:
    import pytest

    from storage.casebook.casebook import Casebook


async def test_a_find_is_masked_until_opened(casebook: "Casebook", small: SmallCase) -> None:
    """The row says in which case and what it is; F4 shows the words, Enter opens the place."""
    async with on_stage(CasesScreen(), casebook) as pilot:
        await pilot.press("f3")
        await settled(pilot)
        await pilot.press(*"lähellä")
        await settled(pilot)
        assert "K-0001   verkoston jäsen" in text_of(pilot)
        assert "asuu" not in text_of(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert "asuu lähellä" in text_of(pilot)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CaseNetworkScreen)


async def test_an_answer_that_is_not_whole_says_so(
    casebook: "Casebook", monkeypatch: "pytest.MonkeyPatch"
) -> None:
    """Partial answers and more finds than shown are told in words."""
    hit = Hit(bytes(16), "case", bytes(16), "K-0001", None, "x", "x", dt.date(2026, 11, 24))
    answer = Answer("ab", (hit,), more=True, partial=True)
    monkeypatch.setattr(casebook.search, "find", lambda words: answer)
    async with on_stage(SearchScreen(), casebook) as pilot:
        await pilot.press(*"ab")
        await settled(pilot)
        assert "1 löytö. F4 näyttää tekstit, Enter avaa. Vain" in text_of(pilot)


async def test_an_old_answer_never_covers_a_new_one(casebook: "Casebook", small: SmallCase) -> None:
    """When the words have changed, a late answer to the old ones is not shown."""
    async with on_stage(SearchScreen(), casebook) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        await pilot.press(*"lähellä")
        await settled(pilot)
        screen._found("läh", Answer("läh", (), more=False, partial=False))
        assert screen.hits.count == 1


async def test_nothing_typed_finds_nothing(casebook: "Casebook", small: SmallCase) -> None:
    """Taking the words away empties the list."""
    async with on_stage(SearchScreen(), casebook) as pilot:
        await pilot.press(*"äiti", *["backspace"] * 4)
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        assert screen.hits.count == 0


async def test_the_next_key_stops_the_search_before_it(
    casebook: "Casebook", small: SmallCase, monkeypatch: "pytest.MonkeyPatch"
) -> None:
    """A search that was stopped says nothing; the newest words are answered."""
    stops: list[int] = []
    find = casebook.search.find

    def found(words: str) -> Answer:
        if words == "läh":
            raise Stopped
        return find(words)

    monkeypatch.setattr(casebook.search, "stop", lambda: stops.append(1))
    monkeypatch.setattr(casebook.search, "find", found)
    async with on_stage(SearchScreen(), casebook) as pilot:
        await pilot.press(*"lähellä")
        await settled(pilot)
        assert len(stops) >= len("lähellä")
        assert "verkoston jäsen" in text_of(pilot)
        assert "!" not in text_of(pilot).splitlines()[22]
