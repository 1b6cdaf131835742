"""``nivel cases``: the list of cases, by release date."""

from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names, the_day
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import case_shapes
from tui_app.i18n.catalogue import _
from tui_app.plain.cases import cases_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)
    parser.add_argument("--closed", action="store_true", help=_("closed cases too"))
    parser.add_argument("--own", action="store_true", help=_("only my own"))


def run(options: Namespace) -> int:
    """Print the list. JSON: count, lines (case)."""
    day = the_day(options)
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        lines = casebook.cases.lines(0, -1, closed=options.closed, own=options.own)
    if options.json:
        found = case_shapes(lines, names=options.names)
        tell_json("cases", {"masked": not options.names, "count": len(lines), "lines": found})
    else:
        tell(cases_text(lines, len(lines), day, names=options.names))
    return DONE
