"""Plan a meeting: its agenda from the template, the client and whoever plans it, then Prepare.

The law: planning asks nothing first. A network meeting in the language of the screen is the
beginning; kind, language and time are changed where it opens, and one undo takes it all back. What
the last meeting of the case left open comes onto the new agenda.
"""

from typing import TYPE_CHECKING

from storage.casebook.agenda import PlannedItem
from tui_app.i18n.agendas import agenda_of
from tui_app.i18n.catalogue import _, language
from tui_app.screens.messages import Open

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tui_app.screens.screen import NivelScreen

KIND = "network"
TITLE_CUT = 120


def plan_in_case(screen: "NivelScreen", case_id: bytes) -> None:
    """Plan a meeting of this case and open it."""
    spoken, carried = language(), _("From last time: {title}")

    def opened(meeting_id: bytes) -> None:
        screen.post_message(Open("meeting", meeting_id, "prepare"))

    screen.ask(plan, screen.casebook, case_id, spoken, carried, then=opened)


def plan(casebook: "Casebook", case_id: bytes, spoken: str, carried: str) -> bytes:
    """Plan it; returns the meeting's id. ``carried`` says that an item comes from last time."""
    me = casebook.people.me()
    items = [PlannedItem(title, minutes) for title, minutes in agenda_of(KIND, spoken)]
    items[2:2] = [
        PlannedItem(carried.format(title=title)) for title in open_items(casebook, case_id)
    ]
    with casebook.change("meeting.plan"):
        meeting_id = casebook.meetings.plan(case_id, items, people=[me], kind=KIND, language=spoken)
        casebook.meetings.invite(meeting_id, me, role="note-taker", invitation="coming")
    return meeting_id


def open_items(casebook: "Casebook", case_id: bytes) -> tuple[str, ...]:
    """Return what the last held meeting left: its questions that nobody marked as answered."""
    held = (line for line in casebook.meetings.of_case(case_id) if line.state == "held")
    last = next(held, None)
    if last is None:
        return ()
    sheet = casebook.minutes.sheet(last.id)
    asked = (entry.text.split("\n")[0] for entry in sheet.entries if entry.kind == "question")
    return tuple(text[:TITLE_CUT] for text in asked)[:5]
