"""``nivel export case K-0142 --as age --to-whom NAME --to FOLDER``: papers for partners.

The law: the file is sealed by the partner's own key (``--key age1...``) or by a passphrase from
``--word-fd``; where neither is given, one is drawn and shown this once. It is told by another way
than the file goes.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook.entrance import generate_passphrase
from storage.lines.partners import PARTS, Lock, Papers
from tui_app.cli.opening import passphrase
from tui_app.cli.output import say
from tui_app.cli.reading import case_called, the_day
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.cli.which_meeting import meeting_called
from tui_app.i18n.catalogue import _, language

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.sharing import GivenTo


def add_seal(parser: ArgumentParser) -> None:
    """Add how a file for a partner is sealed, and what it holds."""
    parser.add_argument(
        "--key", default="", metavar="age1...", help=_("age: the partner's own key")
    )
    parser.add_argument(
        "--word-fd",
        type=int,
        metavar="N",
        help=_("age: read the file's passphrase from this descriptor"),
    )
    parser.add_argument(
        "--papers",
        default="minutes",
        metavar=",".join(PARTS),
        help=_("age: which papers of each meeting (minutes)"),
    )


def run_partner(casebook: "Casebook", options: Namespace, to: "GivenTo") -> int:
    """Write the sealed file and the page beside it; say where they are."""
    from tui_app.i18n.handout_words import handout_words
    from tui_app.i18n.partner_pages import partner_page

    drawn = ""
    if options.key and options.word_fd is not None:
        raise Refused(_("Sealed by a key or by a passphrase? Give --key or --word-fd."), USAGE)
    if not options.key and options.word_fd is None:
        drawn = generate_passphrase(language())
    lock = Lock(key=options.key) if options.key else Lock(drawn or _word(options))
    words = handout_words(options.lang or language())
    folder = Path(options.to)
    sealed, page = casebook.partners.write(
        _papers(casebook, options), lock, to, words, partner_page(), folder
    )
    say(_("Written: {file}").format(file=sealed))
    say(_("Beside it: {file}").format(file=page))
    if drawn:
        say(_("Its passphrase, shown this once: {words}").format(words=drawn))
    return DONE


def _papers(casebook: "Casebook", options: Namespace) -> Papers:
    parts = tuple(options.papers.replace(",", " ").split())
    if not parts or not set(parts) <= set(PARTS):
        known = ", ".join(PARTS)
        raise Refused(_("--papers: choose of {papers}").format(papers=known), USAGE)
    if options.what == "case":
        return Papers(case_called(casebook, options.meeting), (), parts)
    line, _reference = meeting_called(casebook, options.meeting, the_day(options))
    return Papers(line.case_id, (line.id,), parts)


def _word(options: Namespace) -> str:
    return passphrase(Namespace(passphrase_fd=options.word_fd), _("The file's passphrase"))
