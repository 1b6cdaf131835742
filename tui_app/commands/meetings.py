"""What can be done with meetings: the list, Prepare, Live and Minutes.

The law: in Live every key that is needed while typing is an F-key or Ctrl with a letter that no
terminal, browser or multiplexer takes; each has a letter for when no field has the cursor.
"""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_

PLANNED, LIVE, HELD = "planned", "live", "held"
"""The facts that the meeting on the screen is still to come, goes on, or was held."""
ON_ITEM, ON_PERSON, ON_QUESTION = "on-item", "on-person", "on-question"
"""The facts that the cursor is on an agenda item, on a participant, or on a question."""


def on_an_item(standing: Standing) -> str:
    """Allow when the cursor is on an agenda item."""
    return "" if standing.has(ON_ITEM) else N_("Choose an agenda item first.")


def on_a_person(standing: Standing) -> str:
    """Allow when the cursor is on a participant."""
    return "" if standing.has(ON_PERSON) else N_("Choose a participant first.")


def on_a_question(standing: Standing) -> str:
    """Allow when the cursor is on a question, open or answered."""
    return "" if standing.has(ON_QUESTION) else N_("Choose a question first.")


def while_live(standing: Standing) -> str:
    """Allow while the meeting goes on."""
    return "" if standing.has(LIVE) else N_("The meeting does not go on now.")


def before_the_end(standing: Standing) -> str:
    """Allow until the meeting was held."""
    return "" if standing.has(PLANNED) else N_("The meeting is no longer to come.")


_OPEN = tuple(command for command in LIST if command.id == "list.open")
_HAND_OUT = N_("Hand out")
_ANSWER = N_("Mark the question as answered, or as open again.")
HAND_OUT = (
    Command("hand-out.write", "ctrl+s", N_("Write copy"), N_("Write the copy into the folder."), 1,
            typing=True),
)  # fmt: skip

MEETINGS = (
    *LIST,
    Command("meetings.new", "n", N_("Plan meeting"), N_("Plan a meeting of a case."), 1),
    Command("meetings.past", "p", N_("Past or next"), N_("Show past meetings, or those to come."),
            4),
    Command("meetings.message", "v", N_("Message"), N_("Write a message about the meeting."), 0,
            on_a_row),
    Command("meetings.call-off", "x", N_("Call off"), N_("Call the meeting off."), 5, on_a_row),
)  # fmt: skip

PREPARE = (
    Command("prepare.start", "s", N_("Start meeting"), N_("Start the meeting and the minutes."), 1),
    Command("prepare.add", "n", N_("New item"), N_("Add an agenda item."), 2),
    Command("prepare.people", "p", N_("Invite"), N_("Add participants from the network."), 3),
    Command("prepare.own", "q", N_("Client's own"), N_("Add an item that the client asks for.")),
    Command("prepare.edit", "e", N_("Edit"), N_("Edit the agenda item."), 4, on_a_row,
            also=("enter",)),
    Command("prepare.more", "plus", N_("More time"), N_("Give the item a minute more."), 0,
            on_an_item),
    Command("prepare.less", "minus", N_("Less time"), N_("Give the item a minute less."), 0,
            on_an_item),
    Command("prepare.up", "w", N_("Move up"), N_("Move the item up."), 0, on_an_item),
    Command("prepare.down", "z", N_("Move down"), N_("Move the item down."), 0, on_an_item),
    Command("prepare.owner", "o", N_("Item lead"), N_("Choose who leads the item."), 0, on_an_item),
    Command("prepare.answer", "v", N_("Invitation"), N_("Say how far the invitation has come."), 0,
            on_a_person),
    Command("prepare.role", "r", N_("Role"), N_("Choose the participant's role."), 0, on_a_person),
    Command("prepare.remove", "x", N_("Remove"), N_("Take the item or the participant off."), 5,
            on_a_row, also=("delete",)),
    Command("prepare.hand-out", "h", _HAND_OUT, N_("Invitation and agenda, for others.")),
    Command("prepare.call-off", "c", N_("Call off"), N_("Call the meeting off."), 0,
            before_the_end),
)  # fmt: skip

LIVE_KEYS = (
    Command("live.next", "ctrl+n", N_("Next item"), N_("Start the next agenda item."), 1,
            while_live, also=("g n",), typing=True),
    Command("live.read-back", "f4", N_("Read aloud"), N_("Read what was agreed aloud."), 4,
            also=("r",), typing=True),
    Command("live.speaker", "f6", N_("Speaker"), N_("Change who speaks."), 5, also=("s",),
            typing=True),
    Command("live.tier", "ctrl+g", N_("Who may see"), N_("Change who gets a copy of the line."), 6,
            also=("t",), typing=True),
    Command("live.verbatim", "ctrl+o", N_("Own words"), N_("Write down spoken words as they are."),
            0, also=("v",), typing=True),
    Command("live.presence", "ctrl+e", N_("Who is here"), N_("Mark who is here and who is not."),
            7, also=("m",), typing=True),
    Command("live.write", "n", N_("Write"), N_("Go back to the line."), 2, also=("i",)),
    Command("live.close", "c", N_("Close meeting"), N_("Close the meeting and its clock."), 3,
            while_live, behind_escape=True),
    Command("live.edit", "e", N_("Edit"), N_("Edit what was written."), also=("enter",)),
    Command("live.answer", "d", N_("Answered"), _ANSWER, 0, on_a_question),
    Command("live.remove", "x", N_("Remove"), N_("Take back what was written."),
            also=("delete",)),
    Command("live.names", "a", N_("Show names"), N_("Show names for ten seconds; this is logged.")),
    Command("live.pin", "p", N_("Set PIN"), N_("Set a PIN for this meeting instead of locking.")),
)  # fmt: skip

TELLING = (
    Command("telling.finish", "ctrl+s", N_("Ready"), N_("Save and go back."), 1, typing=True),
)  # fmt: skip

MINUTES = (
    Command("minutes.hand-out", "h", _HAND_OUT, N_("Minutes for a person or the official record."),
            1),
    Command("minutes.edit", "e", N_("Edit"), N_("Edit what was written."), 2, on_a_row,
            also=("enter",)),
    Command("minutes.tier", "t", N_("Who may see"), N_("Change who gets a copy of this."), 3,
            on_a_row),
    Command("minutes.answer", "d", N_("Answered"), _ANSWER, 4, on_a_question),
    Command("minutes.add", "n", N_("Late entry"), N_("Write something that was said earlier."), 5),
    Command("minutes.agree", "a", N_("Agreed"), N_("Write something that was agreed.")),
    Command("minutes.read-back", "r", N_("Read aloud"), N_("Read what was agreed aloud."), 6),
    Command("minutes.remove", "x", N_("Remove"), N_("Take back what was written."), 0, on_a_row,
            also=("delete",)),
    Command("minutes.reopen", "o", N_("Go on"), N_("Open the meeting again and go on.")),
)  # fmt: skip
