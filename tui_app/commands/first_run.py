"""What can be done in the first run: go on, and go back."""

from tui_app.commands.command import Command
from tui_app.commands.lock import STANDARD
from tui_app.i18n.catalogue import N_

FIRST_RUN = (
    Command("first.go-on", "enter", N_("Go on"), N_("Take what is chosen and go on."), 1),
    Command("first.go-back", "escape", N_("Back"), N_("Go back one step."), 2),
)
FIRST_STANDARD = STANDARD
