"""The terminal driver, without what Nivel must not do.

The law: nothing that was on the screen stays behind (T14: the alternate screen is emptied before it
is left, some terminals keep it in their scrollback), no signal stops the child alone (trap 8: the
shell would hang), the Kitty key protocol is not asked for (trap 10), and a fault in the input
thread prints nothing (trap 2).
"""

import signal
from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

CLEAR = "\x1b[0m\x1b[2J\x1b[H"
SHOW_CURSOR = "\x1b[?25h"
HIDE_CURSOR = "\x1b[?25l"


class NivelDriver(LinuxDriver):
    """Draws on the alternate screen and leaves it empty."""

    def __init__(
        self,
        app: "App[object]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # The parent class stops this process alone on SIGTSTP; ``signals.py`` sets our own way.
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)

    def blank(self) -> None:
        """Empty the screen now, before anything else is drawn."""
        self.write(CLEAR)
        self.flush()

    def stop_application_mode(self) -> None:
        """Empty the alternate screen, then leave it."""
        self.write(CLEAR)
        super().stop_application_mode()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - any fault ends the app, quietly
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001
