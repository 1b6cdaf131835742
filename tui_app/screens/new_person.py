"""A new person; who is like somebody here is looked for before anybody is added.

The law: nobody is entered twice unawares. A new person whose name, telephone or e-mail is like
that of somebody here is not added before it has been said who they are.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from storage.lines.names import full_name
from tui_app.commands.command import Command
from tui_app.commands.people import NEW_PERSON
from tui_app.dialogs.alike import AlikeQuestion
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.screens.messages import Open
from tui_app.screens.person import PersonScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.lines.people import PersonLine
    from tui_app.dialogs.choose import Chosen


class NewPersonScreen(PersonScreen):
    """The form of a person who is not here yet."""

    commands: ClassVar[tuple[Command, ...]] = NEW_PERSON

    def __init__(self) -> None:
        super().__init__(None)

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('People')} > {_('New person')}"

    def words(self) -> str:
        """Say how saving goes here."""
        return _("Ctrl+S adds the person. Esc leaves; what you wrote waits here.")

    # --- the organisation that was chosen is a draft too ----------------------------------------

    def bring_back(self) -> None:
        """Show the drafts, the organisation's too."""
        if not self.restored:
            self.ask(self._chosen_before, then=self.organisation_set)
        super().bring_back()

    def _chosen_before(self) -> tuple[bytes | None, str]:
        draft = self.casebook.drafts.find(f"{self.draft_place()}/organisation")
        known = {line.id.hex(): line.name for line in self.casebook.organisations.lines(0, -1)}
        return (bytes.fromhex(draft), known[draft]) if draft in known else (None, "")

    def organisation_set(self, found: tuple[bytes | None, str]) -> None:
        """Show the organisation, and keep it as a draft."""
        super().organisation_set(found)
        key = found[0]
        self.host.keep_draft(f"{self.draft_place()}/organisation", key.hex() if key else "")

    def added(self, record_id: bytes) -> None:
        """Drop the drafts and go back to the list."""
        self.host.keep_draft(f"{self.draft_place()}/organisation", "")
        super().added(record_id)

    # --- who is here already -------------------------------------------------------------------

    def whole_name(self) -> str:
        """Return the name as it is typed so far."""
        return full_name(self.value("given").strip(), self.value("family").strip())

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Keep the draft, and say at once who is here already."""
        super().save_field(field)
        if field.id in {"family", "phone", "email"}:
            self._look_for_alike(lambda found: self._note_alike(field, found))

    def _look_for_alike(self, then: Any) -> None:  # noqa: ANN401 - takes the lines
        find = partial(
            self.casebook.people.find_alike,
            self.whole_name(), phone=self.value("phone"), email=self.value("email"),
        )  # fmt: skip
        self.ask(find, then=then)

    def _note_alike(self, field: Any, found: "Sequence[PersonLine]") -> None:  # noqa: ANN401
        if found:
            line = found[0]
            whence = line.organisation or choice_word("sector", line.sector)
            words = _("Here already: {name}, {whence}").format(name=line.name, whence=whence)
            self.note_beside(field, words, alert=True)

    def add(self) -> None:
        """Add the person, once it is said that nobody here is meant."""
        if not (self.whole_name() or self.value("called").strip()):
            self.note_beside(self.field("given"), _("Write a name first."), alert=True)
            self.field("given").focus()
        else:
            self._look_for_alike(self._ask_or_add)

    def _ask_or_add(self, found: "Sequence[PersonLine]") -> None:
        if found:
            self.app.push_screen(AlikeQuestion(self.whole_name(), found), self._decided)
        else:
            self._add()

    def _decided(self, chosen: "Chosen | None") -> None:
        if chosen is None:
            return
        if chosen.key is None:
            self._add()
        else:
            self.post_message(Open("person", chosen.key, instead=True))

    def _add(self) -> None:
        values = {**self.values(), "organisation_id": self.field("organisation").key}
        self.ask(lambda: self.casebook.people.add(**values), then=self.added)
