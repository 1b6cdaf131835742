"""How the app puts on a theme, and how little of the style sheets the first paint costs.

The law: the lock screen is painted with one short sheet; the others are read right after it, while
a person reads. A theme chosen later takes its colour filter with it, which Textual would not do
(trap 4).
"""

import gc

from themes.look import FIRST_SHEETS, STYLESHEETS, THEMES, VARIABLES
from tui_app.process import over_ssh
from tui_app.terminal.quiet_app import FaultKeeper, QuietApp


class DressedApp(QuietApp):
    """Knows the five themes. ``begin_in`` before the start, ``wear`` afterwards."""

    dressed = False
    CSS_PATH = list(FIRST_SHEETS)  # noqa: RUF012 - Textual's own name and kind

    def __init__(self, *, no_color: bool, keep_fault: FaultKeeper | None) -> None:
        super().__init__(no_color=no_color, keep_fault=keep_fault)
        for theme in THEMES.values():
            self.register_theme(theme)

    def default_theme(self) -> str:
        """Return the theme for this terminal: mono without colour, its own over a network line."""
        if self.no_color:
            return "mono"
        return "ansi" if over_ssh() else "night"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every role of the style sheets a value."""
        return VARIABLES

    def begin_in(self, theme: str) -> None:
        """Put on the first theme without reading the style sheets a second time."""
        self.set_reactive(DressedApp.theme, theme)
        self.set_class(self.current_theme.dark, "-dark-mode")
        self.set_class(not self.current_theme.dark, "-light-mode")
        self._refresh_truecolor_filter(self.ansi_theme)
        self.choose_filters(monochrome=self.no_color or theme == "mono")

    def dress(self) -> None:
        """Read the style sheets that the first paint did not need, once."""
        if self.dressed:
            return
        self.dressed = True
        self.stylesheet.read_all(STYLESHEETS[len(FIRST_SHEETS) :])
        self._invalidate_css()
        self.refresh_css(animate=False)
        if not gc.isenabled():  # the launcher had stopped it; what was imported stays anyway
            gc.freeze()
            gc.enable()

    def wear(self, theme: str) -> None:
        """Put on the theme, with the colour filter that belongs to it."""
        self.theme = theme
        self.choose_filters(monochrome=self.no_color or theme == "mono")
