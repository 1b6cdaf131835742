"""Contrast: at least 7:1 everywhere, for tired or weak eyes and for a beamer."""

from themes.palette import Palette

CONTRAST = Palette(
    ground="#000000",
    text="#ffffff",
    quiet="#ffffff",
    bar="#000000",
    bar_text="#ffffff",
    key="#ffff00",
    field="#202020",
    field_text="#ffffff",
    cursor="#ffff00",
    cursor_text="#000000",
    warn="#ffb08a",
    good="#7dff7d",
    mark="#ffff00",
    line="#ffffff",
    bar_style="bold",
)
