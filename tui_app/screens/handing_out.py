"""Hand out a meeting's papers: what, for whom, where to; a preview first."""

from tui_app.screens.meeting import MeetingScreen


class HandingOut(MeetingScreen):
    """A tab of a meeting from which papers are handed out."""

    def hand_out(self, offered: tuple[str, ...]) -> None:
        """Offer these papers."""
