"""From the options to an open casebook: which vault, the passphrase, the hardened process.

The law: a passphrase comes from an inherited descriptor or from the terminal without echo, never
from an argument or the environment, which other users of the machine can read. The process leaves
no core dump and lets no other process look in, before the passphrase is read.
"""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook.entrance import list_vaults, unlock
from tui_app.cli.output import is_terminal
from tui_app.cli.refusal import CANNOT_UNLOCK, USAGE, Refused
from tui_app.i18n.catalogue import _
from tui_app.paths import marks_folder, named_vault, vaults_folder
from tui_app.process import harden

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

SHEET_LINES = 4
_LONGEST = 64 * 1024  # bytes of a passphrase from a descriptor


def chosen_vault(options: Namespace) -> Path:
    """Return the folder of the vault: named, or the only one on this machine."""
    named = named_vault(options.vault)
    if named is not None:
        return named
    found = list_vaults(vaults_folder())
    if len(found) == 1:
        return Path(found[0].path)
    if not found:
        raise Refused(_("No vault lies on this machine. Make one: nivel init"), CANNOT_UNLOCK)
    raise Refused(
        _("{count} vaults lie on this machine. Name one with --vault FOLDER.").format(
            count=len(found)
        ),
        CANNOT_UNLOCK,
    )


def passphrase(options: Namespace, question: str = "") -> str:
    """Return the passphrase: from ``--passphrase-fd``, else asked without echo."""
    if options.passphrase_fd is not None:
        return _from_descriptor(options.passphrase_fd)
    if not is_terminal(sys.stdin):
        sentence = _("There is no terminal to ask the passphrase at. Use --passphrase-fd N.")
        raise Refused(sentence, CANNOT_UNLOCK)
    from getpass import getpass

    try:
        return getpass(f"{question or _('Passphrase')}: ", stream=sys.stderr)
    except EOFError:
        raise Refused(_("No passphrase was given."), CANNOT_UNLOCK) from None


def sheet_lines(options: Namespace) -> str:
    """Return the lines of a recovery sheet: from ``--passphrase-fd``, else asked one by one."""
    if options.passphrase_fd is not None:
        return _from_descriptor(options.passphrase_fd, lines=SHEET_LINES)
    numbers = range(1, SHEET_LINES + 1)
    asked = _("Recovery sheet, line {number}")
    return "\n".join(passphrase(options, asked.format(number=number)) for number in numbers)


def _from_descriptor(number: int, lines: int = 1) -> str:
    """Return the first line or lines of the descriptor, without the last one's end."""
    try:
        text = "\n".join(_line_of(number) for _each in range(lines)).strip("\n")
        if number > 2:  # noqa: PLR2004 — the three standard ones stay open
            os.close(number)
    except (OSError, ValueError):
        sentence = _("--passphrase-fd {number}: nothing can be read there.")
        raise Refused(sentence.format(number=number), USAGE) from None
    if not text:
        raise Refused(_("No passphrase was given."), CANNOT_UNLOCK)
    return text


def _line_of(number: int) -> str:
    """Read one line, byte by byte: what comes after it stays for who reads next."""
    raw = bytearray()
    while len(raw) < _LONGEST and (byte := os.read(number, 1)) not in {b"", b"\n"}:
        raw += byte
    return raw.decode().rstrip("\r")


@contextmanager
def opened(options: Namespace, *, reading: bool = False) -> Iterator["Casebook"]:
    """Open the vault of the options for one command. Raises what ``entrance.unlock`` raises.

    ``reading``: the command prints lists and, unless it shows names, writes nothing.
    """
    harden()
    folder = chosen_vault(options)
    casebook = None
    try:
        if reading:
            gc.disable()  # a list is all in memory and soon over: collecting costs it a fifth
        lists_alone = reading and not getattr(options, "names", False)
        casebook = unlock(folder, passphrase(options), reading=lists_alone, marks=marks_folder())
        yield casebook
    finally:
        if casebook is not None:
            casebook.close()
        gc.enable()
