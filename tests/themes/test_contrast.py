"""Every theme can be read: contrast, roles, and looks without colour (house, "Look")."""

import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui_app.recording import recorded
from tests.tui_app.screens.test_screen import PretendCasebook, SmallScreen
from tests.tui_app.stage import PretendDoor
from themes.look import PALETTES, STYLESHEETS, THEMES, VARIABLES
from themes.palette import PAIRS, contrast
from tui_app.app import NivelApp
from tui_app.settings import THEMES as CHOICES
from tui_app.settings import Settings

COLOURED = ("night", "day", "contrast")
COLOUR_CODE = re.compile(r"\x1b\[[\d;]*?(?:3[0-8]|4[0-8]|9\d|10\d)[\d;]*m")


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize(("upper", "lower"), PAIRS)
def test_text_can_be_read(name: str, upper: str, lower: str) -> None:
    """Contrast is 4.5:1 at least, 7:1 in the contrast theme."""
    palette = PALETTES[name]
    least = 7.0 if name == "contrast" else 4.5
    assert contrast(getattr(palette, upper), getattr(palette, lower)) >= least


def test_the_measure_knows_the_ends() -> None:
    """Black on white is 21:1, a colour on itself 1:1, and a pale grey on white is refused."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#345678", "#345678") == pytest.approx(1.0)
    assert contrast("#aaaaaa", "#ffffff") < 4.5


def test_there_is_a_theme_for_every_choice() -> None:
    """The settings offer just the themes there are."""
    assert set(CHOICES) == set(THEMES) == set(PALETTES)


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_style_sheets_name_roles_only(path: Path) -> None:
    """A style sheet holds no colour of its own, and only roles that exist."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=\s*;)", text)
    assert not re.findall(r"\b(?:red|green|blue|white|black|yellow|ansi_\w+)\b", text)
    roles = {name.rstrip("-") for name in re.findall(r"\$([a-z][a-z-]*)", text)}
    assert roles <= set(VARIABLES)


async def drawn(theme: str, monkeypatch: pytest.MonkeyPatch, *, no_color: bool = False) -> str:
    """Draw a list in ``theme``, chosen after the start; return the bytes."""
    app = NivelApp(PretendDoor(), Settings(language="en", theme="night"), no_color=no_color)
    app.casebook = PretendCasebook()  # type: ignore[assignment]

    async def script(pilot: Pilot[Any]) -> None:
        app.wear(theme)
        await app.push_screen(SmallScreen())
        await pilot.pause(0.2)
        app._driver.written.clear()  # type: ignore[union-attr]
        app.screen.refresh(layout=True)
        await pilot.press("down", "end", "home")
        await pilot.pause(0.1)

    return await recorded(app, script, monkeypatch)


async def test_mono_sends_no_colour_and_shows_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """In mono no colour code is sent; the row under the cursor is reversed and has ``>``."""
    written = await drawn("mono", monkeypatch)
    assert not COLOUR_CODE.search(written.replace("\x1b[39;49m", ""))
    assert "\x1b[7" in written or ";7" in written
    assert ">" in written


@pytest.mark.parametrize("theme", ["ansi", "mono"])
async def test_no_color_never_writes_black_on_black(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trap 4: under ``NO_COLOR`` a terminal's own theme chosen later sends no colour at all."""
    written = await drawn(theme, monkeypatch, no_color=True)
    assert not COLOUR_CODE.search(written.replace("\x1b[39;49m", ""))


@pytest.mark.parametrize("theme", COLOURED)
async def test_no_color_in_a_coloured_theme_is_grey(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under ``NO_COLOR`` a coloured theme is drawn in greys: the three parts of a colour agree."""
    written = await drawn(theme, monkeypatch, no_color=True)
    triples = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", written)
    assert all(len(set(triple)) == 1 for triple in triples)
