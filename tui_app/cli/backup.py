"""``nivel backup FILE``: the whole vault in one sealed file."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tui_app.cli.opening import opened
from tui_app.cli.output import ShownProgress, say
from tui_app.cli.refusal import DONE
from tui_app.i18n.catalogue import _


def add_arguments(parser: ArgumentParser) -> None:
    """Add the file."""
    parser.add_argument("file", metavar=_("FILE"), help=_("a new file; nothing is overwritten"))


def run(options: Namespace) -> int:
    """Write the backup."""
    target = Path(options.file)
    with opened(options) as casebook, ShownProgress(_("Backing up")) as progress:
        size = casebook.upkeep.backup(target, progress)
    say(_("Backup written: {file}, {size} kB").format(file=target, size=-(-size // 1000)))
    return DONE
