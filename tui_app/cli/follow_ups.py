"""``nivel follow-ups``: whose turn it is to be contacted, the missed ones first."""

import datetime as dt
from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names, the_day
from tui_app.cli.refusal import DONE
from tui_app.i18n.catalogue import _
from tui_app.plain.follow_ups import follow_ups_text

DAYS_AHEAD = 7


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)
    parser.add_argument("--case", metavar="K-0142", help=_("all of this case"))
    parser.add_argument(
        "--mine", action="store_true", help=_("only my own, and those of my own cases")
    )
    parser.add_argument(
        "--days", type=int, default=DAYS_AHEAD, metavar=_("COUNT"), help=_("so many days ahead")
    )


def run(options: Namespace) -> int:
    """Print the list: missed and coming within ``--days``. JSON: count, lines (follow-up)."""
    day = the_day(options)
    until = day + dt.timedelta(days=max(0, min(options.days, 3660)))
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        desk = casebook.follow_ups
        if options.case:
            lines = desk.lines(case_called(casebook, options.case))
        else:
            lines = desk.due(None, until, mine=options.mine, limit=-1)
    if options.json:
        from tui_app.cli.follow_up_shapes import follow_up_shapes

        found = follow_up_shapes(lines, day, names=options.names)
        masked = not options.names
        tell_json("follow-ups", {"masked": masked, "count": len(lines), "lines": found})
    else:
        tell(follow_ups_text(lines, len(lines), day, names=options.names))
    return DONE
