"""What can be done with messages: the boxes, a thread, and a message being written."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_

INCOMING, OUTGOING, ATTACHED = "incoming", "outgoing", "attached"
"""Facts of the message in hand: it came in, it is one's own, files lie beside it."""


def on_incoming(standing: Standing) -> str:
    """Allow on a message that came in."""
    return "" if standing.has(INCOMING) else N_("This message is your own.")


def on_outgoing(standing: Standing) -> str:
    """Allow on a message of one's own."""
    return "" if standing.has(OUTGOING) else N_("This message is not your own.")


def on_attached(standing: Standing) -> str:
    """Allow on a message with files beside it."""
    return "" if standing.has(ATTACHED) else N_("No file lies beside this message.")


MAILBOX = (
    *LIST,
    Command("mailbox.new", "n", N_("New"), N_("Write a message."), 1),
    Command("mailbox.reply", "r", N_("Reply"), N_("Answer the message under the cursor."), 3,
            on_a_row),
    Command("mailbox.unread", "i", N_("Mark unread"), N_("Have it look new again."), 0, on_a_row),
    Command("mailbox.delete", "x", N_("Delete"), N_("Erase this copy, or throw the draft away."),
            4, on_a_row),
)  # fmt: skip

THREAD = (
    Command("thread.reply", "r", N_("Reply"), N_("Answer in this thread."), 1),
    Command("thread.action", "a", N_("Action item"), N_("Make an action item of this message."), 3),
    Command("thread.file", "f", N_("To the record"), N_("File this message to a client's record."),
            2),
    Command("thread.save", "s", N_("Save file"), N_("Save a file that lies beside it."), 4,
            on_attached),
    Command("thread.hold", "h", N_("Hold"), N_("Keep it whatever its time, or no longer."), 5),
    Command("thread.take-back", "b", N_("Take back"), N_("Take back what nobody has yet."), 6,
            on_outgoing),
    Command("thread.circle", "m", N_("Circle"), N_("See who reads this, and let people in or out."),
            0),
    Command("thread.case", "c", N_("Its client"), N_("Go to the client's case."), 0),
    Command("thread.about", "o", N_("What about"),
            N_("Go to the meeting, action item or client it is about."), 0),
    Command("thread.delete", "x", N_("Delete"), N_("Erase this copy; its place stays."), 0),
)  # fmt: skip

LETTER = (
    Command("letter.send", "ctrl+s", N_("Send"), N_("Send the message."), 1, typing=True),
    Command("letter.attach", "ctrl+o", N_("File"), N_("Lay a file beside it."), 3, typing=True),
    Command("letter.clear", "ctrl+x", N_("No files"), N_("Take all files away."), 0, typing=True),
)  # fmt: skip

CASE_MESSAGES = (
    *(command for command in LIST if command.id == "list.open"),
    Command("case-messages.new", "n", N_("New"), N_("Write about this client."), 1),
)

NOTE = (Command("note.case", "c", N_("Its client"), N_("Go to the client's case."), 1),)

CIRCLE = (
    Command("circle.add", "n", N_("Let in"), N_("Let somebody into the circle."), 1),
    Command("circle.part", "e", N_("Change part"),
            N_("Change what somebody may do: read and write, read, or lead."), 3, on_a_row),
    Command("circle.remove", "x", N_("Let out"), N_("Take somebody out of the circle."), 2,
            on_a_row),
)  # fmt: skip
