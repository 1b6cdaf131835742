"""Whom a message goes to, whom it is about, and the files beside it: the upper part of its form.

The law: who gets it stands there with organisation and key before it is sent; an answer goes to the
circle of its thread and to nobody else.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content
from textual.widgets import Static

from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.case_picker import CasePicker
from tui_app.dialogs.correspondent_picker import CorrespondentPicker
from tui_app.i18n.catalogue import _
from tui_app.plain.messages import level_word
from tui_app.plain.words import joined, shown_name
from tui_app.screens.file_names import may_read
from tui_app.screens.form import Form
from tui_app.widgets.pick_field import PickField

if TYPE_CHECKING:
    from storage.lines.messages import Writing
    from tui_app.dialogs.choose import Chosen


class LetterPeople(Form):
    """The part of a message that says to whom and about whom; the subclass keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.writing: Writing | None = None
        self.people: tuple[Any, ...] = ()
        self.not_reached: tuple[str, ...] = ()

    def change(self, **fields: Any) -> None:  # noqa: ANN401 - any field of a writing
        """Keep the message with these fields."""

    def show_people(self) -> None:
        """Show whom it goes to."""
        names = self.host.names_shown
        words = joined(
            joined(
                (shown_name(one.name, names=names), one.organisation, f"({level_word(one.level)})"),
                " ",
            )
            for one in self.people
        )
        key = self.people[0].id if self.people else None
        self.query_one("#to", PickField).fill(key, words)

    def show_files(self) -> None:
        """Show what lies beside it."""
        files = self.writing.files if self.writing else ()
        words = joined((_("Files:"), joined(path.name for path in files)), " ") if files else _(
            "Ctrl+S sends, Ctrl+O lays a file beside it. Esc keeps it as a draft."
        )  # fmt: skip
        self.query_one("#letter-files", Static).update(Content("\n".join((*self._missed(), words))))

    def say_missed(self, names: tuple[str, ...]) -> None:
        """Say who of the thread's circle cannot get it yet."""
        self.not_reached = names
        self.show_files()

    def _missed(self) -> tuple[str, ...]:
        """Say who of the circle cannot get it yet."""
        if not self.not_reached:
            return ()
        names = joined(shown_name(one, names=self.host.names_shown) for one in self.not_reached)
        words = _(
            "! {names} cannot get this yet: no usable contact card (Exchange, tab 4). Once it is "
            "here, they do."
        )
        return (words.format(names=names),)

    # --- whom, about whom ----------------------------------------------------------------------

    @on(PickField.Asked, "#to")
    def do_to(self) -> None:
        """Choose somebody more."""
        if self.writing is not None and self.writing.thread_id is not None:
            self.say(_("An answer goes to the circle of its thread (m there)."))
            return
        look = self.looker(self.casebook.cards.pick)
        self.app.push_screen(CorrespondentPicker(_("To whom?"), look), self._add)

    def _add(self, chosen: "Chosen | None") -> None:
        if chosen is None or chosen.key is None or self.writing is None:
            return
        to = tuple(dict.fromkeys((*self.writing.to, chosen.key)))
        self.change(to=to)

    @on(PickField.Cleared, "#to")
    def _clear_to(self) -> None:
        if self.writing is not None and self.writing.thread_id is None:
            self.change(to=self.writing.to[:-1])

    @on(PickField.Asked, "#case")
    def ask_case(self) -> None:
        """Choose whom it is about."""
        look = self.looker(self.casebook.cases.pick)
        self.app.push_screen(CasePicker(_("About which client?"), look), self._take_case)

    def _take_case(self, chosen: "Chosen | None") -> None:
        if chosen is not None and chosen.key is not None:
            self.change(case_id=chosen.key, link=("case", chosen.key))

    @on(PickField.Cleared, "#case")
    def _clear_case(self) -> None:
        self.change(case_id=None, link=None)

    def do_attach(self) -> None:
        """Lay a file beside it."""
        self.app.push_screen(AskPath(_("Which file?"), may_read), self._take_file)

    def _take_file(self, path: Path | None) -> None:
        if path is not None and self.writing is not None:
            self.change(files=(*self.writing.files, path))

    def do_clear(self) -> None:
        """Take all files away."""
        self.change(files=())
