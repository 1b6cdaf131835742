"""``nivel actions``: the action items, by due day."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from datetime import timedelta

from storage.lines.actions import ActionLine
from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names, the_day
from tui_app.cli.refusal import DONE
from tui_app.i18n.catalogue import _
from tui_app.plain.actions import actions_text

SHORTEST = 6
"""So many figures of a number name an item, where they are one's alone."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)
    parser.add_argument("--case", metavar="K-0142", help=_("only of this case"))
    parser.add_argument(
        "--mine", action="store_true", help=_("only my own, and those of my own cases")
    )
    parser.add_argument("--waiting", action="store_true", help=_("only what waits for others"))
    parser.add_argument("--late", action="store_true", help=_("only what is late"))
    parser.add_argument("--week", action="store_true", help=_("only what is due this week"))
    parser.add_argument("--numbers", action="store_true", help=_("begin with each one's number"))
    parser.add_argument("--ended", action="store_true", help=_("done and dropped ones"))


def run(options: Namespace) -> int:
    """Print the list. JSON: count, lines (action)."""
    day = the_day(options)
    one = timedelta(days=1)
    monday = day - day.weekday() * one
    since, until = (monday, monday + 6 * one) if options.week else (None, None)
    if options.late:
        until = day - one
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        case_id = case_called(casebook, options.case) if options.case else None
        lines = casebook.actions.lines(
            0,
            -1,
            case_id=case_id,
            ended=options.ended,
            mine=options.mine,
            waiting=options.waiting,
            since=since,
            until=until,
        )
    if options.json:
        from tui_app.cli.shapes import action_shapes

        found = action_shapes(lines, names=options.names)
        tell_json("actions", {"masked": not options.names, "count": len(lines), "lines": found})
    else:
        rows = actions_text(lines, len(lines), day, names=options.names, ended=options.ended)
        tell(_numbered(rows, lines) if options.numbers else rows)
    return DONE


def _numbered(rows: Iterator[str], lines: Sequence[ActionLine]) -> Iterator[str]:
    yield next(rows)
    for line, row in zip(lines, rows, strict=True):
        yield f"{line.id.hex()[:SHORTEST]} {row}"
