"""Two keys from anywhere: a new action item in one line, a contact written down.

The law: the case is the one that the screen is about, or its number in the line, else it is asked,
the row under the cursor first; nothing is filed under a case that was not named or chosen. What is
typed is kept as a draft until it is saved.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from storage.lines.cases import CaseLine
from tui_app.dialogs.case_picker import CasePicker
from tui_app.dialogs.log_contact import LogContact, LoggedContact
from tui_app.dialogs.quick_action import AskAction, QuickAction
from tui_app.i18n.catalogue import _
from tui_app.plain.words import joined, who
from tui_app.widgets.date_field import day_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from storage.casebook.casebook import Casebook
    from tui_app.dialogs.choose import Chosen
    from tui_app.screens.listing import Listing

DRAFT = "quick-action"


class QuickEntry:
    """The two entries, on whatever ``screen``; ``here``: the case that it is about, if any."""

    def __init__(self, screen: "Listing", casebook: "Casebook", here: bytes | None) -> None:
        self.screen = screen
        self.casebook = casebook
        self.here = here
        self.host = screen.host

    def new_action(self, due: "dt.date | None" = None) -> None:
        """Ask for one line, of the case on the screen or of one to be named.

        ``due``: the day that it is due on unless the line names another.
        """
        self._with_case_here(partial(self._ask_action, due=due))

    def log_contact(self) -> None:
        """Ask how the client was reached; the case first, where none is on the screen."""
        self._with_case_here(self._ask_contact)

    def _with_case_here(self, then: "Callable[[CaseLine | None], object]") -> None:
        if self.here is None:
            then(None)
        else:
            self.screen.ask(self.casebook.cases.line, self.here, then=then)

    def _whose(self, line: CaseLine | None) -> str:
        return "" if line is None else who(line.label, line.name, names=self.host.names_shown)

    # --- an action item ------------------------------------------------------------------------

    def _ask_action(self, line: CaseLine | None, due: "dt.date | None" = None) -> None:
        dialog = AskAction(self._whose(line), self.host.clock.now().date(), due)
        dialog.keep = partial(self.host.keep_draft, DRAFT)
        self.screen.ask(self.casebook.drafts.find, DRAFT, then=dialog.restore)
        self.screen.app.push_screen(dialog, partial(self._action_told, line))

    def _action_told(self, line: CaseLine | None, answer: QuickAction | None) -> None:
        if answer is None:
            return
        if answer.label:
            find = partial(_find, self.casebook, answer.label)
            self.screen.ask(find, then=partial(self._case_found, answer))
        elif line is not None:
            self._save_action(answer, line)
        else:
            self._pick_case(answer.what, partial(self._save_action, answer))

    def _case_found(self, answer: QuickAction, line: CaseLine | None) -> None:
        if line is None:
            words = _("There is no {case}. What you wrote waits: y a brings it back.")
            self.screen.say(words.format(case=answer.label), alert=True)
        else:
            self._save_action(answer, line)

    def _save_action(self, answer: QuickAction, line: CaseLine) -> None:
        if self._is_closed(line):
            return
        casebook = self.casebook

        def save() -> None:
            me = casebook.people.me()
            casebook.actions.add(line.id, answer.what, due=answer.due, owner_id=me)

        self.screen.ask(save, then=lambda _none: self._action_saved(answer, line))

    def _action_saved(self, answer: QuickAction, line: CaseLine) -> None:
        self.host.keep_draft(DRAFT, "")
        self.host.note_saved()
        due = _("due {date}").format(date=day_words(answer.due)) if answer.due else ""
        self.screen.say(joined((_("Action item added"), self._whose(line), due)))

    # --- a contact -----------------------------------------------------------------------------

    def _ask_contact(self, line: CaseLine | None) -> None:
        if line is None:
            self._pick_case(_("Contact made"), self._ask_contact)
        elif not self._is_closed(line):
            dialog = LogContact(self._whose(line), self.host.clock.now().astimezone())
            self.screen.app.push_screen(dialog, partial(self._contact_told, line))

    def _contact_told(self, line: CaseLine, answer: LoggedContact | None) -> None:
        if answer is None:
            return
        now = self.host.clock.now().astimezone()
        add = partial(self.casebook.contact_attempts.add, line.id, answer.channel, answer.outcome)
        told = {"words": answer.words, "day_only": answer.day_only}
        self.screen.ask(
            lambda: add(at=answer.at, now=now, **told),
            then=lambda _new: self._contact_saved(line),
        )

    def _contact_saved(self, line: CaseLine) -> None:
        self.host.note_saved()
        self.screen.say(joined((_("Contact written down"), self._whose(line))))

    # --- which case ----------------------------------------------------------------------------

    def _pick_case(self, title: str, then: "Callable[[CaseLine], object]") -> None:
        here, casebook = self._case_of_row(), self.casebook

        def find(words: str, limit: int) -> "Sequence[CaseLine]":
            found = casebook.cases.pick(words, limit)
            if words.strip() or here is None:
                return found
            first = casebook.cases.lines_of([here])
            return (*first, *(line for line in found if line.id != here))

        def chosen(answer: "Chosen | None") -> None:
            if answer is None or answer.key is None:
                self.screen.say(_("Not saved: no client was chosen."))
            else:
                self.screen.ask(casebook.cases.line, answer.key, then=then)

        question = joined((title, _("whose?")), " – ")
        self.screen.app.push_screen(CasePicker(question, self.screen.looker(find)), chosen)

    def _case_of_row(self) -> bytes | None:
        """Return the case of the row under the cursor, to stand first where the case is asked."""
        line: Any = getattr(self.screen.list_in_hand(), "current", None)
        if isinstance(line, CaseLine):
            return line.id
        return getattr(line, "case_id", None)

    def _is_closed(self, line: CaseLine) -> bool:
        if line.phase == "closed":
            self.screen.say(_("The case is closed. Open it again first."), alert=True)
        return line.phase == "closed"


def _find(casebook: "Casebook", label: str) -> CaseLine | None:
    case_id = casebook.cases.find(label)
    return None if case_id is None else casebook.cases.line(case_id)
