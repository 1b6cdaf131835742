"""What the author of a form has seen: the heads behind its fields, for every save of it.

The law: a save replaces what stood on the screen and nothing else. What came from another device is
shown in the fields in which nothing is typed; a field in which something is typed keeps it, and is
saved over what it stood over, so that a person decides between the two.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from storage.errors import RecordMissing, StorageError
from storage.lines.change import text_digest
from tui_app.screens.screen import NivelScreen

if TYPE_CHECKING:
    from storage.casebook.seen import Heads

Found = TypeVar("Found")


class Seeing(NivelScreen):
    """A screen that knows what its fields show."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: Heads | None = None
        self._former: Heads | None = None
        self._under: dict[str, Heads] = {}
        """What was on the screen under a text that is typed and not saved, by the field's id."""
        self.digests: dict[str, bytes] = {}
        """The digest of what stood in the field then, for its draft."""

    def ask_seeing(
        self,
        read: Callable[[], Found],
        records: Callable[[Found], Iterable[bytes]],
        then: Callable[[Found], object],
        refused: Callable[[StorageError], bool] | None = None,
    ) -> None:
        """Do ``read()`` in the casebook's thread, with the heads of the ``records`` it found."""

        def look() -> "tuple[Found, Heads]":
            with self.casebook.looking():
                found = read()
                return found, self.casebook.heads(*records(found))

        def show(looked: "tuple[Found, Heads]") -> None:
            self._former, self._heads = self._heads, looked[1]
            then(looked[0])

        self.ask(look, then=show, refused=refused)

    def show_kept(self, field: Any, value: Any) -> None:  # noqa: ANN401 - any ``Field``, its value
        """Show ``value`` as what is kept; what is typed in the field stays."""
        before, typed = field.kept, field.typed
        field.take(value)
        if not typed:
            self._under.pop(field.id, None)
            self.digests.pop(field.id, None)
        elif field.kept != before and self._former is not None:
            self._under.setdefault(field.id, self._former)

    def note_under(self, field: Any, over: bytes | None = None) -> None:  # noqa: ANN401
        """Remember what stands in ``field`` under what is typed in it.

        ``over``: what stood under a draft that is back; where it is another value now, that value
        was not seen when the draft was typed.
        """
        stands = text_digest(str(getattr(field, "kept_day", field.kept)))
        if over is not None and over != stands and self._heads is not None:
            self._under[field.id] = self._heads.blank()
        self.digests.setdefault(field.id, over or stands)

    def seen(self, *fields: str) -> "Heads | None":
        """Return what stood on the screen where these fields were typed, for an edit's ``seen``."""
        under = (self._under[name] for name in fields if name in self._under)
        return next(under, self._heads)

    # --- what a subclass gives -----------------------------------------------------------------

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Save ``field``, through ``keep``; called when a changed field is left."""

    def go_out(self) -> None:
        """Go out one level, once."""
        raise NotImplementedError

    # --- a record that is gone -----------------------------------------------------------------

    def unsaved(self) -> list[Any]:
        """Return the fields in which something is typed that is to be saved."""
        fields = (field for field in self.query("*") if getattr(field, "changed", False))
        return [field for field in fields if field.id != "filter"]

    def gone(self, error: StorageError) -> bool:
        """Go out when the record is not there any more; what is typed is saved first.

        Where another device deleted it, that save brings it back, for a person to decide.
        """
        if not isinstance(error, RecordMissing):
            return False
        typed = self.unsaved()
        for field in typed:
            self.save_field(field)
        if not typed and self.is_current:
            self.go_out()
        return True
