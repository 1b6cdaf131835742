"""``nivel export meeting K-0142/24.11.2026 --as pdf --tier client --to FOLDER``.

The law: a copy holds what its tier may see and no more; without ``--tier`` it is the client's, the
narrowest. The file is new and whole, its name tells nothing, and the use log says what left. It
speaks the meeting's language unless ``--lang`` names another.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tui_app.cli.meeting import NAMED
from tui_app.cli.opening import opened
from tui_app.cli.output import say
from tui_app.cli.reading import the_day
from tui_app.cli.refusal import DONE
from tui_app.cli.which_meeting import meeting_called
from tui_app.i18n.catalogue import _

FORMS = ("ics", "md", "txt", "pdf", "csv", "record")
TIERS = ("client", "shared", "own")


def add_arguments(parser: ArgumentParser) -> None:
    """Add what is written, in which form, for whom and where."""
    parser.add_argument("what", choices=("meeting",), help=_("what is written"))
    parser.add_argument("meeting", metavar="K-0142/24.11.2026", help=_(NAMED))
    parser.add_argument(
        "--as",
        dest="form",
        choices=FORMS,
        required=True,
        help=_(
            "ics: invitation; md, txt, pdf: minutes; csv: action items; record: text for the"
            " official record"
        ),
    )
    parser.add_argument(
        "--tier", choices=TIERS, default="client", help=_("who gets the copy (client)")
    )
    parser.add_argument(
        "--to", required=True, metavar=_("FOLDER"), help=_("the folder for the new file")
    )
    parser.add_argument(
        "--agenda", action="store_true", help=_("the agenda instead of the minutes")
    )
    parser.add_argument("--large", action="store_true", help=_("large print (pdf)"))


def run(options: Namespace) -> int:
    """Write the file and say where it is."""
    day = the_day(options)
    with opened(options) as casebook:
        from storage.casebook.handouts import What
        from storage.records.minutes import Tier
        from tui_app.i18n.handout_words import handout_words

        line, _reference = meeting_called(casebook, options.meeting, day)
        form = "txt" if options.form == "record" else options.form
        written = casebook.handouts.write(
            line.id,
            What(_kind_of(options)),
            form,
            Tier(options.tier),
            handout_words(options.lang or casebook.minutes.sheet(line.id).language),
            Path(options.to),
            is_large=options.large,
        )
    say(_("Written: {file}").format(file=written))
    return DONE


def _kind_of(options: Namespace) -> str:
    """Return which handout the form means."""
    kinds = {"ics": "invitation", "csv": "actions", "record": "record"}
    return kinds.get(options.form, "agenda" if options.agenda else "minutes")
