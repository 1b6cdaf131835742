"""``nivel import directory``: what the package knows is listed, and taken in with ``--accept``.

The law: without ``--accept`` nothing is written; what is here already is left as it is.
"""

from argparse import Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.refusal import DONE
from tui_app.cli.service_shapes import seed_shapes
from tui_app.i18n.catalogue import _, language, ngettext
from tui_app.plain.services import seed_text


def run_directory(options: Namespace) -> int:
    """Show what is offered; take it in with ``--accept``. JSON: offered, accepted."""
    with opened(options, reading=not options.accept) as casebook:
        rows = casebook.directory_seed.lines(language())
        accepted = casebook.directory_seed.accept(language()) if options.accept else None
    if options.json:
        tell_json("directory", {"offered": seed_shapes(rows), "accepted": accepted})
        return DONE
    tell(seed_text(rows))
    if accepted is None:
        say(_("Nothing was written. Take the entries in with --accept."))
    else:
        told = ngettext(
            "Brought in: {count} entry, to be checked.",
            "Brought in: {count} entries, to be checked.",
            accepted,
        )
        say(told.format(count=accepted))
    return DONE
