"""Night: dark and calm, for a dim room."""

from themes.palette import Palette

NIGHT = Palette(
    ground="#10161d",
    text="#e6e9ec",
    quiet="#a9b4bf",
    bar="#1d2a38",
    bar_text="#e6e9ec",
    key="#f0c674",
    field="#22303e",
    field_text="#ffffff",
    cursor="#2f5d8a",
    cursor_text="#ffffff",
    warn="#ff9d76",
    good="#8fd694",
    mark="#f0c674",
    line="#7f93a6",
)
