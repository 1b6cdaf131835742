"""What can be done with people and organisations: in their lists and in their forms."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_

CAN_CHECK = "can-check"
"""The fact that the rows of the tab say when they were checked."""


def _checked(standing: Standing) -> str:
    if not standing.has(CAN_CHECK):
        return N_("Only services and practice cards are checked here.")
    return on_a_row(standing)


PEOPLE = (
    *LIST,
    Command("people.new", "n", N_("New"), N_("Add a row to the list that is shown."), 1),
    Command("people.bring-in", "i", N_("Bring in"),
            N_("Bring in an address book; with services and practice cards what Nivel knows."), 3),
    Command("people.check", "t", N_("Checked"),
            N_("Write that the marked rows, or the one under the cursor, were checked today."),
            5, _checked),
    Command("people.edit", "e", N_("Edit"), N_("Edit the row under the cursor."), when=on_a_row),
    Command("people.remove", "x", N_("Remove"),
            N_("Remove the marked rows, or the one under the cursor."), 4, on_a_row,
            also=("delete",)),
)  # fmt: skip

PERSON = (
    Command("person.finish", "ctrl+s", N_("Ready"), N_("Save and go back."), 1, typing=True),
    Command("person.organisation", "ctrl+o", N_("Organisation"),
            N_("Choose the person's organisation."), 3, typing=True),
)  # fmt: skip

NEW_PERSON = (
    Command("person.finish", "ctrl+s", N_("Add"), N_("Add this person."), 1, typing=True),
    PERSON[1],
)

ORGANISATION = (
    *(command for command in LIST if command.id == "list.open"),
    Command("organisation.finish", "ctrl+s", N_("Ready"), N_("Save and go back."), 1, typing=True),
)

NEW_ORGANISATION = (
    *(command for command in LIST if command.id == "list.open"),
    Command("organisation.finish", "ctrl+s", N_("Add"), N_("Add this organisation."), 1,
            typing=True),
)  # fmt: skip
