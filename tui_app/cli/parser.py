"""The parser of the command line, whose own words are ours too: usage, headings, refusals.

The law: argparse asks gettext for its words, which has none for Finnish and Swedish and looks for
files at each of them (5 ms); here it asks our catalogues. The words are listed so that the
catalogues have them; one that is missing in a newer Python stays English. A noun that was not asked
for gets its name and help only.
"""

import argparse
from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter

from tui_app.i18n.catalogue import LANGUAGES, N_, _, ngettext

WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)


def new_parser(description: str, epilog: str) -> ArgumentParser:
    """Return the parser of the program, its common options in it."""
    vars(argparse).update(_=_, ngettext=ngettext)
    parser = ArgumentParser(
        prog="nivel",
        description=description,
        epilog=epilog,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_common(parser)
    return parser


def add_common(parser: ArgumentParser) -> None:
    """Add what every command takes; a value given before the noun is not lost after it."""
    common = parser.add_argument_group(_("common options"))
    common.add_argument(
        "--vault",
        default=SUPPRESS,
        metavar=_("FOLDER"),
        help=_("the vault's folder (or NIVEL_VAULT)"),
    )
    common.add_argument(
        "--passphrase-fd",
        type=int,
        default=SUPPRESS,
        metavar="N",
        help=_("read the passphrase from this descriptor"),
    )
    common.add_argument(
        "--lang", choices=LANGUAGES, default=SUPPRESS, help=_("the language to speak")
    )
    common.add_argument(
        "--today", default=SUPPRESS, metavar=_("DATE"), help=_("take this day for today")
    )
