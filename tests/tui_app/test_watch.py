"""Blanking, locking, sittings, peeking, by a clock that moves when told ("Keys", T2, T5)."""

from typing import Any

import pytest
from textual.pilot import Pilot

from storage.lines.change import Undoable
from tests.tui_app.recording import recorded
from tests.tui_app.screens.test_screen import PretendCasebook, SmallScreen
from tests.tui_app.stage import PretendDoor, StillClock, app_of, on_stage, settled, text_of
from tui_app.app import NivelApp
from tui_app.dialogs.confirm import Confirm
from tui_app.process import LOCKED, QUIT, SUSPENDED
from tui_app.screens.privacy import Privacy
from tui_app.settings import Settings
from tui_app.terminal.idle import Due, IdleWatch


def clock_of(pilot: Pilot[int]) -> StillClock:
    """Return the still clock."""
    clock = app_of(pilot).clock
    assert isinstance(clock, StillClock)
    return clock


async def test_five_quiet_minutes_lock() -> None:
    """At 299 s nothing happens, at 301 s the app ends with the locked code."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        clock_of(pilot).pass_by(299)
        app_of(pilot).beat()
        assert not app_of(pilot).blanked
        clock_of(pilot).pass_by(2)
        app_of(pilot).beat()
        assert app_of(pilot).blanked
        await settled(pilot)
        assert app_of(pilot).return_code == LOCKED


async def test_a_key_begins_the_five_minutes_anew() -> None:
    """A key at 200 s keeps it open at 400 s."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        clock_of(pilot).pass_by(200)
        await pilot.press("down")
        clock_of(pilot).pass_by(200)
        app_of(pilot).beat()
        assert not app_of(pilot).blanked


async def test_a_sitting_only_blanks_and_its_pin_brings_it_back() -> None:
    """With a PIN five minutes hide the screen; a wrong PIN opens nothing, the right one does."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        app_of(pilot).begin_sitting("4711")
        clock_of(pilot).pass_by(301)
        app_of(pilot).beat()
        await settled(pilot)
        assert isinstance(pilot.app.screen, Privacy)
        assert "K-0" not in text_of(pilot)
        await pilot.press("f8")
        assert isinstance(pilot.app.screen, Privacy)
        await pilot.press(*"1234", "enter", *"4711", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SmallScreen)


async def test_a_sitting_hidden_by_f8_asks_for_the_pin_once_it_is_idle() -> None:
    """F8 alone brings it back at first; after five quiet minutes only the PIN does."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        app_of(pilot).begin_sitting("4711")
        await pilot.press("f8")
        clock_of(pilot).pass_by(301)
        app_of(pilot).beat()
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Privacy)
        await pilot.press(*"4711", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SmallScreen)


async def test_three_wrong_pins_lock() -> None:
    """The third wrong PIN ends the process."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        app_of(pilot).begin_sitting("4711")
        clock_of(pilot).pass_by(301)
        app_of(pilot).beat()
        await settled(pilot)
        await pilot.press(*"1", "enter", *"2", "enter", *"3", "enter")
        assert app_of(pilot).blanked


async def test_a_sitting_locks_after_thirty_minutes() -> None:
    """Thirty quiet minutes lock even a sitting."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        app_of(pilot).begin_sitting("4711")
        clock_of(pilot).pass_by(1801)
        app_of(pilot).beat()
        assert app_of(pilot).blanked


async def test_a_machine_that_slept_locks() -> None:
    """A jump between the two clocks locks at once, in a sitting too."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        app_of(pilot).begin_sitting("4711")
        app_of(pilot).beat()
        clock_of(pilot).sleep(60)
        app_of(pilot).beat()
        assert app_of(pilot).blanked


def test_slow_clocks_are_no_sleep() -> None:
    """A small difference of the two clocks does nothing."""
    clock = StillClock()
    watch = IdleWatch(clock)
    clock.sleep(2.0)
    assert watch.due() is Due.NOTHING


async def test_the_lock_screen_itself_does_not_lock() -> None:
    """Without an open casebook time changes nothing."""
    async with on_stage() as pilot:
        clock_of(pilot).pass_by(10_000)
        app_of(pilot).beat()
        assert not app_of(pilot).blanked


async def test_f8_hides_everything_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """After F8 the terminal holds an empty page; rows and notifications are gone."""
    app = NivelApp(PretendDoor(), Settings(language="en", theme="night"))

    async def script(pilot: Pilot[Any]) -> None:
        app.casebook = PretendCasebook()  # type: ignore[assignment]
        await app.push_screen(SmallScreen())
        app.notify("canary", markup=False)
        await settled(pilot)
        written: list[str] = app._driver.written  # type: ignore[union-attr]
        assert "K-0001" in "".join(written)
        assert "canary" in "".join(written)
        written.clear()
        await pilot.press("f8")
        await settled(pilot)
        assert "K-0001" not in "".join(written)
        assert "F8" in "".join(written)
        assert all(not row.strip() or "F8" in row for row in text_of(pilot).splitlines())
        await pilot.press("f8")
        await settled(pilot)
        assert "K-0001" in text_of(pilot)

    await recorded(app, script, monkeypatch)


async def test_f9_locks_through_a_dialog() -> None:
    """A question on top does not stand in the way of F8 and F9."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        pilot.app.push_screen(Confirm("Really?", "Yes"))
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Privacy)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("f9")
        assert app_of(pilot).blanked


async def test_f9_draws_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """After F9 nothing is drawn, whatever happens meanwhile."""
    app = NivelApp(PretendDoor(), Settings(language="en", theme="night"))

    async def script(pilot: Pilot[Any]) -> None:
        app.casebook = PretendCasebook()  # type: ignore[assignment]
        await app.push_screen(SmallScreen())
        await settled(pilot)
        written: list[str] = app._driver.written  # type: ignore[union-attr]
        written.clear()
        app.lock()
        app.screen.refresh(layout=True)
        app.notify("canary", markup=False)
        await pilot.pause()
        assert "K-0" not in "".join(written)
        assert "canary" not in "".join(written)

    await recorded(app, script, monkeypatch)
    assert app.return_code == LOCKED


async def test_names_hide_again_after_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """F4 shows names; when its time is over they are masked again."""
    monkeypatch.setattr("tui_app.watch.PEEK_SECONDS", 0.05)
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        await pilot.pause(0.1)
        await settled(pilot)
        assert "Esimerkki" not in text_of(pilot)


async def test_quitting_ends_for_good() -> None:
    """Ctrl+Q ends with the code that starts nothing again."""
    async with on_stage(SmallScreen(), PretendCasebook()) as pilot:
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert app_of(pilot).return_code == QUIT


async def test_ctrl_z_undoes_or_goes_to_the_shell() -> None:
    """With something to undo Ctrl+Z undoes; with nothing it locks and goes to the shell."""
    book = PretendCasebook()
    undone: list[str] = []

    def undo() -> str:
        undone.append("case.edit")
        return "case.edit"

    book.undo = undo  # type: ignore[attr-defined]
    book.undoable = Undoable("case.edit", 50.0)  # type: ignore[assignment]
    async with on_stage(SmallScreen(), book) as pilot:
        assert "asiakastietoja" in text_of(pilot).splitlines()[22]
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert undone == ["case.edit"]
        book.undoable = None
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert app_of(pilot).return_code == SUSPENDED


async def test_a_beat_while_closing_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second's beat may come when the last screen is gone already."""
    async with on_stage() as pilot:
        app = app_of(pilot)
        with monkeypatch.context() as closing:
            closing.setattr(app, "_screen_stacks", {app.current_mode: []})
            app.beat()
        assert app.screen_stack
