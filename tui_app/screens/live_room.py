"""The people in a live meeting: who is here, the PIN of the sitting, reading back, closing.

The law: after each dialog the line has the cursor again; only what changed is written, in one
change with one undo.
"""

from tui_app.dialogs.presence import PresenceMarks
from tui_app.dialogs.read_back import ReadBack
from tui_app.dialogs.session_pin import SessionPin
from tui_app.i18n.catalogue import _
from tui_app.screens.live_line import LiveLine
from tui_app.screens.messages import Open


class LiveRoom(LiveLine):
    """The commands about the people of a live meeting and its end."""

    def do_presence(self) -> None:
        """Mark who is here."""
        if self.sheet is not None:
            lines = self.sheet.attendance
            marks = PresenceMarks(lines, names=self.host.names_shown)
            self.app.push_screen(marks, self._mark_all)

    def _mark_all(self, marks: "dict[bytes, str] | None") -> None:
        mark, sheet = self.casebook.meetings.mark, self.sheet
        self.line.focus()
        if not marks or sheet is None:
            return

        def keep() -> None:
            with self.casebook.change("attendance.mark"):
                for attendance_id, presence in marks.items():
                    mark(attendance_id, presence=presence)

        self.ask(keep)

    def do_pin(self) -> None:
        """Set a PIN for this sitting."""
        self.app.push_screen(SessionPin(), self._sit)

    def _sit(self, pin: str | None) -> None:
        if pin:
            self.host.begin_sitting(pin)
            self.say(_("The PIN brings the screen back; nothing is locked for half an hour."))
        self.line.focus()

    # --- the end -------------------------------------------------------------------------------

    def do_read_back(self) -> None:
        """Read what was agreed aloud, one thing a row."""
        if self.sheet is not None:
            dialog = ReadBack(self.sheet.agreements, names=self.host.names_shown)
            self.app.push_screen(dialog, self.was_read)

    def do_close(self) -> None:
        """Close the meeting and go to its minutes."""
        self.leaving()
        self.host.end_sitting()
        done = Open("meeting", self.meeting_id, "minutes", instead=True)
        close = self.casebook.meetings.close
        self.ask(close, self.meeting_id, self.now(), then=lambda _none: self.post_message(done))
