"""A text for a command: from a file or the standard input, never from an argument.

The law: other people on the machine can read the arguments of a running command.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path

from storage.errors import FileRefused
from tui_app.i18n.catalogue import _

MOST_TEXT = 200_000  # bytes looked at


def add_text(parser: ArgumentParser, *, required: bool) -> None:
    """Add ``--text-file``."""
    parser.add_argument(
        "--text-file", required=required, type=Path, metavar=_("FILE"),
        help=_("the text, UTF-8; - reads it from the standard input"),
    )  # fmt: skip


def text_of(path: Path | None) -> str:
    """Return the text, "" without a file. Raises FileRefused."""
    if path is None:
        return ""
    if str(path) == "-":
        return sys.stdin.read(MOST_TEXT)
    if not path.is_file():
        raise FileRefused(path, "missing")
    with path.open("rb") as file:
        return file.read(MOST_TEXT).decode("utf-8", "replace")
