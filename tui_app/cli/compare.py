"""``nivel compare NAME``: the safety number to read aloud; ``--equal`` writes that it was equal."""

import datetime as dt
from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.refusal import DONE
from tui_app.cli.whom import called
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import number_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the name and the answer."""
    parser.add_argument("name", metavar=_("NAME"), help=_("the whole name, as on the contact card"))
    parser.add_argument("--equal", action="store_true", help=_("both read the same number aloud"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help=_("text, one fact a line"))
    form.add_argument("--json", action="store_true", help=_("one JSON document"))


def run(options: Namespace) -> int:
    """Print the number, or write that it was equal. JSON: groups, level."""
    with opened(options) as casebook:
        one = called(casebook, options.name).id
        if options.equal:
            casebook.cards.mark_compared(one, dt.datetime.now(dt.UTC))
        groups = casebook.cards.compare_words(one)
        level = casebook.cards.line(one).level
    if options.json:
        tell_json("compare", {"groups": list(groups), "level": level})
    elif options.equal:
        say(_("Written down: the safety number was equal."))
    else:
        tell(number_text(groups))
    return DONE
