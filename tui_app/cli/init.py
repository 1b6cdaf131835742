"""``nivel init``: makes a new vault and its recovery sheet.

The law: with ``--passphrase-fd`` nothing is asked; what was not named takes a default that is said.
The recovery sheet goes to ``--recovery-out`` (a new file that only its owner can read) or to the
standard output, once; it is kept nowhere else. The sheet's place is taken before the vault is made:
a vault without its sheet would be one step from lost.
"""

import secrets
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from storage.casebook.entrance import create
from tui_app.cli.join import run_join
from tui_app.cli.more_secrets import add_sheet, add_word
from tui_app.cli.new_vault import new_passphrase, sheet_file, sheet_text
from tui_app.cli.output import is_terminal, say
from tui_app.cli.refusal import DONE
from tui_app.i18n.catalogue import _
from tui_app.paths import named_vault, vaults_folder
from tui_app.process import harden


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--person", metavar=_("NAME"), help=_("whose vault it is"))
    parser.add_argument(
        "--mark", metavar="K", help=_("one to three letters before this device's case numbers")
    )
    parser.add_argument(
        "--recovery-out", metavar=_("FILE"), help=_("write the recovery sheet to this new file")
    )
    joining = parser.add_argument_group(_("joining by an invitation"))
    joining.add_argument("--join", type=Path, metavar=_("FILE"), help=_("the invitation"))
    joining.add_argument(
        "--answer", type=Path, metavar=_("FILE"), help=_("write the answer to this new file")
    )
    add_word(joining)
    add_sheet(joining)


def run(options: Namespace) -> int:
    """Make the vault."""
    harden()
    if options.join is not None:
        return run_join(options)
    person, mark = _person(options), _mark(options)
    folder = named_vault(options.vault) or vaults_folder() / secrets.token_hex(4)
    secret = new_passphrase(options, person)
    with sheet_file(options.recovery_out) as sheet:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        casebook, lines = create(folder, person, mark, secret)
        casebook.close()
        sheet.write(sheet_text(person, lines))
        sheet.flush()
    say(
        _("The vault is ready: {folder}").format(folder=folder),
        _("It belongs to {person}; its case numbers begin with {mark}.").format(
            person=person, mark=mark
        ),
    )
    if options.recovery_out:
        say(_("Recovery sheet: {file}").format(file=options.recovery_out))
        say(_("Print it, put it in a safe place, and delete the file."))
    return DONE


def _person(options: Namespace) -> str:
    if options.person:
        return str(options.person)
    if options.passphrase_fd is None and is_terminal(sys.stdin):
        return _asked(_("Your name")) or _login_name()
    return _login_name()


def _login_name() -> str:
    try:
        from getpass import getuser

        return getuser()
    except (ImportError, KeyError, OSError):
        return "Nivel"


def _mark(options: Namespace) -> str:
    if options.mark:
        return str(options.mark).upper()
    if options.passphrase_fd is None and is_terminal(sys.stdin):
        return _asked(_("Mark of this device, one letter (K gives K-0001)")).upper() or "K"
    return "K"


def _asked(question: str) -> str:
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()
