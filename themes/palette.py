"""The colours of one look, by what they are for, and how contrast is measured.

The law: a style sheet names a role, never a colour. Every role that is written on another keeps a
contrast of 4.5:1, in the contrast theme 7:1 (WCAG 2.2, relative luminance of sRGB); ``PAIRS`` says
which is written on which, and the test reads it.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#rrggbb`` or ``ansi_*``.

    ``ground``: the page; ``text``, ``quiet``: on it. ``bar``: rows 1, 2 and 24; ``bar_text``,
    ``key``: on it. ``field``: where one types; ``field_text``: on it. ``cursor``: the row or choice
    under the cursor; ``cursor_text``: on it. ``warn``, ``good``, ``mark``: signs on the page.
    ``line``: frames and rules.
    """

    ground: str
    text: str
    quiet: str
    bar: str
    bar_text: str
    key: str
    field: str
    field_text: str
    cursor: str
    cursor_text: str
    warn: str
    good: str
    mark: str
    line: str
    cursor_style: str = "none"
    bar_style: str = "none"
    field_style: str = "none"
    key_style: str = "bold"

    def variables(self) -> dict[str, str]:
        """Return the roles as variables of the style sheets: ``nivel-ground``, ``nivel-bar``."""
        return {f"nivel-{name.replace('_', '-')}": value for name, value in asdict(self).items()}


PAIRS = (
    ("text", "ground"),
    ("quiet", "ground"),
    ("warn", "ground"),
    ("good", "ground"),
    ("mark", "ground"),
    ("line", "ground"),
    ("bar_text", "bar"),
    ("key", "bar"),
    ("field_text", "field"),
    ("cursor_text", "cursor"),
)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two ``#rrggbb`` colours, 1 to 21."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
