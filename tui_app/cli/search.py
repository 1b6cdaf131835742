"""``nivel search WORDS``: finds words in every text; masked, it says where and not what.

The law: arguments can be read by other users of the machine, so ``-`` takes the words from the
standard input instead.
"""

import sys
from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import hit_shapes
from tui_app.i18n.catalogue import _
from tui_app.plain.search import search_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the words and the options."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar=_("WORDS"),
        help=_("every word must be there; - reads the words from the standard input"),
    )
    add_form(parser)
    parser.add_argument("--case", metavar="K-0142", help=_("only in this case"))
    parser.add_argument(
        "--limit", type=int, default=50, metavar="N", help=_("at most so many finds")
    )


def run(options: Namespace) -> int:
    """Print the finds, newest first. JSON: lines (hit), more, partial."""
    with opened(options) as casebook:
        words = " ".join(options.words)
        if words == "-":
            words = sys.stdin.readline()
        note_names(casebook, options)
        case_id = case_called(casebook, options.case) if options.case else None
        limit = max(1, min(options.limit, 1000))
        answer = casebook.search.find(words, case_id=case_id, limit=limit)
    if options.json:
        tell_json(
            "search",
            {
                "masked": not options.names,
                "lines": hit_shapes(answer.hits, names=options.names),
                "more": answer.more,
                "partial": answer.partial,
            },
        )
    else:
        tell(search_text(answer, names=options.names))
    return DONE
