"""What can be done with the needs of a case, with one need, and with the handing over of roles."""

from tui_app.commands.cases import on_open_case
from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_


def on_a_need(standing: Standing) -> str:
    """Allow when the cursor is on a need of an open case."""
    return on_open_case(standing) or on_a_row(standing)


_OPEN = tuple(command for command in LIST if command.id == "list.open")
CASE_NEEDS = (
    *_OPEN,
    Command("needs.state", "s", N_("Next state"),
            N_("Asked, needed, in progress, done, not needed, declined: go to the next one."), 1,
            on_a_need),
    Command("needs.goal", "t", N_("Goal"), N_("Write the goal in the client's own words."), 2,
            on_a_need),
    Command("needs.who", "w", N_("Who"), N_("Choose who of the network takes care of it."), 3,
            on_a_need),
    Command("needs.find", "f", N_("Service"),
            N_("Look in the directory for a service for this life area."), 4, on_a_need),
    Command("needs.unmet", "m", N_("No service"),
            N_("Mark that no service answers this need, or take the mark away."), 0, on_a_need),
    Command("needs.gaps", "v", N_("Gaps or all"),
            N_("Show only the needs that nobody takes care of, or all."), 5),
    Command("needs.new", "n", N_("Another need"), N_("Add another need of this life area."), 0,
            on_a_need),
    Command("needs.remove", "x", N_("Remove"), N_("Take back what was written of this need."), 0,
            on_a_need, also=("delete",)),
    Command("needs.office", "o", N_("Unmet needs"),
            N_("Show how many clients have a need that no service meets, without names.")),
)  # fmt: skip

NEED = (
    Command("need.finish", "ctrl+s", N_("Ready"), N_("Save and go back to the needs."), 1,
            typing=True),
)  # fmt: skip

HANDOVERS = (
    *_OPEN,
    Command("handovers.offer", "n", N_("Offer a role"),
            N_("Offer a role to a named successor."), 2, on_open_case),
    Command("handovers.accept", "a", N_("Accepted"),
            N_("Write down that the successor accepts the role."), 3, on_a_need),
    Command("handovers.decline", "x", N_("Declined"),
            N_("Write down that the successor declines, and why."), 4, on_a_need),
    Command("handovers.tell", "t", N_("Client told"),
            N_("Write down on which day the client was told."), 5, on_a_need),
    Command("handovers.contact", "f", N_("First contact"),
            N_("Write down the day of the first contact with the successor."), 0, on_a_need),
    Command("handovers.items", "m", N_("Take items"),
            N_("Give the former one's open action items to the successor."), 0, on_a_need),
    Command("handovers.words", "e", N_("Must know"),
            N_("Write what the successor must know."), 0, on_a_need),
    Command("handovers.ends", "l", N_("Last day"),
            N_("Write the last day of the former one."), 0, on_a_need),
    Command("handovers.withdraw", "w", N_("Take back"),
            N_("Take back an offer that has not been answered."), 0, on_a_need),
)  # fmt: skip
