"""What can be done at the lock screen. Letters belong to the passphrase, so no letter is a key."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import EVERYWHERE
from tui_app.i18n.catalogue import N_

_HERE = {"app.help", "app.commands", "app.theme", "app.quit"}
RECOVERY = (
    Command("recovery.open-by-sheet", "ctrl+o", N_("Open"), N_("Open with these lines."), 1,
            typing=True),
    Command("recovery.leave", "escape", N_("Back"), N_("Go back to the lock screen."), 2),
)  # fmt: skip
STANDARD = tuple(command for command in EVERYWHERE if command.id in _HERE)
LOCK = (
    Command("lock.unlock", "enter", N_("Unlock"), N_("Open the casebook."), 1, typing=True),
    Command("lock.show", "f4", N_("Show"), N_("Show what was typed for ten seconds."), 3,
            typing=True),
    Command("lock.language", "ctrl+l", N_("Language"), N_("Change to the next language."), 4,
            typing=True),
    Command("lock.sheet", "ctrl+r", N_("Recovery"), N_("Open with the recovery sheet."), 5,
            typing=True),
    Command("lock.new", "ctrl+o", N_("New casebook"), N_("Make a casebook for another person."),
            typing=True),
    Command("lock.join", "ctrl+g", N_("Invitation"), N_("Join by an invitation you were given."),
            typing=True),
    Command("lock.suspend", "ctrl+z", N_("To the shell"), N_("Lock and go back to the shell."),
            typing=True),
)  # fmt: skip
