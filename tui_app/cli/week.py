"""``nivel week``: the week that the day is in, Monday first."""

from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names, the_day
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import action_shapes, case_shapes, meeting_shapes
from tui_app.plain.meetings import references
from tui_app.plain.week import week_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)


def run(options: Namespace) -> int:
    """Print the week. JSON: week, days (day meetings due releases)."""
    day, names = the_day(options), bool(options.names)
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        days = casebook.week.read(day)
    if not options.json:
        tell(week_text(days, names=names))
        return DONE
    named = references([line for one in days for line in one.meetings])
    shaped = [
        {
            "day": one.day.isoformat(),
            "meetings": meeting_shapes(one.meetings, named, names=names),
            "due": action_shapes(one.due, names=names),
            "releases": case_shapes(one.releases, names=names),
        }
        for one in days
    ]
    week = days[0].day.isocalendar().week
    tell_json("week", {"masked": not names, "week": week, "days": shaped})
    return DONE
