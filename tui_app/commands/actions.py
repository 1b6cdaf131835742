"""What can be done with action items: the list of all cases, and the form of one."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import on_a_row
from tui_app.i18n.catalogue import N_

ACTIONS = (
    *LIST,
    Command("actions.done", "d", N_("Done"), N_("Mark done, or open again."), 1, on_a_row),
    Command("actions.new", "n", N_("New action"), N_("Add an action item."), 3),
    Command("actions.due", "t", N_("Due date"), N_("Change the day it is due."), 4, on_a_row),
    Command("actions.waiting", "w", N_("Waiting"), N_("Mark as waiting, or open again."), 5,
            on_a_row),
    Command("actions.edit", "e", N_("Edit"), N_("Edit the action item."), 0, on_a_row),
    Command("actions.drop", "x", N_("Drop"), N_("Drop the action item, with the reason."), 6,
            on_a_row),
    Command("actions.meeting", "m", N_("Its meeting"), N_("Go to the meeting it was agreed in."), 0,
            on_a_row),
    Command("actions.message", "v", N_("Message"), N_("Write a message about the action item."), 0,
            on_a_row),
    Command("actions.late", "l", N_("Late only"), N_("Show only what is late, or all again.")),
    Command("actions.week", "i", N_("This week"),
            N_("Show only what is due this week, or all again.")),
    Command("actions.case", "c", N_("Its client"), N_("Go to the client's case."), 0, on_a_row),
)  # fmt: skip

ACTION = (
    Command("action.meeting", "m", N_("Its meeting"), N_("Go to the meeting it was agreed in."), 2),
    Command("action.case", "c", N_("Its client"), N_("Go to the client's case."), 3),
    Command("action.comment", "ctrl+e", N_("Comment"), N_("Add a comment to the action item."), 4,
            typing=True),
    Command("action.hand-over", "ctrl+g", N_("Hand over"),
            N_("Give the action item to somebody else, with a word on why."), 5, also=("h",),
            typing=True),
    Command("action.finish", "ctrl+s", N_("Ready"), N_("Save and go back."), 1, typing=True),
)  # fmt: skip
