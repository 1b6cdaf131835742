"""``nivel devices``: one's own devices, and the people whose contact cards are here."""

from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names
from tui_app.cli.refusal import DONE
from tui_app.plain.correspondents import correspondents_text, identity_text
from tui_app.plain.words import shown_name


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)


def run(options: Namespace) -> int:
    """Print them. JSON: devices (mark this certified revoked), people (name level devices)."""
    with opened(options) as casebook:
        note_names(casebook, options)
        found, lines = casebook.devices.identity(), casebook.cards.lines()
    if not options.json:
        tell(identity_text(found))
        tell(correspondents_text(lines, names=options.names))
        return DONE
    tell_json(
        "devices",
        {
            "masked": not options.names,
            "devices": [
                {"mark": one.mark, "this": one.is_this, "certified": one.is_certified,
                 "revoked": one.is_revoked}
                for one in found.devices
            ],
            "people": [
                {"name": shown_name(one.name, names=options.names),
                 "organisation": one.organisation, "level": one.level,
                 "blocked": one.is_blocked, "devices": list(one.devices)}
                for one in lines
            ],
        },
    )  # fmt: skip
    return DONE
