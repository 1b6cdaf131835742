"""``nivel settings``: how Nivel looks and locks on this machine. No vault is needed."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from tui_app.cli.output import tell, tell_json
from tui_app.cli.refusal import DONE
from tui_app.i18n.catalogue import _
from tui_app.plain.device import settings_text
from tui_app.settings import read_settings


def add_arguments(parser: ArgumentParser) -> None:
    """Add the forms."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help=_("text, one fact a line"))
    form.add_argument("--json", action="store_true", help=_("one JSON document"))


def run(options: Namespace) -> int:
    """Print the settings. JSON: the fields of the settings file."""
    held = asdict(read_settings())
    if options.json:
        tell_json("settings", held)
    else:
        tell(settings_text(held))
    return DONE
