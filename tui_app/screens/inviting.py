"""Add participants from the network, with the client's wish beside each.

The law (domain page, F4): a wish not to invite someone is followed, or the reason why not is
written first and goes into the network; without the reason nobody is invited.
"""

from typing import TYPE_CHECKING

from storage.lines.change import text_digest
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.invite import Invite
from tui_app.dialogs.reason import Reason
from tui_app.i18n.catalogue import _
from tui_app.plain.words import shown_name
from tui_app.screens.handing_out import HandingOut

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.lines.change import DraftLine
    from storage.lines.network import TieLine

DRAFT_AFTER = 1.0


class Inviting(HandingOut):
    """A tab of a meeting from which people are invited."""

    def ask_text(
        self,
        dialog: AskText,
        place: str,
        answer: "Callable[[str | None], None]",
        stands: str | None = None,
    ) -> None:
        """Show ``dialog``; what is typed is kept as the draft ``place`` until it is answered.

        ``stands``: the value under it. A draft that stood over another one is ``over_another``.
        """
        over = None if stands is None else text_digest(stands)
        name = f"meeting/{self.meeting_id.hex()}/{place}"
        typed: dict[str, str] = {}

        def keep(text: str) -> None:
            if not typed:
                self.set_timer(DRAFT_AFTER, keep_now)
            typed[name] = text

        def keep_now() -> None:
            if name in typed:
                self.host.keep_draft(name, typed.pop(name), over)

        def answered(text: str | None) -> None:
            keep_now()
            if text is not None:
                self.host.keep_draft(name, "")
            answer(text)

        def restore(lines: "tuple[DraftLine, ...]") -> None:
            nonlocal over
            draft = next((line for line in lines if line.place == name), None)
            if draft is not None and dialog.restore(draft.text):
                dialog.over_another = over is not None and draft.over not in {None, over}
                over = draft.over or over

        dialog.keep = keep
        self.app.push_screen(dialog, answered)
        self.ask(self.casebook.drafts.lines, then=restore)

    # --- people of the network -----------------------------------------------------------------

    def do_people(self) -> None:
        """Show the network, to choose who is asked to come."""
        if self.sheet is not None:
            case_id = self.sheet.meeting.case_id
            self.ask(self.casebook.network.suggested, case_id, then=self._show_network)

    def _show_network(self, ties: "tuple[TieLine, ...]") -> None:
        sheet = self.sheet
        if sheet is None:
            return
        there = {line.person_id for line in sheet.attendance}
        to_ask = tuple(tie for tie in ties if tie.person_id and tie.person_id not in there)
        dialog = Invite(to_ask, names=self.host.names_shown)
        self.app.push_screen(dialog, lambda chosen: self._invite_all(list(chosen or ())))

    def _invite_all(self, ties: "list[TieLine]") -> None:
        """Invite one after another; a wish against it is answered first."""
        if not ties:
            return
        tie, rest = ties[0], ties[1:]
        if tie.wish == "not-invite" and tie.outcome != "not-followed":
            name = shown_name(tie.name, names=self.host.names_shown)
            question = _(
                "The client wishes not to invite {name}. Why is {name} asked all the same? Tell "
                "the client too."
            ).format(name=name)
            where = _("The reason is kept in the network, and the client may read it.")
            self.app.push_screen(
                Reason(question, where), lambda reason: self._against_wish(tie, reason, rest)
            )
            return
        self._invite(tie, "", rest)

    def _against_wish(self, tie: "TieLine", reason: str | None, rest: "list[TieLine]") -> None:
        if reason:
            self._invite(tie, reason, rest)
        else:
            self.say(_("Nobody was invited against the client's wish."))
            self._invite_all(rest)

    def _invite(self, tie: "TieLine", reason: str, rest: "list[TieLine]") -> None:
        book, meeting_id, person_id = self.casebook, self.meeting_id, tie.person_id

        def invite() -> None:
            with book.change("attendance.add"):
                if reason:
                    book.network.edit(tie.id, outcome="not-followed", outcome_reason=reason)
                if person_id is not None:
                    book.meetings.invite(meeting_id, person_id)

        self.ask(invite, then=lambda _none: self._invite_all(rest))
