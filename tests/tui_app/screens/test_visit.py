"""A visit by keys: from the lock screen to the client's side, and nowhere else."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from storage.casebook.casebook import Casebook
from tests.offices import SmallCase, new_office, reopen, small_case
from tests.statements import recorded
from tests.tui_app.stage import (
    PretendDoor,
    StillClock,
    app_of,
    on_top,
    press,
    settled,
    text_of,
)
from tui_app import app as app_module
from tui_app.app import NivelApp
from tui_app.process import LOCKED, QUIT
from tui_app.screens.messages import Open
from tui_app.settings import Settings

PIN = "2468"
SECRETS = ("Malli", "Esimerkki", "Testi", "Aino", "K-0001")
ANYWHERE = ("1", "2", "g", "c", "g", "t", "f3", "comma", "y", "a", "escape", "f2", "escape")


def office(folder: Path) -> tuple[SmallCase, list[bytes]]:
    """Make an office of three cases; return the first, and the others with their clients."""
    made = new_office(folder)
    small = small_case(made)
    at = dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)
    made.minutes.add_agreement(small.meeting, "Testi soittaa Kelaan", at)
    others = [made.cases.open_case("Muukalainen", f"Toinen{each}") for each in "ab"]
    for other in others:
        made.actions.add(other, "Muu tehtävä", due=dt.date(2026, 11, 24))
        made.drafts.keep(f"late/{other.hex()}/notes", "Muu luonnos")
    others += [made.cases.read(other).client_id for other in others]
    made.close()
    return small, others


@asynccontextmanager
async def on_visit(casebook: Casebook, label: str = "K-0001") -> AsyncIterator[Pilot[int]]:
    """Start the app for a visit, and open the casebook at the lock screen."""
    settings = Settings(language="fi")
    app = NivelApp(PretendDoor(casebook), settings, clock=StillClock(), visit=label)
    async with app.run_test(size=(80, 24)) as pilot:
        app.dress()
        await settled(pilot)
        await press(pilot, *PretendDoor.secret, "enter")
        yield pilot
    casebook.close()


def clock_of(pilot: Pilot[int]) -> StillClock:
    """Return the still clock."""
    clock = app_of(pilot).clock
    assert isinstance(clock, StillClock)
    return clock


@pytest.fixture
def visited(tmp_path: Path) -> Callable[[], Casebook]:
    """Make the office; answer with its casebook, opened anew."""
    office(tmp_path / "office")
    return lambda: reopen(tmp_path / "office")


async def test_the_client_sees_a_page_at_a_time(visited: Callable[[], Casebook]) -> None:
    """PIN, then agenda, agreements, steps: no name, number or menu; l changes our words."""
    async with on_visit(visited()) as pilot:
        words = await press(pilot, *PIN, "enter")
        assert on_top(pilot) == "ShownVisitScreen"
        assert "Mistä puhumme" in words
        assert "Asuminen" in words
        assert "(( näyttö jaettu ))" in words
        words += await press(pilot, "space")
        assert "T. soittaa Kelaan" in words
        words += await press(pilot, "space", "f2", "f4", "tab", "2", "g", "c")
        assert on_top(pilot) == "ShownVisitScreen"
        assert "Seuraavat askeleet" in words
        assert not any(secret in words for secret in SECRETS)
        assert "Nästa steg" in await press(pilot, "l")
        assert not pilot.app.screen.ALLOW_SELECT


async def test_what_is_said_is_written_down(visited: Callable[[], Casebook]) -> None:
    """The keys a and q take a line each; who and when are read from it; it is shown at once."""
    async with on_visit(visited()) as pilot:
        await press(pilot, *PIN, "enter")
        await press(pilot, "q", *"Saanko avaimet", "enter")
        words = await press(pilot, "a", *"Vuokra, 2.12.", "enter")
        assert "Saanko avaimet" in words
        assert "Vuokra (2.12.2026)" in words
        words = await press(pilot, "escape", *PIN, "enter")
        assert on_top(pilot) == "VisitScreen"
        assert "käynnissä" in words
        await press(pilot, "u")
        assert "Vuokra" not in text_of(pilot)
        await press(pilot, "x")
        assert app_of(pilot).return_code == QUIT
    after = visited()
    (held,) = after.meetings.of_case(after.visits.open("K-0001"))
    assert held.state == "held"
    after.close()


async def test_a_closed_lid_blanks_and_the_pin_brings_the_half_line_back(
    visited: Callable[[], Casebook],
) -> None:
    """After the lid, and after F8, the screen is empty; the PIN shows what was being typed."""
    async with on_visit(visited()) as pilot:
        await press(pilot, *PIN, "enter", "q", *"Puoli kys")
        app_of(pilot).beat()
        clock_of(pilot).sleep(600)
        app_of(pilot).beat()
        await settled(pilot)
        assert on_top(pilot) == "Privacy"
        assert "Puoli" not in text_of(pilot)
        assert "F9" in text_of(pilot)
        assert "Puoli kys" in await press(pilot, "f8", *PIN, "enter")
        await press(pilot, "f8", "f8")
        assert on_top(pilot) == "Privacy"
        assert "Puoli kys" in await press(pilot, *PIN, "enter")
        clock_of(pilot).sleep(1801)
        app_of(pilot).beat()
        assert app_of(pilot).blanked


async def test_a_closed_lid_would_lock_without_the_visits_rule(
    visited: Callable[[], Casebook],
) -> None:
    """Negative control: with the rule of other sittings the process ends at once."""
    async with on_visit(visited()) as pilot:
        await press(pilot, *PIN, "enter")
        app_of(pilot).idle.lid_blanks = False
        app_of(pilot).beat()
        clock_of(pilot).sleep(60)
        app_of(pilot).beat()
        assert app_of(pilot).blanked


async def test_a_forgotten_pin_is_no_loss(visited: Callable[[], Casebook]) -> None:
    """Three wrong ones lock; the passphrase opens the same visit, and the half line is back."""
    async with on_visit(visited()) as pilot:
        await press(pilot, *PIN, "enter", "a", *"Puoli sop", "escape", "escape")
        for _wrong in range(3):
            await pilot.press(*"1111", "enter")
        await settled(pilot)
        assert app_of(pilot).return_code == LOCKED
    async with on_visit(visited()) as pilot:
        words = await press(pilot, *"9999", "enter")
        assert on_top(pilot) == "ShownVisitScreen"
        assert "Puoli sop" in words


async def test_without_a_pin_nothing_is_shown(visited: Callable[[], Casebook]) -> None:
    """Esc at the PIN leaves the worker's side, where five minutes lock; a wrong number says so."""
    async with on_visit(visited()) as pilot:
        words = await press(pilot, "escape")
        assert on_top(pilot) == "VisitScreen"
        assert "K-0001 M.E." in words
        assert not app_of(pilot).idle.sitting
    async with on_visit(visited(), "K-0099") as pilot:
        assert "K-0099" in text_of(pilot)
        assert on_top(pilot) == "VisitScreen"


async def whole(casebook: Casebook, folder: Path) -> None:
    """Press through a visit whole, and try to get out of it."""
    async with on_visit(casebook) as pilot:
        await press(pilot, *PIN, "enter", "q", *"Saanko avaimet", "enter", *ANYWHERE[:6])
        await press(pilot, "escape", *PIN, "enter", *ANYWHERE)
        app_of(pilot).beat()
        for kind in ("cases", "search", "today", "previous", "settings"):
            pilot.app.post_message(Open(kind))
            await settled(pilot)
            assert on_top(pilot) in {"VisitScreen", "CasesScreen"}
        if on_top(pilot) == "VisitScreen":
            await press(pilot, "h")
            assert on_top(pilot) == "VisitPaperScreen"
            pilot.app.screen.query_one("#folder", Input).value = str(folder)
            assert "Kirjoitettu" in await press(pilot, "ctrl+s")
            await press(pilot, "escape", "escape", "l", "g", "c", "escape")


async def test_no_statement_of_the_app_names_another_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the lock screen to the end, every key tried: only one case in statements and rows."""
    small, others = office(tmp_path / "office")
    with recorded(monkeypatch) as kept:
        await whole(reopen(tmp_path / "office"), tmp_path)
    assert kept.naming((small.case,), ())
    assert kept.naming(others, ("Muukalainen", "Toinen", "Muu ", "K-0002")) == []


async def test_another_case_would_be_read_without_the_two_controls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: neither narrowed nor kept on the visit, the list of cases is read."""
    _small, others = office(tmp_path / "office")
    monkeypatch.setattr(Casebook, "narrow", lambda _self: None)
    monkeypatch.setattr(app_module, "ON_A_VISIT", frozenset({"cases"}))
    with recorded(monkeypatch) as kept:
        await whole(reopen(tmp_path / "office"), tmp_path)
    assert kept.naming(others, ())
