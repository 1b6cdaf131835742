"""A caseworker's week, whole: 80x24, in Finnish, by keys alone, on a casebook that is kept."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tests.offices import SmallCase
from tests.tui_app.stage import StillClock, app_of, on_stage, settled, text_of
from tui_app.screens.today import TodayScreen
from tui_app.settings import Settings

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
KEYS = {" ": "space", ".": "full_stop", "+": "plus", "/": "slash", ",": "comma", "-": "minus"}


class Week:
    """Presses keys and reads the screen."""

    def __init__(self, pilot: "Pilot[Any]") -> None:
        self.pilot = pilot

    async def keys(self, *keys: str) -> str:
        """Press keys one by one and return what the screen says then."""
        for key in keys:
            await self.pilot.press(key)
            await settled(self.pilot)
        return text_of(self.pilot)

    async def type(self, text: str, *after: str) -> str:
        """Type a text, then keys."""
        await self.pilot.press(*(KEYS.get(sign, sign) for sign in text))
        return await self.keys(*after)

    async def day(self, number: int) -> str:
        """Let it be another day of the week, on Today."""
        cast("StillClock", app_of(self.pilot).clock).moment = MONDAY + dt.timedelta(days=number)
        back = ("escape",) if "Viikko" in text_of(self.pilot).split("\n")[0] else ()
        return await self.keys(*back, "g", "t", "f5")


async def test_a_week_is_run_from_nivel_alone(
    casebook: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """What is due, who was called, what comes again and what waits: written, found, put away."""
    casebook.follow_ups.add(small.case, "Soitto", dt.date(2026, 11, 27), planned_from=None)
    async with on_stage(TodayScreen(), casebook, settings=Settings(language="fi")) as pilot:
        week = Week(pilot)
        await _monday(week)
        await _tuesday(week)
        await _thursday(week)
        await _friday(week, tmp_path)
    states = {line.what: line.state for line in casebook.actions.lines(ended=True)}
    assert states == {"varaa asunto": "done", "soita Kelaan": "done"}
    (left,) = casebook.actions.lines()
    assert (left.what, left.due) == ("soita Kelaan", dt.date(2026, 12, 3))
    contacts = casebook.contact_attempts.lines(small.case)
    assert [line.outcome for line in contacts] == ["reached", "no-answer"]
    assert contacts[0].entered_at.date() == dt.date(2026, 11, 26)
    assert contacts[0].at.date() == dt.date(2026, 11, 25)
    assert "K-0001" in _calendar(tmp_path)


def _calendar(folder: Path) -> str:
    (file,) = folder.glob("*.ics")
    return file.read_text(encoding="utf-8")


async def _monday(week: Week) -> None:
    """Write an action item in two keys and its line, and a call without an answer."""
    assert "maanantai 23.11.2026" in await week.day(0)
    await week.keys("y", "a")
    assert "torstai 26.11.2026" in await week.type("varaa asunto K-0001 to")
    assert "Tehtävä lisätty" in await week.keys("enter")
    await week.keys("y", "c", "enter")
    assert "Yhteydenotto kirjattu" in await week.keys("e", "enter")
    told = await week.keys("w")
    assert "Viikko 48, 23.11.2026 – 29.11.2026" in told
    days = told.splitlines()
    thursday = next(n for n, row in enumerate(days) if "torstai 26.11." in row)
    assert "varaa asunto" in days[thursday + 1]


async def _tuesday(week: Week) -> None:
    """Write an item on the day under the cursor, to come again; the meeting is on its day."""
    assert "09:30" in await week.day(1)
    await week.keys("w", "j", "j", "j", "n")
    assert "26.11.2026" in await week.type("soita Kelaan")
    await week.keys("enter", "enter")
    told = await week.keys("k", "k", "k", "k", "k")
    assert "soita Kelaan" in told
    await _make_weekly(week)


async def _make_weekly(week: Week) -> None:
    app = week.pilot.app
    while "soita Kelaan" not in _row(text_of(week.pilot)):
        await week.keys("j")
    await week.keys("enter")
    app.screen.query_one("#repeat").focus()
    await week.keys("right", "right", "enter", "escape")
    assert "joka viikko" not in text_of(week.pilot)


def _row(told: str) -> str:
    return next((row for row in told.splitlines() if row.startswith(">")), "")


async def _thursday(week: Week) -> None:
    """Write a call of yesterday late; end both items, of which one comes again in a week."""
    told = await week.day(3)
    assert "varaa asunto" in told
    await week.keys("y", "c", "enter", "s")
    assert "keskiviikko 25.11.2026 14:00" in await week.type("kertoi asunnosta eilen klo 14")
    await week.keys("enter")
    await week.keys("4", "i", "space", "j", "space", "d")
    assert "Toistuu torstai 3.12.2026" in text_of(week.pilot)


async def _friday(week: Week, folder: Path) -> None:
    """Next week shows what comes and the holiday; the week goes to the calendar without names."""
    told = await week.day(4)
    assert "SEURANTAYHTEYDENOTOT" in told
    assert "1 tänään tai myöhässä" in told
    assert "Soitto" in await week.keys("g", "w")
    told = await week.keys("right")
    assert "Itsenäisyyspäivä" in told
    assert "soita Kelaan" in told
    assert "vapautuu" in told
    await week.keys("p", "end", "ctrl+u")
    assert "Kirjoitettu" in await week.type(str(folder), "enter")
