"""What can be done in the settings."""

from tui_app.commands.command import Command
from tui_app.commands.standing import on_a_row
from tui_app.i18n.catalogue import N_

SETTINGS = (
    Command("settings.passphrase", "p", N_("Passphrase"), N_("Change the passphrase."), 2),
    Command("settings.add", "a", N_("Add passphrase"), N_("Add another passphrase."), 5),
    Command("settings.sheet", "s", N_("New sheet"), N_("Make a new recovery sheet."), 3),
    Command("settings.remove", "x", N_("Remove key"),
            N_("Remove the key under the cursor; it opens nothing any more."), 4, on_a_row),
)  # fmt: skip
