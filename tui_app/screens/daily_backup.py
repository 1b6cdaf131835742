"""Done once after unlocking: is it an older copy, messages over their time, today's backup.

The law: it goes beside all other work; nobody waits for it and nothing is shown while it is made;
when it fails, the screen that is on top says so, with what to do. Locking meanwhile leaves no half
file: the next opening sweeps.
"""

from typing import TYPE_CHECKING, Any

from tui_app.i18n.catalogue import _
from tui_app.i18n.sentences import sentence
from tui_app.plain.delivery import TROUBLE
from tui_app.screens.asking import Asking

if TYPE_CHECKING:
    from textual.screen import Screen

    from storage.errors import StorageError


def back_up_daily(screen: "Screen[Any]") -> None:
    """Make today's backup, unless it is there, in a thread of its own; ``screen`` is on top."""
    if not isinstance(screen, Asking) or screen.host.casebook is None:
        return
    casebook, now = screen.host.casebook, screen.host.clock.now()

    def work() -> None:
        if what := casebook.delivery.put_back():
            screen.app.call_from_thread(_say_older, screen, what)
        casebook.keeping.expire(now)
        casebook.upkeep.daily_backup(now.date())

    def refused(error: "StorageError") -> bool:
        top = screen.app.screen
        if isinstance(top, Asking):
            words = _("Today's backup was not made. {why}").format(why=sentence(error))
            top.say(words, alert=True)
        return True

    screen.ask_aside(work, refused)


def _say_older(screen: "Screen[Any]", what: str) -> None:
    """Say, on the screen that is on top, that the casebook was put back or copied."""
    top = screen.app.screen
    if isinstance(top, Asking):
        top.say(_(TROUBLE[what]), alert=True)
