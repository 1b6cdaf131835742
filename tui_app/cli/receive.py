"""``nivel receive --folder DIR | FILE...``: take in what came for us."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from storage.errors import FileRefused
from tui_app.cli.opening import opened
from tui_app.cli.reading import add_form, note_names
from tui_app.cli.refusal import USAGE, Refused
from tui_app.cli.send import told
from tui_app.i18n.catalogue import _


def add_arguments(parser: ArgumentParser) -> None:
    """Add the folder or the files."""
    parser.add_argument("files", nargs="*", type=Path, metavar=_("FILE"), help=_("single parcels"))
    parser.add_argument(
        "--folder", type=Path, metavar=_("FOLDER"), help=_("a stick, a shared folder")
    )
    add_form(parser)


def run(options: Namespace) -> int:
    """Receive. JSON: as ``nivel send``."""
    if bool(options.files) == (options.folder is not None):
        raise Refused(_("Give --folder FOLDER, or the files."), USAGE)
    for path in options.files:
        if not path.is_file():
            raise FileRefused(path, "missing")
    with opened(options) as casebook:
        note_names(casebook, options)
        if options.folder is not None:
            found = casebook.delivery.exchange(options.folder, write=False)
        else:
            found = casebook.delivery.receive_files(options.files)
    return told(options, "receive", found)
