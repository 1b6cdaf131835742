"""What is written on a visit while the client looks on: a line at a time, nothing typed is lost.

The law: Enter writes the line down in the casebook's thread, and its draft goes in that change; a
line that is refused stays, with the sentence under it. The half line is kept once a second and when
the process ends.
"""

from typing import TYPE_CHECKING

from storage.errors import StorageError
from storage.lines.visits import LateAgreement
from tui_app.dialogs.shown_visit import QUESTION, ShownVisitScreen
from tui_app.i18n.captured_tails import Known
from tui_app.i18n.captures import read_line
from tui_app.i18n.sentences import sentence
from tui_app.plain.words import spoken_language
from tui_app.screens.screen import NivelScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.lines.visits import VisitSheet

DRAFT_AFTER = 1.0


class VisitLine(NivelScreen):
    """The writing of a visit; ``shown`` is the client's side while it is on top."""

    def __init__(self) -> None:
        super().__init__()
        self.case_id: bytes | None = None
        self.sheet: VisitSheet | None = None
        self.shown: ShownVisitScreen | None = None
        self.half = ("", "")
        self._draft_waits = False

    def case_in_hand(self) -> bytes | None:
        """Return the visit's case: a look at its name is written into its log."""
        return self.case_id

    def keep(self, kind: str, text: str) -> None:
        """Write a line down; what is refused stays in the line, with the sentence under it."""
        case_id, visits, now = self.case_id, self.casebook.visits, self.host.clock.now()
        if case_id is None:
            return
        self.half = ("", "")
        work: Callable[[], None]
        if kind == QUESTION:
            work = lambda: visits.ask(case_id, text, now)  # noqa: E731 - one of two works
        else:
            agreement = self._agreement(text)
            work = lambda: visits.agree(case_id, agreement, now)  # noqa: E731
        self.ask(work, then=self._kept, refused=lambda error: self._not_kept(kind, text, error))

    def _agreement(self, text: str) -> LateAgreement:
        people = self.sheet.people if self.sheet else ()
        me = self.casebook.me.person_id
        known = [Known(each.id, each.name, each.id == me) for each in people]
        today = self.host.clock.now().date()
        caught = read_line(f"!g {text}", known, today, spoken_language())
        return LateAgreement(caught.text or text, caught.person, caught.due)

    def _kept(self, _none: None) -> None:
        self.host.note_saved()
        if self.shown is not None:
            self.shown.saved()

    def _not_kept(self, kind: str, text: str, error: StorageError) -> bool:
        self.typed(kind, text)
        if self.shown is not None:
            self.shown.note(sentence(error))
        return True

    def typed(self, kind: str, text: str) -> None:
        """Keep the half line, once a second at most."""
        self.half = (kind, text)
        if not self._draft_waits:
            self._draft_waits = True
            self.set_timer(DRAFT_AFTER, self.keep_half)

    def keep_half(self) -> None:
        """Keep the half line now."""
        self._draft_waits = False
        kind, text = self.half
        if self.case_id is not None:
            place = f"visit/{self.case_id.hex()}/line"
            self.host.keep_draft(place, f"{kind}\n{text}" if text else "")

    def leaving(self) -> None:
        """Keep the half line: the process ends now."""
        if self.half[1]:
            self.keep_half()
