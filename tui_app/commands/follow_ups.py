"""What can be done with follow-up contacts, the lost-contact plan and the door-open card."""

from tui_app.commands.cases import CLOSED, READY, on_closed_case, on_open_case
from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_

ON_STEPS = "steps"
"""The fact that the cursor stands in the lost-contact plan."""
HAS_CARD = "card"
"""The fact that the case has a door-open card."""
_READY = N_("Save and go back.")


def on_a_contact(standing: Standing) -> str:
    """Allow on a follow-up contact of an open case."""
    if standing.has(CLOSED):
        return N_("The case is closed. Open it again first.")
    here = standing.row and not standing.has(ON_STEPS)
    return "" if here else N_("Go to a follow-up contact first.")


def on_a_step(standing: Standing) -> str:
    """Allow on a step of the lost-contact plan of an open case."""
    if standing.has(CLOSED):
        return N_("The case is closed. Open it again first.")
    here = standing.row and standing.has(ON_STEPS)
    return "" if here else N_("Go to a step of the plan first (F6).")


def on_an_open_row(standing: Standing) -> str:
    """Allow on any row of an open case."""
    if standing.has(CLOSED):
        return N_("The case is closed. Open it again first.")
    return on_a_row(standing)


def with_a_card(standing: Standing) -> str:
    """Allow where a card was left."""
    if not standing.has(READY):
        return N_("The case is not open yet.")
    return "" if standing.has(HAS_CARD) else N_("There is no card: it is made when a case closes.")


CASE_FOLLOW_UPS = (
    *(command for command in LIST if command.id == "list.open"),
    Command("case-follow-ups.plan", "p", N_("Plan"),
            N_("Propose the follow-up contacts of the template, counted from the planning date."),
            3, on_open_case),
    Command("case-follow-ups.tried", "a", N_("Tried"),
            N_("Write down an attempt, or what came of the next step of the plan."), 1,
            on_an_open_row),
    Command("case-follow-ups.new", "n", N_("New"),
            N_("Add a contact of its own, or a step to the lost-contact plan."), 4, on_open_case),
    Command("case-follow-ups.missed", "m", N_("Missed"),
            N_("Let the contact be missed, or plan it again."), 0, on_a_contact),
    Command("case-follow-ups.drop", "x", N_("Drop"),
            N_("Drop the contact with the reason, or take the step out of the plan."), 5,
            on_an_open_row),
    Command("case-follow-ups.up", "minus", N_("Move earlier"),
            N_("Move the step up in the order."), 0, on_a_step),
    Command("case-follow-ups.down", "plus", N_("Move later"),
            N_("Move the step down in the order."), 0, on_a_step),
    Command("case-follow-ups.anew", "z", N_("Begin anew"),
            N_("Open every step of the lost-contact plan again."), 0, on_open_case),
    Command("case-follow-ups.reach", "h", N_("Reachability"),
            N_("Write in words how the client can be reached."), 0, on_open_case),
    Command("case-follow-ups.template", "t", N_("Template"),
            N_("Edit the office's template of follow-up contacts.")),
    Command("case-follow-ups.card", "c", N_("Door card"),
            N_("Print the door-open card."), 0, with_a_card),
    Command("case-follow-ups.reopen", "o", N_("Reopen"), N_("Open the closed case again."), 0,
            on_closed_case),
)  # fmt: skip

FOLLOW_UP_PLAN = (
    Command("follow-up-plan.choose", "space", N_("Take or not"),
            N_("Take the contact under the cursor, or leave it out."), 2, on_a_row),
    Command("follow-up-plan.keep-day", "o", N_("Own day"),
            N_("Keep the day of the interval although services are closed, or move it."), 3,
            on_a_row),
    Command("follow-up-plan.day", "e", N_("Other day"), N_("Write another day."), 4, on_a_row),
    Command("follow-up-plan.accept", "ctrl+s", N_("Accept"),
            N_("Write the chosen contacts, and go back."), 1, also=("enter",), typing=True),
)  # fmt: skip

FOLLOW_UP_TEMPLATE = (
    *(command for command in LIST if command.id == "list.open"),
    Command("follow-up-template.new", "n", N_("New interval"), N_("Add an interval."), 1),
    Command("follow-up-template.remove", "x", N_("Remove"),
            N_("Take the interval out; what was planned by it stays."), 3, on_a_row,
            also=("delete",)),
)  # fmt: skip

INTERVAL = (Command("interval.finish", "ctrl+s", N_("Ready"), _READY, 1, typing=True),)
FOLLOW_UP = (Command("follow-up.finish", "ctrl+s", N_("Ready"), _READY, 1, typing=True),)
STEP = (Command("step.finish", "ctrl+s", N_("Ready"), _READY, 1, typing=True),)

CLOSING = (
    Command("closing.close", "ctrl+s", N_("Close case"),
            N_("Close the case and leave the card."), 1, typing=True),
)  # fmt: skip

DOOR_CARD = (
    Command("door-card.write", "ctrl+s", N_("Write file"), N_("Write the card to the folder."), 1,
            typing=True),
)  # fmt: skip
