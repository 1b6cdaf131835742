"""What can be done in the first run: go on, and go back."""

from tui_app.commands.command import Command
from tui_app.commands.lock import STANDARD
from tui_app.i18n.catalogue import N_

FIRST_RUN = (
    Command("first.go-on", "enter", N_("Go on"), N_("Take what is chosen and go on."), 1),
    Command("first.go-back", "escape", N_("Back"), N_("Go back one step."), 2),
    Command("first.join", "ctrl+g", N_("Invitation"),
            N_("Join by an invitation you were given."), 3, typing=True),
)  # fmt: skip
JOINING = (
    Command("joining.go-on", "enter", N_("Go on"), N_("Take what is written and go on."), 1),
    Command("joining.go-back", "escape", N_("Back"), N_("Go back; nothing has been made yet."), 2),
)
JOINED = (
    Command("joined.answer", "w", N_("Answer again"),
            N_("Write the answer to your invitation again."), 1),
)  # fmt: skip
FIRST_STANDARD = STANDARD
