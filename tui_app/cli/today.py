"""``nivel today``: what stands on the day."""

from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names, the_day
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import action_shapes, case_shapes, meeting_shapes
from tui_app.cli.sharing_shapes import basis_shapes
from tui_app.cli.travel_shapes import pack_shapes
from tui_app.plain.meetings import references
from tui_app.plain.today import today_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)


def run(options: Namespace) -> int:
    """Print the day.

        JSON: day, meetings, next_meetings, due, due_count, releases, release_count, later_releases,
    without_date, live, held_open, conflicts, own_cases, ending_bases (basis), late_packs (pack),
    pack_until.
    """
    day = the_day(options)
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        lines = casebook.today.read(day)
    names: bool = options.names
    if not options.json:
        tell(today_text(lines, names=names))
        return DONE
    lists = {
        "meetings": lines.meetings,
        "next_meetings": lines.next_meetings,
        "live": lines.live,
        "held_open": lines.held_open,
    }
    named = references(dict.fromkeys(line for part in lists.values() for line in part))
    tell_json(
        "today",
        {
            "masked": not names,
            "day": day.isoformat(),
            **{key: meeting_shapes(part, named, names=names) for key, part in lists.items()},
            "due": action_shapes(lines.due, names=names),
            "due_count": lines.due_count,
            "releases": case_shapes(lines.releases, names=names),
            "release_count": lines.release_count,
            "later_releases": case_shapes(lines.later_releases, names=names),
            "without_date": lines.without_date,
            "conflicts": lines.conflicts,
            "own_cases": lines.own_cases,
            "ending_bases": basis_shapes(lines.ending_bases, names=names),
            "late_packs": pack_shapes(lines.packs, names=names),
            "pack_until": lines.term.ends.isoformat() if lines.term else None,
        },
    )
    return DONE
