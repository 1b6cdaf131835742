"""A picker that takes nobody for somebody else: who looks alike is asked apart.

The law: a row that another one looks like is not taken at the first Enter. Those who look alike
stand side by side with what tells them apart, and only a second Enter chooses; Esc goes back to
all.
"""

from typing import Any, ClassVar

from textual.content import Content
from textual.widgets import Static

from storage.rules.same_name import folded_name
from tui_app.dialogs.choose import Choose
from tui_app.i18n.catalogue import _
from tui_app.widgets.list_rows import Column
from tui_app.widgets.text_field import TextField


class ApartPicker(Choose):
    """Its lines of the class ``kind`` have ``name`` and ``alike``; other lines are just taken."""

    kind: ClassVar[type[Any]]
    all_columns: ClassVar[tuple[Column, ...]]
    apart_columns: ClassVar[tuple[Column, ...]]
    apart: tuple[Any, ...] = ()

    def action_chosen(self) -> None:
        """Choose, or first ask which of several people with one name is meant."""
        line = self.list.current
        if isinstance(line, self.kind) and not self.apart and self.is_alike(line):
            self._ask_apart(line)
        else:
            super().action_chosen()

    def is_alike(self, line: Any) -> bool:  # noqa: ANN401 - a line of ``kind``
        """Say whether another one looks like this line."""
        return bool(line.alike)

    def called(self, line: Any) -> str:  # noqa: ANN401 - a line of ``kind``
        """Return the name as it may be shown."""
        return str(line.name)

    def same_named(self, line: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a line of ``kind``
        """Return the lines in the list that look like this one, itself too."""
        name = folded_name(line.name)
        found = (self.list.pages.line(place) for place in range(self.list.count))
        return tuple(
            each for each in found if isinstance(each, self.kind) and folded_name(each.name) == name
        )

    def _ask_apart(self, line: Any) -> None:  # noqa: ANN401 - a line of ``kind``
        self.apart = self.same_named(line)
        self.list.columns = self.apart_columns
        self.list.show(self.apart)
        words = _("Several people are called {name}. Which one?").format(name=self.called(line))
        self.query(Static).first().update(Content(words))
        self.query_one(TextField).disabled = True
        self.list.focus()

    def action_nothing(self) -> None:
        """Go back from the question to all people, or leave."""
        if not self.apart:
            super().action_nothing()
            return
        self.apart = ()
        self.list.columns = self.all_columns
        self.query(Static).first().update(Content(self.question))
        field = self.query_one(TextField)
        field.disabled = False
        field.focus()
        self.look(field.value, self.list.show)
