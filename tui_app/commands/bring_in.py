"""What can be done with an address book that has been read and is not yet brought in."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_

READ, KNOWN = "read", "known"
"""Facts: a book has been read; the entry under the cursor may be somebody who is here."""


def with_book(standing: Standing) -> str:
    """Allow once a file has been read."""
    return "" if standing.has(READ) else N_("Choose a file first: press o.")


def with_known(standing: Standing) -> str:
    """Allow on entries that may be people who are here."""
    reason = on_a_row(standing)
    if reason or standing.has(KNOWN) or standing.marked:
        return reason
    return N_("Nobody here is like this entry. Add it or leave it out.")


BRING_IN = (
    *(command for command in LIST if command.id == "list.mark"),
    Command("bring-in.finish", "ctrl+s", N_("Bring in"), N_("Bring in what is chosen."), 1,
            with_book, typing=True),
    Command("bring-in.change", "enter", N_("Change"), N_("Change what becomes of the entry."), 2,
            on_a_row),
    Command("bring-in.add", "a", N_("Add"), N_("Add the marked entries, or this one."), 3,
            on_a_row),
    Command("bring-in.skip", "s", N_("Leave out"), N_("Leave out the marked entries, or this one."),
            4, on_a_row),
    Command("bring-in.fill", "m", N_("Fill in"),
            N_("Fill in what is empty at the person who is here."), 5, with_known),
    Command("bring-in.who", "w", N_("Who is it"),
            N_("Go to the next person whom the entry may be."), when=with_known),
    Command("bring-in.file", "o", N_("Other file"), N_("Choose another file."), 6),
)  # fmt: skip
