"""``nivel import contacts FILE``: an address book is looked at, and taken in with ``--accept``.

``nivel import directory``: the same with what the package knows of counties and services.

The law: without ``--accept`` nothing is written. An entry that may be somebody who is here already
is left out unless ``--doubles`` says otherwise; what was left out is counted.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui_app.cli.opening import opened
from tui_app.cli.output import ShownProgress, say, tell, tell_json
from tui_app.cli.reading import note_names
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.cli.shapes import contact_shapes
from tui_app.i18n.catalogue import _, ngettext
from tui_app.plain.contacts import contacts_text

if TYPE_CHECKING:
    from storage.casebook.contacts import Verdict
    from storage.lines.contacts import ContactBook

DOUBLES = ("skip", "add", "merge")


def add_arguments(parser: ArgumentParser) -> None:
    """Add what comes in, the file and the options."""
    parser.add_argument("what", choices=("contacts", "directory"), help=_("what comes in"))
    parser.add_argument(
        "file", metavar=_("FILE"), nargs="?", help=_("contacts: a vCard (.vcf) or a CSV file")
    )
    parser.add_argument("--accept", action="store_true", help=_("take the entries in"))
    parser.add_argument(
        "--doubles",
        choices=DOUBLES,
        default="skip",
        help=_("entries that may be here already: leave out, add, or fill in what is empty there"),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help=_("text, one entry a line"))
    form.add_argument("--json", action="store_true", help=_("one JSON document"))
    parser.add_argument("--names", action="store_true", help=_("show names; this is logged"))


def run(options: Namespace) -> int:
    """Show what would come in; take it in with ``--accept``.

    JSON: entries, broken, stopped_at, accepted; of the directory: offered, accepted.
    """
    if options.what == "directory":
        from tui_app.cli.bring_in_directory import run_directory

        return run_directory(options)
    if options.file is None:
        raise Refused(_("Which file? Give an address book."), USAGE)
    with opened(options) as casebook:
        with ShownProgress(_("Reading the file")) as progress:
            book = casebook.contacts.preview(Path(options.file), progress)
        note_names(casebook, options)
        if not options.json:
            tell(contacts_text(book, names=options.names))
        accepted: int | None = None
        if options.accept:
            with ShownProgress(_("Taking in")) as progress:
                decisions = _decisions(book, options.doubles)
                accepted = len(casebook.contacts.accept(book, decisions, progress))
    if options.json:
        found = contact_shapes(book, names=options.names)
        tell_json("contacts", {"masked": not options.names, **found, "accepted": accepted})
    elif accepted is None:
        say(_("Nothing was written. Take the entries in with --accept."))
    else:
        say(
            ngettext("Taken in: {count} entry", "Taken in: {count} entries", accepted).format(
                count=accepted
            ),
            _("Left out as here already: {count}").format(count=len(book.lines) - accepted),
        )
    return DONE


def _decisions(book: "ContactBook", doubles: str) -> "dict[int, Verdict | bytes]":
    from storage.casebook.contacts import Verdict

    made: dict[int, Verdict | bytes] = {}
    if doubles == "add":
        return made
    for line in book.lines:
        people = [double.person_id for double in line.doubles if double.person_id]
        if doubles == "merge" and people:
            made[line.index] = people[0]
        elif line.doubles:
            made[line.index] = Verdict.SKIP
    return made
