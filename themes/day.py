"""Day: dark on light, for a bright room or a sunny window."""

from themes.palette import Palette

DAY = Palette(
    ground="#fbfaf7",
    text="#1b1f23",
    quiet="#4b5661",
    bar="#e2e6ea",
    bar_text="#1b1f23",
    key="#7a3e00",
    field="#e8eef4",
    field_text="#101418",
    cursor="#1f5a96",
    cursor_text="#ffffff",
    warn="#a12d00",
    good="#1d6127",
    mark="#7a3e00",
    line="#5d6b78",
)
