"""What the forms of services and practice cards share: fields whose value is chosen from a list.

The law: that of ``directory_form``. What is chosen is written at once; while the record is new
it is kept here until it is added.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from storage.rules.fold import fold
from tui_app.dialogs.choose import Choose, Chosen, Rows
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.county_words import county_options, county_words
from tui_app.screens.directory_form import DirectoryForm
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.pick_field import PickField

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.lines.people import OrganisationLine
    from tui_app.widgets.choice_field import ChoiceField

NAMED = (Column(N_("Name"), 0),)
ORGANISATIONS = (Column(N_("Name"), 0), Column(N_("Municipality"), 20))
WHOLE = "-"  # stands for no county in the list


class ServiceForm(DirectoryForm):
    """A form of the directory with ``picks``: the id of each such field, and its name there."""

    picks: ClassVar[dict[str, str]] = {}
    yes_no: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, record_id: bytes | None) -> None:
        super().__init__(record_id)
        self.picked: dict[str, Any] = {}

    def value(self, name: str) -> Any:  # noqa: ANN401 - a word, a day, or yes and no
        """Return what stands in a field, as the record keeps it."""
        found = super().value(name)
        return found == "yes" if name in self.yes_no else found

    def values(self) -> dict[str, Any]:
        """Return every value under its name in the record."""
        return {**super().values(), **self.picked}

    def fill(self, record: Any) -> None:  # noqa: ANN401 - a service or a practice card
        """Fill the fields with what is kept."""
        super().fill(record)
        for name in self.yes_no:
            field: ChoiceField = self.field(name)
            field.fill("yes" if getattr(record, self.fields[name]) else "no")

    def take(self, name: str, value: Any, words: str) -> None:  # noqa: ANN401 - as the record keeps it
        """Take what was chosen for the field ``name``, said in ``words``."""
        kept = self.picks[name]
        self.picked[kept] = value
        self.field(name).fill(words.encode() or None, words)
        if (record_id := self.record_id) is not None:
            told = {"seen": self.seen(name), kept: value}
            self.ask(lambda: self.edit(record_id, **told), then=lambda _none: self._saved())

    def _saved(self) -> None:
        self.host.note_saved()

    def ask_for(self, name: str) -> None:
        """Ask for the value of the field ``name``; a subclass adds its own."""
        if name == "county":
            title = _("Which county?")
            self.app.push_screen(
                Choose(title, NAMED, _named_row, _named_key, _counties), self._county
            )
        elif name == "organisation":
            look = self.looker(self.casebook.organisations.pick)
            dialog = Choose(
                _("Which organisation?"), ORGANISATIONS, _organisation_row, lambda line: line.id,
                look, new=_("new organisation"),
            )  # fmt: skip
            self.app.push_screen(dialog, self._organisation)

    @on(PickField.Asked)
    def pick_asked(self, event: PickField.Asked) -> None:
        """Ask for the value of a field."""
        self.ask_for(event.field.id or "")

    @on(PickField.Cleared)
    def pick_cleared(self, event: PickField.Cleared) -> None:
        """Take the value of a field away."""
        name = event.field.id or ""
        kept = self.picks.get(name)
        if kept is not None:
            self.take(name, None if kept.endswith("_id") else "", "")

    def _county(self, chosen: Chosen | None) -> None:
        if chosen is not None and chosen.key is not None:
            letters = chosen.key.decode()
            self.take("county", "" if letters == WHOLE else letters,
                      "" if letters == WHOLE else county_words(letters))  # fmt: skip

    def _organisation(self, chosen: Chosen | None) -> None:
        if chosen is not None and (chosen.key is not None or chosen.words):
            self.ask(self._find_or_make, chosen, then=self._take_organisation)

    def _find_or_make(self, chosen: Chosen) -> tuple[bytes, str]:
        desk = self.casebook.organisations
        found = chosen.key or desk.find_by_name(chosen.words) or desk.add(name=chosen.words)
        return found, desk.name_of(found)

    def _take_organisation(self, found: tuple[bytes, str]) -> None:
        self.take("organisation", *found)


def _counties(words: str, show: "Callable[[Rows], None]") -> None:
    options = ((WHOLE, _("whole country")), *county_options())
    wanted = fold(words).split()
    show([pair for pair in options if all(word in fold(pair[1]) for word in wanted)])


def _named_row(pair: tuple[str, str]) -> Row:
    return Row((pair[1],))


def _named_key(pair: tuple[str, str]) -> bytes:
    return pair[0].encode()


def _organisation_row(line: "OrganisationLine") -> Row:
    return Row((line.name, line.municipality))
