"""What every field has in common: what is kept, what is typed, and the moment it is left.

The law: leaving a field by any key saves it, so each field posts ``FieldLeft``; what the casebook
refuses stays typed, with a sentence beside it (``FieldRow.note``), and as a draft.
"""

from typing import Any, Protocol

from textual.message import Message


class Field(Protocol):
    """A field as its screen sees it. ``value``: what is typed; ``kept``: what is saved."""

    kept: Any

    @property
    def id(self) -> str | None:
        """Return the field's name."""

    @property
    def value(self) -> Any:  # noqa: ANN401 - a text, a chosen word
        """Return what is typed."""

    @property
    def changed(self) -> bool:
        """Tell whether what is typed differs from what is kept."""

    @property
    def typed(self) -> bool:
        """Tell whether something is typed that is not saved, even if it cannot be saved."""

    def fill(self, value: Any) -> None:  # noqa: ANN401 - a text, a date, a chosen word
        """Show ``value`` as what is kept."""

    def take(self, value: Any) -> None:  # noqa: ANN401 - a text, a date, a time, a chosen word
        """Show ``value`` as what is kept; what is typed stays, and differs from it."""


class KeptField:
    """What follows from ``value``, ``kept`` and ``fill`` alike in every field."""

    def take(self: Field, value: Any) -> None:  # noqa: ANN401 - a text, a chosen word
        """Show ``value`` as what is kept; what is typed stays."""
        if self.typed:
            self.kept = value
        else:
            self.fill(value)

    @property
    def typed(self: Field) -> bool:
        """Tell whether something is typed that is not saved."""
        return bool(self.value != self.kept)

    @property
    def changed(self: Field) -> bool:
        """Tell whether the field differs from what is kept."""
        return bool(self.value != self.kept)


class FieldLeft(Message):
    """The cursor left ``field``; ``changed`` tells whether there is something to save."""

    def __init__(self, field: Any, *, changed: bool) -> None:  # noqa: ANN401 - any ``Field``
        super().__init__()
        self.field = field
        self.changed = changed

    @property
    def control(self) -> Any:  # noqa: ANN401 - Textual's own name
        """Return the field, for ``@on`` selectors."""
        return self.field


class FieldTyped(Message):
    """Something was typed in ``field``: ``text`` is what a draft keeps."""

    def __init__(self, field: Any, text: str) -> None:  # noqa: ANN401 - any ``Field``
        super().__init__()
        self.field = field
        self.text = text

    @property
    def control(self) -> Any:  # noqa: ANN401 - Textual's own name
        """Return the field, for ``@on`` selectors."""
        return self.field
