"""How a screen fills its lists: a page at a time, in the casebook's thread, filtered by words.

The law: a list holds what it shows and little more; filter and cursor survive going in and coming
back; after a change the row under the cursor is the same record as before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from textual import on

from tui_app.i18n.catalogue import _
from tui_app.screens.asking import Asking
from tui_app.widgets.list_rows import PAGE
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField

FOUND_AT_MOST = 200
Pick = Callable[[str, int], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a list's lines come from; all three block.

    ``lines(offset, limit)``: one page. ``count()``: how many there are. ``pick(words, limit)``:
    those with these words; None where the list cannot be filtered.
    """

    lines: Callable[[int, int], Sequence[Any]]
    count: Callable[[], int]
    pick: Pick | None = None


class Listing(Asking):
    """A screen with lists."""

    standing: Any

    def __init__(self) -> None:
        super().__init__()
        self._sources: dict[RecordList[Any], Source] = {}

    def read_list(self, record_list: RecordList[Any], source: Source) -> None:
        """Fill ``record_list`` from ``source``, keeping its filter and the record in hand."""
        self._sources[record_list] = source
        if record_list.words and source.pick is not None:
            self._read_picked(record_list, source.pick)
            return
        page = record_list.cursor // PAGE

        def first() -> tuple[int, Sequence[Any]]:
            return source.count(), source.lines(page * PAGE, PAGE)

        def begin(found: tuple[int, Sequence[Any]]) -> None:
            record_list.begin(found[0], found[1], page)

        self.ask(first, then=begin)

    def _read_picked(self, record_list: RecordList[Any], pick: Pick) -> None:
        words = record_list.words

        def find() -> Sequence[Any] | None:
            # Whoever types fast has asked for more words by now: the answer to fewer is not read.
            return pick(words, FOUND_AT_MOST) if words == record_list.words else None

        def show(found: Sequence[Any] | None) -> None:
            if found is not None and words == record_list.words:
                record_list.show(found)

        self.ask(find, then=show)

    @on(RecordList.Wanted)
    def _read_page(self, event: RecordList.Wanted) -> None:
        source = self._sources.get(event.record_list)
        if source is not None:
            take = partial(event.record_list.take, event.page)
            self.ask(source.lines, event.page * PAGE, PAGE, then=take)

    @on(RecordList.Moved)
    def _stand_on_row(self, event: RecordList.Moved) -> None:
        record_list = event.record_list
        if isinstance(self.focused, RecordList) and self.focused is not record_list:
            return  # read again beside the list in hand
        self.standing = replace(
            self.standing,
            row=record_list.current is not None,
            rows=record_list.count,
            marked=len(record_list.marked),
        )

    # --- the commands of ``commands.everywhere.LIST`` ------------------------------------------

    def list_in_hand(self) -> RecordList[Any] | None:
        """Return the list with the cursor, or else the first one."""
        if isinstance(self.focused, RecordList):
            return self.focused
        return next(iter(self.query(RecordList)), None)

    def do_open(self) -> None:
        """Open the row under the cursor."""
        if (record_list := self.list_in_hand()) is not None:
            record_list.choose()

    def do_mark(self) -> None:
        """Mark the row or take its mark away."""
        if (record_list := self.list_in_hand()) is not None:
            record_list.mark()

    def do_filter(self) -> None:
        """Open the line for the filter's words."""
        record_list = self.list_in_hand()
        source = None if record_list is None else self._sources.get(record_list)
        if record_list is None or source is None or source.pick is None:
            self.say(_("This list cannot be filtered."))
            return
        field = self.query_one("#filter", TextField)
        field.set_class(True, "-open")  # noqa: FBT003 - Textual's own signature
        field.fill(record_list.words)
        field.focus()

    @on(TextField.Changed, "#filter")
    def _filter_as_typed(self, event: TextField.Changed) -> None:
        record_list = self.list_in_hand()
        if record_list is not None and record_list in self._sources:
            record_list.words = event.value.strip()
            self.read_list(record_list, self._sources[record_list])

    @on(TextField.Submitted, "#filter")
    def _back_to_list(self) -> None:
        if (record_list := self.list_in_hand()) is not None:
            record_list.focus()

    def end_filter(self) -> bool:
        """Show the whole list again; return whether there was a filter."""
        field = next(iter(self.query("#filter").results(TextField)), None)
        if field is None:
            return False
        was_open = field.has_class("-open")
        field.set_class(False, "-open")  # noqa: FBT003 - Textual's own signature
        if was_open:
            field.value = ""
            self._back_to_list()
        return was_open
