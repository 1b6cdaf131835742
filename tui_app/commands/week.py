"""What can be done with a week: walk from week to week, open, end, add, write a calendar file."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_

ON_ACTION = "on-action"
"""The fact that the cursor is on an action item."""


def on_an_action(standing: Standing) -> str:
    """Allow when the cursor is on an action item."""
    return "" if standing.has(ON_ACTION) else N_("Go to an action item first.")


_OPEN = tuple(command for command in LIST if command.id == "list.open")
WEEK = (
    Command("week.before", "left", N_("Week before"), N_("Show the week before."), 3),
    Command("week.after", "right", N_("Week after"), N_("Show the week after."), 3),
    *_OPEN,
    Command("week.new", "n", N_("Add action"),
            N_("Write a new action item, due on the day under the cursor."), 4),
    Command("week.done", "d", N_("Done"), N_("Mark the action item done."), 5, on_an_action),
    Command("week.this", "t", N_("This week"), N_("Show the week of today again.")),
    Command("week.case", "c", N_("Client"), N_("Open the case of the row under the cursor."),
            when=on_a_row),
    Command("week.calendar", "p", N_("Calendar file"),
            N_("Write the week as a calendar file: times and case numbers, no names.")),
)  # fmt: skip
