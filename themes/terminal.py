"""The two looks that leave colours to the terminal: its own sixteen, and none at all.

``ansi`` sends a third fewer bytes and is the default over a network line. ``mono`` speaks by
``>``, ``!``, ``[x]``, bold, reverse and underline; ``NO_COLOR`` gives it.
"""

from themes.palette import Palette

_OWN = "ansi_default"

ANSI = Palette(
    ground=_OWN,
    text=_OWN,
    quiet=_OWN,
    bar=_OWN,
    bar_text=_OWN,
    key=_OWN,
    field=_OWN,
    field_text=_OWN,
    cursor=_OWN,
    cursor_text=_OWN,
    warn="ansi_red",
    good="ansi_green",
    mark=_OWN,
    line=_OWN,
    cursor_style="reverse",
    bar_style="none",
    field_style="underline",
)
MONO = Palette(
    ground=_OWN,
    text=_OWN,
    quiet=_OWN,
    bar=_OWN,
    bar_text=_OWN,
    key=_OWN,
    field=_OWN,
    field_text=_OWN,
    cursor=_OWN,
    cursor_text=_OWN,
    warn=_OWN,
    good=_OWN,
    mark=_OWN,
    line=_OWN,
    cursor_style="reverse",
    bar_style="none",
    field_style="underline",
)
