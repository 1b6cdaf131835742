"""``nivel log``: the use log, the disclosure log or both, the last line first."""

import datetime as dt
from argparse import ArgumentParser, Namespace

from storage.lines.log import LogFilter
from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import log_shapes
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import CHOICES
from tui_app.plain.log import log_text

LOGS = ("use", "disclosed", "both")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)
    parser.add_argument("--case", metavar="K-0142", help=_("only of this case"))
    parser.add_argument(
        "--limit", type=int, default=100, metavar="N", help=_("at most so many lines")
    )
    parser.add_argument(
        "--log", choices=LOGS, default="use", help=_("which log: of use, of what was given out")
    )
    parser.add_argument("--person", default="", metavar=_("NAME"), help=_("only what they did"))
    parser.add_argument(
        "--what", default="", choices=tuple(CHOICES["log-what"]), help=_("only what was done so")
    )
    day = _("DATE")
    parser.add_argument("--since", type=_day, metavar=day, help=_("only from this day on"))
    parser.add_argument("--until", type=_day, metavar=day, help=_("only until this day"))


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def run(options: Namespace) -> int:
    """Print the log. JSON: count, lines (log)."""
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        case_id = case_called(casebook, options.case) if options.case else None
        shown = LogFilter(options.log, options.person, options.what, options.since, options.until)
        count = casebook.log.count(case_id, shown)
        lines = casebook.log.lines(0, max(1, options.limit), case_id=case_id, shown=shown)
    if options.json:
        found = log_shapes(lines, names=options.names)
        tell_json("log", {"masked": not options.names, "count": count, "lines": found})
    else:
        tell(log_text(lines, count, names=options.names, shown=shown))
    return DONE
