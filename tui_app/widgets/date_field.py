"""A date in words: ``huomenna``, ``pe``, ``+3``, ``2 vk``, ``3.12.``; it says back what it read.

The law: nothing is guessed in silence. Under the field stands the weekday and the full date, the
holiday where it is one, and what services do then; what is unclear is asked, what is no date is
said, and the words stay typed.
"""

import datetime as dt
from collections.abc import Callable
from typing import Literal, cast

from textual.message import Message

from storage.rules.holidays import Language, holiday_name
from tui_app.i18n.catalogue import N_, _, language
from tui_app.i18n.date_words import DateRead, NotADate, Reading, Unclear, read_date
from tui_app.i18n.formats import full_date, long_date, weekday_short
from tui_app.widgets.text_field import TextField

REASONS = {
    "unknown": N_("This is no date. Write for example 3.12. or a weekday."),
    "no-such-day": N_("There is no such day in that month."),
    "no-such-month": N_("There is no such month."),
    "no-such-week": N_("There is no such week."),
    "far": N_("This date is too far away."),
}


class DateField(TextField):
    """A field for a day; ``day`` is what was read, None while there is none.

    ``past``: a day without a year is looked for backwards. ``tell``: the words for a day, where
    more than ``day_words`` is to be said.
    """

    class Read(Message):
        """Something was read; ``words`` says it back, ``sure`` that it is one day or nothing."""

        def __init__(self, field: "DateField", words: str, *, sure: bool) -> None:
            super().__init__()
            self.field = field
            self.words = words
            self.sure = sure

    def __init__(
        self,
        today: dt.date,
        *,
        past: bool = False,
        tell: Callable[[dt.date], str] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(limit=40, id=id, placeholder=_("day"))
        self.today = today
        self.past = past
        self.tell = tell or day_words
        self.day: dt.date | None = None
        self.kept_day: dt.date | None = None
        self.sure = True

    def fill_day(self, day: dt.date | None) -> None:
        """Show ``day`` as what is kept."""
        self.kept_day = self.day = day
        self.fill(_spelled(day))

    def take(self, value: dt.date | None) -> None:
        """Show the day ``value`` as what is kept; what is typed stays."""
        if self.typed:
            self.kept_day, self.kept = value, _spelled(value)
        else:
            self.fill_day(value)

    @property
    def typed(self) -> bool:
        """Tell whether another day is typed than the one that is kept, or what is no day."""
        return self.changed or not self.sure

    @property
    def changed(self) -> bool:
        """Tell whether another day was read than the one that is kept."""
        return self.sure and self.day != self.kept_day

    def on_input_changed(self) -> None:
        """Read what is typed and say it back."""
        if self.value == self.kept:
            self.day, self.sure = self.kept_day, True
        else:
            spoken = cast("Literal['fi', 'sv', 'en']", language())
            self._take(read_date(self.value, self.today, spoken, past=self.past))
        self.post_message(self.Read(self, self.words(), sure=self.sure))

    def _take(self, reading: Reading) -> None:
        self.reading = reading
        self.day = reading.date if isinstance(reading, DateRead) else None
        empty = isinstance(reading, NotADate) and reading.reason == "empty"
        self.sure = self.day is not None or empty

    def words(self) -> str:
        """Say what was read: a day, a question, or why it is no date."""
        if self.day is not None:
            return self.tell(self.day)
        reading = getattr(self, "reading", None)
        if isinstance(reading, Unclear):
            days = ", ".join(long_date(choice.date) for choice in reading.choices)
            return _("Which day? {days}").format(days=days)
        if isinstance(reading, NotADate):
            return _(REASONS.get(reading.reason, ""))
        return ""


def _spelled(day: dt.date | None) -> str:
    return "" if day is None else f"{weekday_short(day).lower()} {full_date(day)}"


def day_words(day: dt.date) -> str:
    """Return weekday, full date and, where it is one, the holiday."""
    spoken = cast("Language", language())
    holiday = holiday_name(day, spoken)
    return long_date(day) if holiday is None else f"{long_date(day)}, {holiday}"
