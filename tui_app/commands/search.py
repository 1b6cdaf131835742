"""What can be done in the search over everything."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.i18n.catalogue import N_

SEARCH = (
    *(command for command in LIST if command.id == "list.open"),
    Command("search.words", "slash", N_("Words"), N_("Go to the words to search for."), 3),
)
