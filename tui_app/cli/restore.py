"""``nivel restore FILE``: a vault from a backup, in a new folder, as a new device.

The law: nothing is overwritten. The file opens with the passphrase or the recovery sheet of the day
on which it was written.
"""

import secrets
from argparse import ArgumentParser, Namespace
from pathlib import Path

from storage.casebook.entrance import SlotKind, restore
from tui_app.cli.opening import passphrase, sheet_lines
from tui_app.cli.output import ShownProgress, say
from tui_app.cli.refusal import DONE
from tui_app.i18n.catalogue import _
from tui_app.paths import named_vault, vaults_folder
from tui_app.process import harden


def add_arguments(parser: ArgumentParser) -> None:
    """Add the file."""
    parser.add_argument("file", metavar=_("FILE"), help=_("the backup"))
    parser.add_argument(
        "--recovery",
        action="store_true",
        help=_("open it with the recovery sheet: asked for, or read from --passphrase-fd"),
    )


def run(options: Namespace) -> int:
    """Restore into the folder of ``--vault``, else into a new one on this machine."""
    harden()
    folder = named_vault(options.vault) or vaults_folder() / secrets.token_hex(4)
    secret = sheet_lines(options) if options.recovery else passphrase(options)
    kind = SlotKind.RECOVERY if options.recovery else SlotKind.PASSPHRASE
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ShownProgress(_("Restoring")) as progress:
        restore(Path(options.file), folder, secret, kind, progress)
    say(
        _("Restored: {folder}").format(folder=folder),
        _("This is a new device; its case numbers get their own mark when it is first opened."),
    )
    return DONE
