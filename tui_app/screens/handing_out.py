"""The way from a meeting's tabs to its papers."""

from tui_app.screens.meeting import MeetingScreen
from tui_app.screens.messages import Open


class HandingOut(MeetingScreen):
    """A tab of a meeting from which papers are handed out."""

    def do_hand_out(self) -> None:
        """Go to the papers."""
        self.leaving()
        self.post_message(Open("meeting", self.meeting_id, "hand-out"))
