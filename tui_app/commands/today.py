"""What can be done on Today: open a row, open a new case, end the action item under the cursor."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_

ON_DUE = "due"
"""The fact that the cursor stands on an action item."""


def on_an_action(standing: Standing) -> str:
    """Allow when the cursor is on an action item."""
    here = standing.row and standing.has(ON_DUE)
    return "" if here else N_("Go to an action item first.")


_OPEN = tuple(command for command in LIST if command.id == "list.open")
TODAY = (
    *_OPEN,
    Command("today.week", "w", N_("Week"), N_("Go to the week."), 3),
    Command("today.done", "d", N_("Done"), N_("Mark the action item done."), 4, on_an_action),
    Command("today.new", "n", N_("New client"), N_("Open a case about a new client."), 5),
    Command(
        "today.case",
        "c",
        N_("Client"),
        N_("Open the case of the row under the cursor."),
        when=on_a_row,
    ),
)
