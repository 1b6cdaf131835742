"""Secrets beside the vault's own passphrase: an invitation's words, the lines of a recovery sheet.

The law: as in ``opening``: from an inherited descriptor of their own (``--word-fd``,
``--sheet-fd``), or asked at the terminal without echo; never from an argument.
"""

from argparse import Namespace
from typing import TYPE_CHECKING

from tui_app.cli.opening import passphrase, sheet_lines
from tui_app.i18n.catalogue import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, _ArgumentGroup


def add_word(parser: "ArgumentParser | _ArgumentGroup") -> None:
    """Add the descriptor of an invitation's passphrase."""
    parser.add_argument(
        "--word-fd",
        type=int,
        metavar="N",
        help=_("read the invitation's passphrase from this descriptor"),
    )


def add_sheet(parser: "ArgumentParser | _ArgumentGroup") -> None:
    """Add the descriptor of a recovery sheet."""
    parser.add_argument(
        "--sheet-fd",
        type=int,
        metavar="N",
        help=_("read the four lines of the recovery sheet from this descriptor"),
    )


def word(options: Namespace) -> str:
    """Return the passphrase of an invitation."""
    own = Namespace(passphrase_fd=options.word_fd)
    return passphrase(own, _("The invitation's passphrase, told by another way"))


def sheet(options: Namespace) -> str:
    """Return the lines of a recovery sheet."""
    return sheet_lines(Namespace(passphrase_fd=options.sheet_fd))
