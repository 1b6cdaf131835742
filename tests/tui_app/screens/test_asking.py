"""Long work is seen and stopped, order is kept, messages give way, secrets are pasted safely."""

import threading
import time

from textual.events import Paste

from tests.tui_app.screens.test_screen import PretendCasebook, SmallScreen
from tests.tui_app.stage import StillClock, app_of, on_stage, settled, text_of
from tui_app.screens.progress import Progress
from tui_app.widgets.passphrase_field import PassphraseField


class LongScreen(SmallScreen):
    """Works until it is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.begun = threading.Event()

    def work(self, progress: Progress) -> str:
        """Count, slowly."""
        self.begun.set()
        for step in range(1000):
            progress(step, 1000)
            time.sleep(0.01)
        return "whole"


async def test_long_work_is_seen_and_stopped_by_escape() -> None:
    """After 0.3 s row 23 shows how far it is; Esc stops it and says so; nothing else happened."""
    screen = LongScreen()
    async with on_stage(screen, PretendCasebook()) as pilot:
        screen.ask_long(screen.work, then=screen.done.append)
        while "Esc" not in text_of(pilot).splitlines()[22]:
            await pilot.pause(0.05)
        assert "/1000" in text_of(pilot).splitlines()[22]
        await pilot.press("escape")
        await settled(pilot)
        assert screen.done == []
        assert "Keskeytetty" in text_of(pilot)
        assert screen.progress is None


async def test_what_cannot_be_stopped_says_so() -> None:
    """Row 23 offers no Esc; pressed all the same, it stops nothing and leaves nothing."""
    screen = LongScreen()
    goes_on, told = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        progress(1, 4)
        goes_on.wait()
        progress(4, 4)  # raises nothing
        told.set()
        return "whole"

    async with on_stage(screen, PretendCasebook()) as pilot:
        screen.ask_long(work, then=screen.done.append, can_stop=False)
        while "1/4" not in text_of(pilot).splitlines()[22]:
            await pilot.pause(0.05)
        assert "Esc" not in text_of(pilot).splitlines()[22]
        assert "tehdään kokonaan" in text_of(pilot).splitlines()[22]
        await pilot.press("escape")
        assert pilot.app.screen is screen
        goes_on.set()
        await settled(pilot)
        assert told.is_set()
        assert screen.done == ["whole"]


def test_many_steps_are_told_in_hundredths() -> None:
    """Few things are counted; of thousands, and of hundredths, only the share is read."""
    assert Progress(3, 8).bar().endswith("3/8")
    assert Progress(1_500, 2_000).bar().endswith(" 75 %")
    assert Progress(40, 100).bar().endswith(" 40 %")


async def test_what_is_asked_first_is_done_first() -> None:
    """A reading asked after a slow writing sees it."""
    screen = SmallScreen()
    written: list[str] = []
    seen: list[tuple[str, ...]] = []
    async with on_stage(screen, PretendCasebook()) as pilot:

        def write() -> None:
            time.sleep(0.05)
            written.append("a")

        screen.ask(write)
        screen.ask(lambda: tuple(written), then=seen.append)
        await settled(pilot)
        assert seen == [("a",)]


async def test_a_message_gives_way_after_eight_seconds() -> None:
    """Row 23 is the undo offer's again."""
    screen = SmallScreen()
    async with on_stage(screen, PretendCasebook()) as pilot:
        screen.say("hello")
        await settled(pilot)
        assert "hello" in text_of(pilot)
        clock = app_of(pilot).clock
        assert isinstance(clock, StillClock)
        clock.pass_by(9)
        app_of(pilot).beat()
        await settled(pilot)
        assert "hello" not in text_of(pilot)


async def test_a_pasted_passphrase_is_one_clean_line() -> None:
    """A megabyte with escape codes becomes at most 256 letters of its first line."""
    async with on_stage() as pilot:
        field = pilot.app.screen.query_one(PassphraseField)
        field.post_message(Paste("viisi\x1b[2J sanaa\nnext" + "x" * 1_000_000))
        await settled(pilot)
        assert field.value == "viisi[2J sanaa"
        field.value = ""
        field.post_message(Paste("y" * 1_000_000))
        await settled(pilot)
        assert len(field.value) <= 256
