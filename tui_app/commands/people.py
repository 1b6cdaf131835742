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


def _merging(standing: Standing) -> str:
    if standing.has(CAN_CHECK):
        return N_("Only people and organisations are merged.")
    return on_a_row(standing)


IS_MERGED = "is-merged"
"""The fact that the list of what was merged is shown."""


def _apart(standing: Standing) -> str:
    if not standing.has(IS_MERGED):
        return N_("Go to tab 2: there stands what was merged.")
    return on_a_row(standing)


def _pair(standing: Standing) -> str:
    if standing.has(IS_MERGED):
        return N_("These are merged already.")
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
    Command("people.merge", "m", N_("Merge"),
            N_("Merge the two marked rows, or the row under the cursor with another."), 6,
            _merging),
    Command("people.doubles", "b", N_("Doubles"),
            N_("See who may be doubled, and take apart what was merged.")),
)  # fmt: skip

DOUBLES = (
    *(command for command in LIST if command.id == "list.open"),
    Command("doubles.merge", "m", N_("Merge"), N_("Ask whether the two of the row are one."), 1,
            _pair),
    Command("doubles.apart", "x", N_("Take apart"),
            N_("Take the row apart again: both are in the lists as before."), 3, _apart,
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
