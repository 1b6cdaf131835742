"""Cases by keys: pages of a large office, whose cases are shown, and the words under the list."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.case import CaseScreen
from tui_app.screens.cases import CasesScreen

if TYPE_CHECKING:
    import pytest

    from storage.casebook.casebook import Casebook


async def test_a_row_says_number_phase_release_and_what_is_open(
    casebook: "Casebook", small: SmallCase
) -> None:
    """One row has the number, initials, phase, date, days to go, action items, next meeting."""
    casebook.actions.add(small.case, "Soita", due=dt.date(2026, 11, 25))
    casebook.meetings.edit(small.meeting, starts=dt.datetime(2099, 1, 5, 9, 30), ends=None)  # noqa: DTZ001 — a wall time
    async with on_stage(CasesScreen(), casebook) as pilot:
        row = text_of(pilot).splitlines()[3]
        for part in ("K-0001", "M.E.", "vankila", "to 3.12.", "9 pv", " 1 ", "5.1."):
            assert part in row


async def test_enter_opens_and_escape_comes_back_to_the_row(
    casebook: "Casebook", small: SmallCase
) -> None:
    """The cursor stands on the same case after Back."""
    casebook.cases.open_case("Testi", "Testinen")
    async with on_stage(CasesScreen(), casebook) as pilot:
        await pilot.press("down", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CaseScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert text_of(pilot).splitlines()[4].startswith(">")


async def test_own_and_closed_are_chosen_by_letters(casebook: "Casebook", small: SmallCase) -> None:
    """``c`` shows closed cases too, ``o`` those of others; the head says which."""
    casebook.cases.close(small.case, "muutti")
    async with on_stage(CasesScreen(), casebook) as pilot:
        assert "K-0001" not in text_of(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert "K-0001" in text_of(pilot)
        assert "omat, myös päätetyt" in text_of(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert "kaikki, myös päätetyt" in text_of(pilot)


async def test_the_row_in_hand_is_told_in_words(casebook: "Casebook", small: SmallCase) -> None:
    """Under the list stand phase, prison and what services do on the day."""
    casebook.cases.tell_release(small.case, day=dt.date(2026, 12, 6))
    async with on_stage(CasesScreen(), casebook) as pilot:
        assert "Keksilän vankila" in text_of(pilot)
        assert "palvelut ovat kiinni" in text_of(pilot)


async def test_f4_gives_names_room(casebook: "Casebook", small: SmallCase) -> None:
    """A long name is shown whole with F4, and masked before."""
    casebook.cases.open_case("Anna-Kaisa Kyllikki", "Keksitty-Esimerkkilä")
    async with on_stage(CasesScreen(), casebook) as pilot:
        assert "Keksitty-" not in text_of(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert "Anna-Kaisa Kyllikki Keksitty-Esimerkkilä" in text_of(pilot)


async def test_a_filter_finds_by_name_without_showing_it(
    casebook: "Casebook", small: SmallCase
) -> None:
    """``/`` and a part of the name leave one row, still masked."""
    casebook.cases.open_case("Testi", "Testinen")
    async with on_stage(CasesScreen(), casebook) as pilot:
        await pilot.press("slash", *"esimerk", "enter")
        await settled(pilot)
        assert "K-0001" in text_of(pilot)
        assert "K-0002" not in text_of(pilot)


async def test_a_list_never_reads_more_than_pages(
    casebook: "Casebook", monkeypatch: "pytest.MonkeyPatch"
) -> None:
    """Of 130 cases only pages of 100 are read, one at the top and one at the end."""
    for number in range(130):
        casebook.cases.open_case("Testi", f"Testinen{number}")
    asked: list[tuple[int, int]] = []
    lines = casebook.cases.lines

    def counted(offset: int = 0, limit: int = 100, **shown: bool) -> object:
        asked.append((offset, limit))
        return lines(offset, limit, **shown)

    monkeypatch.setattr(casebook.cases, "lines", counted)
    async with on_stage(CasesScreen(), casebook) as pilot:
        await pilot.press("end")
        await settled(pilot)
        assert "K-0130" in text_of(pilot)
    assert asked == [(0, 100), (100, 100)]
