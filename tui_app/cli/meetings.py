"""``nivel meetings``: the meetings to come, or the past ones."""

from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import meeting_shapes
from tui_app.i18n.catalogue import _
from tui_app.plain.meetings import meetings_text, references


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)
    parser.add_argument("--past", action="store_true", help=_("held and called-off ones"))
    parser.add_argument("--case", metavar="K-0142", help=_("all of this case"))


def run(options: Namespace) -> int:
    """Print the list. JSON: count, lines (meeting)."""
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        if options.case:
            lines = casebook.meetings.of_case(case_called(casebook, options.case))
        else:
            lines = casebook.meetings.lines(0, -1, past=options.past)
    if options.json:
        found = meeting_shapes(lines, references(lines), names=options.names)
        tell_json("meetings", {"masked": not options.names, "count": len(lines), "lines": found})
    else:
        past = None if options.case else options.past
        tell(meetings_text(lines, len(lines), names=options.names, past=past))
    return DONE
