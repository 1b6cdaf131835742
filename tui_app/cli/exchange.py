"""``nivel exchange``: the open edit conflicts, this device, and its daily backups."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import conflict_shapes
from tui_app.plain.backups import backups_text
from tui_app.plain.conflicts import conflicts_text
from tui_app.plain.device import device_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)


def run(options: Namespace) -> int:
    """Print them. JSON: device, conflicts (conflict), backups (day path size, in bytes)."""
    with opened(options) as casebook:
        note_names(casebook, options)
        conflicts = casebook.conflicts.lines()
        me, folder, backups = casebook.me, casebook.vault.path, casebook.upkeep.backups()
        swaps = casebook.upkeep.device().plain_swaps
    if not options.json:
        tell(conflicts_text(conflicts, names=options.names))
        tell(device_text(me, folder, swaps))
        tell(backups_text(backups))
        return DONE
    device = {
        "person": me.person,
        "mark": me.mark,
        "device_id": me.device_id.hex(),
        "office_id": me.office_id.hex(),
        "folder": str(folder),
        "plain_swaps": list(swaps),
    }
    tell_json(
        "exchange",
        {
            "masked": not options.names,
            "device": device,
            "conflicts": conflict_shapes(conflicts, names=options.names),
            "backups": [{**asdict(line), "day": line.day.isoformat()} for line in backups],
        },
    )
    return DONE
