"""A time of day in words: ``9.30``, ``klo 9``, ``0930``; ``time`` is what was read.

The law: what is no time stays typed, ``sure`` is False then and nothing is saved.
"""

import datetime as dt

from tui_app.i18n.catalogue import _
from tui_app.i18n.date_words import NotATime, read_time
from tui_app.i18n.formats import clock_time
from tui_app.widgets.text_field import TextField


class TimeField(TextField):
    """A field for a time of day; ``time`` is None while there is none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(limit=12, id=id, placeholder=_("time"))
        self.time: dt.time | None = None
        self.sure = True

    def fill_time(self, time: dt.time | None) -> None:
        """Show ``time`` as what is kept."""
        self.time = time
        self.fill("" if time is None else clock_time(time))

    def take(self, value: dt.time | None) -> None:
        """Show the time ``value`` as what is kept; what is typed stays."""
        if self.typed:
            self.kept = "" if value is None else clock_time(value)
        else:
            self.fill_time(value)

    def on_input_changed(self) -> None:
        """Read what is typed."""
        reading = read_time(self.value)
        self.time = None if isinstance(reading, NotATime) else reading.time
        self.sure = self.time is not None or not self.value.strip()
        super().on_input_changed()

    def words(self) -> str:
        """Say why this is no time, or nothing."""
        return "" if self.sure else _("This is no time of day. Write for example 9.30.")
