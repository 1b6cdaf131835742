"""``nivel people``: the directory's people, then its organisations."""

from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import organisation_shapes, person_shapes
from tui_app.plain.people import organisations_text, people_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)


def run(options: Namespace) -> int:
    """Print the directory. JSON: people (person), organisations (organisation)."""
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        people = casebook.people.lines(0, -1)
        organisations = casebook.organisations.lines(0, -1)
    if options.json:
        tell_json(
            "people",
            {
                "masked": not options.names,
                "people": person_shapes(people, names=options.names),
                "organisations": organisation_shapes(organisations),
            },
        )
    else:
        tell(people_text(people, len(people), names=options.names))
        tell(organisations_text(organisations, len(organisations)))
    return DONE
