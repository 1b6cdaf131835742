"""Everything a terminal program needs to look like Nivel: THEMES, STYLESHEETS, VARIABLES.

The law: colours live in the palettes, shapes in the style sheets, and widgets carry neither.
Textual's own roles are set from ours, so that a widget of Textual's looks like one of Nivel's;
its muted and disabled text, too pale for 4.5:1, is made readable.
"""

from pathlib import Path

from textual.theme import Theme

from themes.contrast import CONTRAST
from themes.day import DAY
from themes.night import NIGHT
from themes.palette import Palette
from themes.terminal import ANSI, MONO

_FOLDER = Path(__file__).parent
FIRST_SHEETS = (_FOLDER / "first.tcss",)
"""What the lock screen needs; reading a sheet costs 30 ms per hundred lines."""
STYLESHEETS = (*FIRST_SHEETS, *sorted(set(_FOLDER.glob("*.tcss")) - set(FIRST_SHEETS)))
VARIABLES = NIGHT.variables()
"""Every role with some value: what a theme leaves out falls back to these."""
PALETTES = {"night": NIGHT, "day": DAY, "contrast": CONTRAST, "ansi": ANSI, "mono": MONO}


def _theme(name: str, palette: Palette) -> Theme:
    own = name in {"ansi", "mono"}
    return Theme(
        name=name,
        primary=palette.cursor if not own else "ansi_default",
        secondary=palette.mark,
        warning=palette.warn,
        error=palette.warn,
        success=palette.good,
        accent=palette.mark,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.ground,
        panel=palette.bar,
        boost=palette.field,
        dark=name != "day",
        ansi=own,
        variables={**palette.variables(), **_textual_roles(palette)},
    )


def _textual_roles(palette: Palette) -> dict[str, str]:
    return {
        "ansi-background": palette.ground,  # Textual's own sheets ask for these two in ansi themes
        "ansi-foreground": palette.text,
        "text-muted": palette.quiet,
        "text-disabled": palette.quiet,
        "foreground-muted": palette.quiet,
        "foreground-disabled": palette.quiet,
        "block-cursor-foreground": palette.cursor_text,
        "block-cursor-background": palette.cursor,
        "block-cursor-text-style": palette.cursor_style,
        "input-cursor-background": palette.field_text,
        "input-cursor-foreground": palette.field,
        "input-cursor-text-style": "reverse" if palette.cursor_style == "reverse" else "none",
        "input-selection-background": palette.cursor,
        "input-selection-foreground": palette.cursor_text,
        "screen-selection-background": palette.cursor,
        "screen-selection-foreground": palette.cursor_text,
        "border": palette.line,
        "border-blurred": palette.line,
        "scrollbar": palette.line,
        "scrollbar-hover": palette.line,
        "scrollbar-active": palette.line,
        "scrollbar-background": palette.ground,
        "scrollbar-background-hover": palette.ground,
        "scrollbar-background-active": palette.ground,
        "scrollbar-corner-color": palette.ground,
    }


THEMES = {name: _theme(name, palette) for name, palette in PALETTES.items()}
