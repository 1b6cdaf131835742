"""Choose who joins a network: the case's people, the directory, an organisation, or somebody new.

The law: one line of typing finds them all. After the people and organisations that fit stand two
ways that always fit: a new private person with the typed name, and a role with the typed words that
is still to be filled. Names that two people have are asked apart, as in ``person_picker``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from storage.lines.people import OrganisationLine, PersonLine
from tui_app.dialogs.choose import Chosen, Look
from tui_app.dialogs.person_picker import PersonPicker, apart_row, shown, whence
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.widgets.list_rows import Row

PRIVATE, ROLE = "private", "role"


@dataclass(frozen=True, slots=True)
class NewActor:
    """A way to add somebody who is not there yet; ``kind`` is PRIVATE or ROLE."""

    kind: str
    words: str

    @property
    def id(self) -> bytes:
        """Return what the list knows the row by."""
        return self.kind.encode()


@dataclass(frozen=True, slots=True)
class Actor:
    """The answer: ``kind`` person, organisation, private or role; a key, or the typed words."""

    kind: str
    key: bytes | None
    words: str


class ActorPicker(PersonPicker):
    """Like the picker of people; ``answer`` gets the chosen ``Actor``, or None."""

    def __init__(self, title: str, look: Look, answer: Callable[[Actor | None], object]) -> None:
        super().__init__(title, self._look_for)
        self.bare = _("Type a name or a role: who is not here yet can be added.")
        self._look_outside = look
        self._answer = answer

    def _look_for(self, words: str, show: Callable[[Sequence[Any]], None]) -> None:
        """Add the two ways that always fit, once something is typed."""
        typed = words.strip()
        new = (NewActor(PRIVATE, typed), NewActor(ROLE, typed)) if typed else ()
        self._look_outside(words, lambda found: show((*found, *new)))

    def row(self, line: Any) -> Row:  # noqa: ANN401 - a person, an organisation or a new actor
        """Draw a person, an organisation, or a way to add somebody new."""
        if isinstance(line, NewActor):
            words = _("New private person: {name}") if line.kind == PRIVATE else _(
                "Role to be filled: {name}"
            )  # fmt: skip
            return Row((), full=f"+ {words.format(name=line.words)}")
        if isinstance(line, OrganisationLine):
            return Row((line.name, choice_word("sector", line.sector), line.municipality))
        if self.apart:
            return apart_row(line)
        return Row((shown(line, self.typed), whence(line), line.title))

    def dismiss(self, result: Chosen | None = None) -> Any:  # noqa: ANN401 - Textual's own type
        """Answer with what the chosen row is."""
        line = self.list.current if result is not None else None
        self._answer(actor_of(line))
        return super().dismiss(result)


def actor_of(line: object) -> Actor | None:
    """Return the answer that a row stands for."""
    if isinstance(line, NewActor):
        return Actor(line.kind, None, line.words)
    if isinstance(line, PersonLine):
        return Actor("person", line.id, "")
    if isinstance(line, OrganisationLine):
        return Actor("organisation", line.id, "")
    return None
