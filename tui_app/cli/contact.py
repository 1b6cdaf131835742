"""``nivel contact K-0142 called --at "yesterday at 14"``: write a contact down.

The law: the time of the event and the time of writing are kept apart; words come from a file or the
standard input, never from an argument.
"""

import datetime as dt
from argparse import ArgumentParser, Namespace

from tui_app.cli.case import open_case
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell_json
from tui_app.cli.reading import case_called, the_day
from tui_app.cli.reading_text import add_text, text_of
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.i18n.catalogue import _
from tui_app.i18n.entry_tails import Told, read_told
from tui_app.i18n.formats import long_date
from tui_app.plain.contact_log import WAYS, told_when
from tui_app.plain.words import spoken_language

WORDS = {word: way for way, word in WAYS.items()}


def add_arguments(parser: ArgumentParser) -> None:
    """Add what is written down."""
    parser.add_argument("case", metavar="K-0142", help=_("the number; 142 means one of my own"))
    parser.add_argument("way", choices=tuple(WORDS), help=_("how the client was reached, or not"))
    parser.add_argument(
        "--at", default="", metavar=_("TIME"), help=_("when it was, if not now: yesterday at 14")
    )
    add_text(parser, required=False)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help=_("text, one fact a line"))
    form.add_argument("--json", action="store_true", help=_("one JSON document"))


def run(options: Namespace) -> int:
    """Write it down. JSON: id."""
    clock = dt.datetime.now().astimezone()
    now = clock.replace(**{part: getattr(the_day(options), part) for part in _DAY})
    told = _told(options.at, now)
    channel, outcome = WORDS[options.way]
    words = text_of(options.text_file).strip()
    with opened(options) as casebook:
        case_id = case_called(casebook, options.case)
        open_case(casebook, case_id, "")
        made = casebook.contact_attempts.add(
            case_id, channel, outcome, at=told.at, now=now, words=words, day_only=told.day_only
        )
    if options.json:
        tell_json("contact", {"id": made.hex()})
    else:
        when = told_when(told.at, day_only=told.day_only)
        say(_("Contact written down: {when}").format(when=when))
    return DONE


_DAY = ("year", "month", "day")


def _told(text: str, now: dt.datetime) -> Told:
    if not text.strip():
        return Told("")
    told = read_told(text, now, spoken_language())
    if told.asked:
        days = ", ".join(long_date(day) for day in told.asked)
        raise Refused(_("Which day? {days}").format(days=days), USAGE)
    if told.text:
        raise Refused(_("--at: no such time, or it has not been yet."), USAGE)
    return told
