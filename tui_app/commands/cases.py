"""What can be done with cases: in the list, on a case's Summary, and in its two forms."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_

CLOSED = "closed"
"""The fact that the case on the screen is closed."""
READY = "ready"
"""The fact that the case on the screen has been read."""


def on_open_case(standing: Standing) -> str:
    """Allow while the case is open."""
    if not standing.has(READY):
        return N_("The case is not open yet.")
    return N_("The case is closed. Open it again first.") if standing.has(CLOSED) else ""


def on_closed_case(standing: Standing) -> str:
    """Allow while the case is closed."""
    return "" if standing.has(CLOSED) else N_("The case is not closed.")


def on_a_release(standing: Standing) -> str:
    """Allow when the cursor is on a release date."""
    return "" if standing.row else N_("No release date has been told yet. Press r to tell one.")


CASES = (
    *LIST,
    Command("cases.new", "n", N_("New client"), N_("Open a case about a new client."), 1),
    Command("cases.own", "o", N_("Own or all"), N_("Show only your own cases, or all."), 4),
    Command("cases.closed", "c", N_("Closed too"), N_("Show closed cases too, or not."), 5),
)

_OPEN = tuple(command for command in LIST if command.id == "list.open")
SUMMARY = (
    *_OPEN,
    Command(
        "case.release",
        "r",
        N_("New date"),
        N_("Write a release date that was told."),
        1,
        on_open_case,
        also=("n",),
    ),
    Command(
        "case.planning",
        "p",
        N_("Plan by this"),
        N_("Plan by the release date under the cursor."),
        3,
        on_a_release,
    ),
    Command("case.edit", "e", N_("Edit"), N_("Edit the fields of this page."), 2, on_open_case),
    Command("case.client", "c", N_("Client"), N_("Open the client's own details.")),
    Command(
        "case.remove-release",
        "delete",
        N_("Remove date"),
        N_("Remove a release date that was written by mistake."),
        when=on_a_release,
    ),
    Command("case.close", "x", N_("Close case"), N_("Close the case, with the reason."), 5,
            on_open_case),
    Command("case.reopen", "o", N_("Reopen"), N_("Open the closed case again."), 4,
            on_closed_case),
    Command("case.erase", "w", N_("Erase"),
            N_("Erase the closed case for good, once its record text has been filed."), 0,
            on_closed_case),
)  # fmt: skip

NEW_CASE = (
    Command(
        "new-case.make",
        "ctrl+s",
        N_("Open the case"),
        N_("Open the case about this client."),
        1,
        typing=True,
    ),
)

RELEASE = (
    Command(
        "release.finish",
        "ctrl+s",
        N_("Ready"),
        N_("Save and go back to the case."),
        1,
        typing=True,
    ),
)

CASE_MEETINGS = (
    *LIST,
    Command(
        "case-meetings.new",
        "n",
        N_("Plan meeting"),
        N_("Plan a meeting of this case."),
        1,
        on_open_case,
    ),
    Command(
        "case-meetings.papers",
        "h",
        N_("Papers"),
        N_("The paper pack, and the copy that may lie in a cell."),
        3,
        on_open_case,
    ),
    Command(
        "case-meetings.late",
        "l",
        N_("Late entry"),
        N_("Write a whole meeting down afterwards, on one screen."),
        4,
        on_open_case,
    ),
    Command(
        "case-meetings.message",
        "v",
        N_("Message"),
        N_("Write a message about the meeting."),
        3,
        on_a_row,
    ),
)

CASE_ACTIONS = (
    *LIST,
    Command("case-actions.new", "n", N_("New action"), N_("Add an action item."), 1, on_open_case),
    Command("case-actions.done", "d", N_("Done"), N_("Mark done, or open again."), 3, on_a_row),
    Command(
        "case-actions.waiting",
        "w",
        N_("Waiting"),
        N_("Mark as waiting, or open again."),
        4,
        on_a_row,
    ),
    Command("case-actions.edit", "e", N_("Edit"), N_("Edit the action item."), 2, on_a_row),
    Command(
        "case-actions.drop",
        "x",
        N_("Drop"),
        N_("Drop the action item, with the reason."),
        5,
        on_a_row,
    ),
    Command(
        "case-actions.message",
        "v",
        N_("Message"),
        N_("Write a message about the action item."),
        0,
        on_a_row,
    ),
    Command(
        "case-actions.ended", "c", N_("Open or ended"), N_("Show the ended ones, or the open ones.")
    ),
)

CASE_CONTACTS = (
    Command("case-contacts.new", "n", N_("New contact"),
            N_("Write down that the client was called, met, written to, or did not answer."), 1,
            on_open_case),
    Command("case-contacts.remove", "x", N_("Remove"), N_("Take back what was written."), 2,
            on_a_row, also=("delete",)),
)  # fmt: skip

CASE_LOG = (
    Command("case-log.filter", "slash", N_("Filter"),
            N_("Narrow the log: which log, who, what, from when until when."), 1),
)  # fmt: skip
