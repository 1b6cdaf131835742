"""``nivel week``: the week that a day is in, Monday first, or its calendar file.

The law: the calendar file passes the gate, is for the own office, and holds times and case numbers:
no names, no release days.
"""

import datetime as dt
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tui_app.cli.follow_up_shapes import follow_up_shapes
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.reading import add_form, day_called, note_names, the_day
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.cli.shapes import action_shapes, case_shapes, meeting_shapes
from tui_app.i18n.catalogue import _, language
from tui_app.plain.meetings import references
from tui_app.plain.week import week_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)
    parser.add_argument("--of", metavar=_("DATE"), help=_("the week of this day, not of today"))
    parser.add_argument(
        "--calendar", type=Path, metavar=_("FOLDER"),
        help=_("write the week as a calendar file into this folder"),
    )  # fmt: skip


def run(options: Namespace) -> int:
    """Print the week. JSON: week, days (day meetings due more follow_ups releases)."""
    day, names = _day_of(options), bool(options.names)
    if options.calendar is not None:
        return _write_calendar(options, day)
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        days = casebook.week.read(day)
    if not options.json:
        tell(week_text(days, the_day(options), names=names))
        return DONE
    named = references([line for one in days for line in one.meetings])
    shaped = [
        {
            "day": one.day.isoformat(),
            "meetings": meeting_shapes(one.meetings, named, names=names),
            "due": action_shapes(one.due, names=names),
            "more": one.more,
            "follow_ups": follow_up_shapes(one.follow_ups, one.day, names=names),
            "releases": case_shapes(one.releases, names=names),
        }
        for one in days
    ]
    week = days[0].day.isocalendar().week
    tell_json("week", {"masked": not names, "week": week, "days": shaped})
    return DONE


def _day_of(options: Namespace) -> dt.date:
    today = the_day(options)
    found = today if options.of is None else day_called(options.of, today)
    if found is None:
        raise Refused(_("--of: no such date. Write 24.11.2026 or 2026-11-24."), USAGE)
    return found


def _write_calendar(options: Namespace, day: dt.date) -> int:
    from tui_app.i18n.week_words import week_words

    with opened(options) as casebook:
        written = casebook.week.write(day, week_words(options.lang or language()), options.calendar)
    say(_("Written: {file}").format(file=written))
    say(_("For: {receiver}").format(receiver=_("own office")))
    return DONE
