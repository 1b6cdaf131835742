"""``nivel card export|import|show``: one's own contact card out, others' cards in.

The law: without ``--accept`` a card is only shown. The safety number is compared by voice, then
``nivel compare NAME --equal`` writes that down.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import FileRefused
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.reading import add_form
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import card_text, identity_text

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

MOST_BYTES = 1 << 20


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verb, the file and the options."""
    parser.add_argument("verb", choices=("export", "import", "show"))
    parser.add_argument("file", nargs="?", type=Path, metavar=_("FILE"), help=_("the card's file"))
    parser.add_argument("--accept", action="store_true", help=_("take the card in"))
    add_form(parser)


def run(options: Namespace) -> int:
    """Do the verb. JSON: show: who one is; import: what the card says; export: bytes."""
    if options.verb != "show" and options.file is None:
        raise Refused(_("Which file? nivel card export FILE"), USAGE)
    with opened(options) as casebook:
        if options.verb == "show":
            _show(casebook, options)
        elif options.verb == "export":
            written = casebook.cards.export(options.file)
            if options.json:
                tell_json("card", {"bytes": written})
            else:
                say(_("Written: {name}").format(name=options.file.name))
        else:
            _import(casebook, options)
    return DONE


def _show(casebook: "Casebook", options: Namespace) -> None:
    found = casebook.devices.identity()
    if options.json:
        told = {"name": found.name, "organisation": found.organisation, "role": found.role,
                "mark": found.mark, "certified": found.is_certified}  # fmt: skip
        tell_json("card", told)
    else:
        tell(identity_text(found))


def _import(casebook: "Casebook", options: Namespace) -> None:
    if not options.file.is_file():
        raise FileRefused(options.file, "missing")
    with options.file.open("rb") as file:
        data = file.read(MOST_BYTES)
    line = casebook.cards.look_into(data)
    if options.accept:
        casebook.cards.accept(data)
    if options.json:
        told = {"name": line.name, "organisation": line.organisation, "level": line.level,
                "news": list(line.news), "accepted": options.accept}  # fmt: skip
        tell_json("card", told)
        return
    tell(card_text(line))
    if options.accept:
        say(_("Taken in. Compare the safety number by voice: nivel compare NAME"))
    else:
        say(_("Nothing was taken in. --accept does it."))
