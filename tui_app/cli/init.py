"""``nivel init``: makes a new vault and its recovery sheet.

The law: with ``--passphrase-fd`` nothing is asked; what was not named takes a default that is said.
The recovery sheet goes to ``--recovery-out`` (a new file that only its owner can read) or to the
standard output, once; it is kept nowhere else. The sheet's place is taken before the vault is made:
a vault without its sheet would be one step from lost.
"""

import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from storage.casebook.entrance import check_passphrase, create
from storage.errors import FileExists, FileRefused
from tui_app.cli.opening import passphrase
from tui_app.cli.output import complain, is_terminal, say
from tui_app.cli.refusal import DONE, REFUSED, Refused
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


def run(options: Namespace) -> int:
    """Make the vault."""
    harden()
    person, mark = _person(options), _mark(options)
    folder = named_vault(options.vault) or vaults_folder() / secrets.token_hex(4)
    secret = _new_passphrase(options, person)
    with _sheet_file(options.recovery_out) as sheet:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        casebook, lines = create(folder, person, mark, secret)
        casebook.close()
        sheet.write(_sheet_text(person, lines))
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


def _new_passphrase(options: Namespace, person: str) -> str:
    secret = passphrase(options, _("New passphrase: five words or more"))
    check_passphrase(secret, person)
    if options.passphrase_fd is None and passphrase(options, _("The same again")) != secret:
        raise Refused(_("The two passphrases differ. Nothing was made."), REFUSED)
    return secret


@contextmanager
def _sheet_file(name: str | None) -> Iterator[TextIO]:
    """Give the stream for the sheet; a file is new, private, and goes again on a failure."""
    if name is None:
        yield sys.stdout
        return
    path = Path(name)
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise FileExists(path) from None
    except OSError:
        raise FileRefused(path, "denied") from None
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        complain(_("The recovery sheet was not kept."))
        raise


def _sheet_text(person: str, lines: tuple[str, ...]) -> str:
    """Return the sheet: a heading and the numbered lines, as it is printed."""
    numbered = (f"{number}. {line}" for number, line in enumerate(lines, 1))
    head = _("Nivel recovery sheet of {person}").format(person=person)
    how = _("These lines open the vault without the passphrase. Keep the sheet on paper.")
    return "\n".join((head, how, *numbered, ""))
