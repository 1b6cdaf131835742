"""What every new vault on the command line has: a passphrase said twice, a sheet that is kept.

The law: the sheet's place is taken before the vault is made, and goes again when it is not.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from storage.casebook.entrance import check_passphrase
from storage.errors import FileExists, FileRefused
from tui_app.cli.opening import passphrase
from tui_app.cli.output import complain
from tui_app.cli.refusal import REFUSED, Refused
from tui_app.i18n.catalogue import _


def new_passphrase(options: Namespace, person: str) -> str:
    """Return the passphrase of a new vault. Raises WeakPassphrase and Refused."""
    secret = passphrase(options, _("New passphrase: five words or more"))
    check_passphrase(secret, person)
    if options.passphrase_fd is None and passphrase(options, _("The same again")) != secret:
        raise Refused(_("The two passphrases differ. Nothing was made."), REFUSED)
    return secret


@contextmanager
def sheet_file(name: str | None) -> Iterator[TextIO]:
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


def sheet_text(person: str, lines: tuple[str, ...]) -> str:
    """Return the sheet: a heading and the numbered lines, as it is printed."""
    numbered = (f"{number}. {line}" for number, line in enumerate(lines, 1))
    head = _("Nivel recovery sheet of {person}").format(person=person)
    how = _("These lines open the vault without the passphrase. Keep the sheet on paper.")
    return "\n".join((head, how, *numbered, ""))
