"""How action items are worded in the list of all cases: the row, the holidays between, the preview.

The law: late is said in words, in the row and in the preview; a holiday stands between the days it
lies between, so that nobody promises something for a day on which services are closed.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.lines.actions import ActionLine, NextItem
from storage.rules.holidays import holidays_between
from storage.rules.repeats import proposed
from tui_app.i18n.catalogue import _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date, long_date, short_date
from tui_app.plain.actions import repeat_words, state_words
from tui_app.plain.words import closing_words, joined, shown_name, spoken_language
from tui_app.widgets.list_rows import Row

_YEAR = 366


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """A holiday between two due days."""

    id: bytes
    day: dt.date
    name: str


AnyLine = ActionLine | HolidayLine


def with_holidays(lines: Sequence[ActionLine], today: dt.date) -> Iterator[AnyLine]:
    """Yield the lines, by due day, with each holiday from today on before the first later day."""
    days = [line.due for line in lines if line.due is not None]
    last = min(max(days, default=today), today + dt.timedelta(days=_YEAR))
    waiting = list(holidays_between(today, last, spoken_language())) if last > today else []
    for line in lines:
        while waiting and (line.due is None or waiting[0][0] <= line.due):
            day, name = waiting.pop(0)
            yield HolidayLine(f"holiday-{day:%Y%m%d}".encode()[-16:], day, name)
        yield line


def action_cells(line: AnyLine, today: dt.date, *, names: bool) -> Row:
    """Draw a row of the list."""
    if isinstance(line, HolidayLine):
        words = _("holiday {day} {name}").format(day=short_date(line.day, today), name=line.name)
        return Row((), full=f"--- {words} ---", quiet=True)
    ended = line.state in {"done", "dropped"}
    day = line.done_on if ended else line.due
    state = "" if line.state in {"open", "done"} else choice_word("action-state", line.state)
    late = not ended and line.due is not None and line.due <= today
    cells = (
        short_date(day, today) if day else "",
        line.case_label,
        shown_name(line.owner, names=names),
        joined((state, line.what), ": "),
    )
    return Row(cells, sign="!" if late else "", quiet=ended)


def action_preview(line: AnyLine | None, today: dt.date, *, names: bool) -> str:
    """Return the row under the cursor in full, in at most three rows."""
    if line is None:
        return ""
    if isinstance(line, HolidayLine):
        return f"{long_date(line.day)}, {line.name}"
    due = _("due {date}").format(date=full_date(line.due)) if line.due else ""
    head = joined(
        (
            f"{line.case_label} {shown_name(line.client, names=names)}",
            shown_name(line.owner, names=names) or _("nobody's"),
            due if line.state == "open" and line.due and line.due >= today else "",
            state_words(line, today),
            repeat_words(line.repeat),
            _("agreed in a meeting (m)") if line.meeting_id else "",
        )
    )
    return f"{line.what}\n{head}\n{line.note}" if line.note else f"{line.what}\n{head}"


def next_words(made: Sequence[NextItem]) -> str:
    """Say when what was done comes again; a closed day is proposed moved, never moved."""
    if not made:
        return ""
    if len(made) > 1:
        words = ngettext("{count} comes again", "{count} come again", len(made))
        return words.format(count=len(made))
    due = made[0].due
    words = _("Comes again {day}.").format(day=long_date(due))
    closed = closing_words(due)
    moved = proposed(due) if closed else None
    if moved is None:
        return words
    asked = _("{why}: t moves it, perhaps to {day}.").format(why=closed, day=long_date(moved))
    return f"{words} {asked}"
