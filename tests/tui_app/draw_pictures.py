"""Draw the text pictures: ``python -m tests.tui_app.draw_pictures`` writes them anew.

They lie in ``pictures/<look>/<name>.txt``, UTF-8, a line per row without the spaces at its end; a
picture with marks has a line of ``=`` and then the marks of ``picture_marks``. Look at the
difference before you commit it: the picture is the claim.
"""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tests.offices import new_office, reopen
from tests.tui_app.picture_list import BEFORE, EMPTY, FOREIGN, OPEN, SIGNED, WIDE, Picture
from tests.tui_app.picture_marks import marks
from tests.tui_app.picture_office import Office, PictureClock, furnish, still_device, still_office
from tests.tui_app.stage import PretendDoor, settled, text_of
from tui_app.app import NivelApp
from tui_app.dialogs.show_sheet import ShowSheet
from tui_app.settings import Settings

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.widgets import Input

    from storage.casebook.casebook import Casebook

FOLDER = Path(__file__).parent / "pictures"
MARKED = "=" * 80
FIRST = {"lock": "tui_app.screens.lock:LockScreen", "first": "tui_app.screens.first_run:FirstRun"}
ALL = tuple(picture.name for picture in (*OPEN, *EMPTY, *BEFORE))


@dataclass(frozen=True, slots=True)
class Look:
    """How a set of pictures is drawn. ``names``: those that are kept; all of them are drawn."""

    name: str
    language: str
    theme: str = "night"
    size: tuple[int, int] = (80, 24)
    names: tuple[str, ...] = ALL
    has_marks: bool = False


LOOKS = (
    Look("fi", "fi"),
    Look("sv", "sv", names=FOREIGN),
    Look("en", "en", names=FOREIGN),
    Look("night-100x30", "fi", size=(100, 30), names=WIDE, has_marks=True),
    Look("day-100x30", "fi", theme="day", size=(100, 30), names=WIDE, has_marks=True),
    Look("mono", "fi", theme="mono", names=SIGNED, has_marks=True),
)


def draw(look: Look, place: Path, *, whole: bool = False) -> dict[str, str]:
    """Return the pictures of ``look`` by name; ``place`` is an empty folder to work in.

    With ``whole`` every screen is drawn, not only those that are kept.
    """
    names = ALL if whole else look.names
    with still_office(), _office(place) as (casebook, office):
        found = asyncio.run(_draw_open(look, names, OPEN, casebook, office))
        with closing(new_office(place / "empty")) as empty:
            found |= asyncio.run(_draw_open(look, names, EMPTY, empty, office))
        return found | asyncio.run(_draw_before(look, names, casebook, office))


@contextmanager
def _office(place: Path) -> Iterator[tuple["Casebook", Office]]:
    casebook = new_office(place / "vault")
    office = furnish(casebook, place)
    casebook.close()
    casebook = reopen(place / "vault")  # nothing to undo, nothing opened yet
    try:
        with still_device(casebook):
            yield casebook, office
    finally:
        casebook.close()


async def _draw_open(
    look: Look,
    names: Iterable[str],
    pictures: tuple[Picture, ...],
    casebook: "Casebook",
    office: Office,
) -> dict[str, str]:
    """Draw what an open casebook shows, in one run of the app."""
    wanted = [each for each in pictures if each.name in names]
    if not wanted:
        return {}
    app = _app(look, "lock", casebook)
    async with app.run_test(size=look.size) as pilot:
        await settled(pilot)
        app.casebook = casebook
        return {each.name: await _open_one(pilot, each, look, office) for each in wanted}


async def _draw_before(
    look: Look, names: Iterable[str], casebook: "Casebook", office: Office
) -> dict[str, str]:
    """Draw what stands before the unlocking, each in a run of its own."""
    found = {}
    for picture in (each for each in BEFORE if each.name in names):
        app = _app(look, picture.mode, casebook)
        async with app.run_test(size=look.size) as pilot:
            await settled(pilot)
            await _press(pilot, picture.keys, office)
            found[picture.name] = _seen(pilot, look)
    return found


def _app(look: Look, first: str, casebook: "Casebook") -> NivelApp:
    settings = Settings(language=look.language, theme=look.theme)
    door = PretendDoor(casebook, empty=first == "first")
    return NivelApp(door, settings, clock=PictureClock(), first=FIRST[first])


async def _open_one(pilot: "Pilot[int]", picture: Picture, look: Look, office: Office) -> str:
    app = cast("NivelApp", pilot.app)
    await app.switch_mode(picture.mode)
    if picture.rows != look.size[1] and picture.rows < 24:
        await pilot.resize_terminal(look.size[0], picture.rows)
    await settled(pilot)
    if picture.place is not None:
        app.screen.post_message(picture.place(office))
        await settled(pilot)
    await _press(pilot, picture.keys, office)
    seen = _seen(pilot, look)
    await _go_out(pilot, look)
    return seen


async def _press(pilot: "Pilot[int]", keys: tuple[str, ...], office: Office) -> None:
    for key in keys:
        if key.startswith("+"):
            text = key[1:].format(book=office.book, secret=PretendDoor.secret)
            cast("Input", pilot.app.screen.focused).insert_text_at_cursor(text)
        else:
            await pilot.press(key)
        await settled(pilot)
        if isinstance(pilot.app.screen, ShowSheet):
            pilot.app.screen.asked = 0


def _seen(pilot: "Pilot[int]", look: Look) -> str:
    text = text_of(pilot)
    if look.has_marks:
        rows = pilot.app.screen._compositor.render_strips()
        text = "\n".join([text, MARKED, *marks(look.theme, rows)])
    return f"{text}\n"


async def _go_out(pilot: "Pilot[int]", look: Look) -> None:
    """Close what the picture opened, without its farewell, and forget the names."""
    app = cast("NivelApp", pilot.app)
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    await pilot.resize_terminal(*look.size)
    cast("PictureClock", app.clock).pass_by(0)
    await settled(pilot)


def main() -> int:
    """Write every picture; those that are no longer drawn go."""
    found = {}
    for look in LOOKS:
        with tempfile.TemporaryDirectory() as place:
            found[look.name] = draw(look, Path(place))
        sys.stdout.write(f"{look.name}: {len(found[look.name])}\n")
    shutil.rmtree(FOLDER, ignore_errors=True)  # only now: a fault leaves the old ones
    for look_name, drawn in found.items():
        (FOLDER / look_name).mkdir(parents=True)
        for name, text in drawn.items():
            (FOLDER / look_name / f"{name}.txt").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
