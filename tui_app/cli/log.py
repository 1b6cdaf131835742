"""``nivel log``: the use log, the last line first."""

from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import log_shapes
from tui_app.i18n.catalogue import _
from tui_app.plain.log import log_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)
    parser.add_argument("--case", metavar="K-0142", help=_("only of this case"))
    parser.add_argument(
        "--limit", type=int, default=100, metavar="N", help=_("at most so many lines")
    )


def run(options: Namespace) -> int:
    """Print the log. JSON: count, lines (log)."""
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        case_id = case_called(casebook, options.case) if options.case else None
        count = casebook.log.count(case_id)
        lines = casebook.log.lines(0, max(1, options.limit), case_id=case_id)
    if options.json:
        found = log_shapes(lines, names=options.names)
        tell_json("log", {"masked": not options.names, "count": count, "lines": found})
    else:
        tell(log_text(lines, count, names=options.names))
    return DONE
