"""The plain twin of the week: seven days from Monday, holidays named, one fact a line."""

import datetime as dt
from collections.abc import Iterator, Sequence

from storage.lines.week import WeekDay
from storage.rules.holidays import holiday_name
from tui_app.i18n.catalogue import _
from tui_app.i18n.formats import full_date, long_date, week_number
from tui_app.plain.actions import action_row
from tui_app.plain.follow_ups import follow_up_row
from tui_app.plain.meetings import meeting_row
from tui_app.plain.words import joined, more_words, spoken_language, who


def week_text(days: Sequence[WeekDay], today: dt.date, *, names: bool) -> Iterator[str]:
    """Yield one week; what is late is so on ``today``."""
    first, last = days[0].day, days[-1].day
    yield _("Week {week}, {first} – {last}").format(
        week=week_number(first), first=full_date(first), last=full_date(last)
    )
    for one in days:
        holiday = holiday_name(one.day, spoken_language()) or ""
        yield joined((long_date(one.day), holiday))
        yield from (f"  {meeting_row(line, names=names)}" for line in one.meetings)
        for case in one.releases:
            client = who(case.label, case.name, names=names)
            yield "  " + _("release: {client}").format(client=client)
        yield from (f"  {follow_up_row(line, today, names=names)}" for line in one.follow_ups)
        yield from (f"  {action_row(line, today, names=names)}" for line in one.due)
        if one.more:
            yield f"  {more_words(one.more)}"
