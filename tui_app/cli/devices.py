"""``nivel devices``: one's own devices, and the people whose contact cards are here.

The law: what the recovery sheet signs (certify, revoke, other letters) asks for the sheet, each
time: at the terminal, or from ``--sheet-fd``.
"""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from storage.errors import RecordMissing
from tui_app.cli.more_secrets import add_sheet, sheet
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.parser import add_common
from tui_app.cli.person_shape import person_shape
from tui_app.cli.reading import add_form, note_names
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import plain_value
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import correspondents_text, identity_text

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.correspondents import OwnDeviceLine


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verbs; without one the devices are listed."""
    add_form(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="certify|revoke|letters|found-office")
    certify = verbs.add_parser("certify", help=_("have the recovery sheet certify this device"))
    certify.add_argument(
        "--new-root",
        action="store_true",
        help=_("begin anew under this sheet; everybody must compare the safety number again"),
    )
    add_sheet(certify)
    revoke = verbs.add_parser("revoke", help=_("take one of one's own devices back"))
    revoke.add_argument("mark", metavar=_("LETTERS"), help=_("the letters of its case numbers"))
    add_sheet(revoke)
    letters = verbs.add_parser("letters", help=_("take other letters for this device"))
    letters.add_argument("mark", metavar=_("LETTERS"), help=_("one to three letters"))
    add_sheet(letters)
    verbs.add_parser("found-office", help=_("make a new key for the office, in this vault"))
    for verb in verbs.choices.values():
        add_common(verb)
        add_form(verb)


def run(options: Namespace) -> int:
    """Do it. JSON of the list: devices, people (``_device``, ``person_shape``)."""
    with opened(options) as casebook:
        if options.verb is None:
            _list(casebook, options)
            return DONE
        if options.verb == "certify":
            casebook.devices.certify(sheet(options), is_new_root=options.new_root)
        elif options.verb == "revoke":
            casebook.devices.revoke(_called(casebook, options.mark), sheet(options))
        elif options.verb == "letters":
            casebook.devices.take_mark(options.mark.upper(), sheet(options))
        else:
            casebook.devices.found_office()
        found = casebook.devices.identity()
    if options.json:
        tell_json("devices", {"devices": [_device(one) for one in found.devices]})
    else:
        tell(identity_text(found))
        say(_("Give your contact card to the others again: nivel card export FILE"))
    return DONE


def _list(casebook: "Casebook", options: Namespace) -> None:
    note_names(casebook, options)
    found, lines = casebook.devices.identity(), casebook.cards.lines()
    if not options.json:
        tell(identity_text(found))
        tell(correspondents_text(lines, names=options.names))
        return
    tell_json(
        "devices",
        {
            "masked": not options.names,
            "devices": [_device(one) for one in found.devices],
            "people": [person_shape(one, names=options.names) for one in lines],
        },
    )


def _called(casebook: "Casebook", mark: str) -> bytes:
    """Return the id of one's own other device with these letters. Raises RecordMissing."""
    for one in casebook.devices.identity().devices:
        if one.mark == mark.upper() and not one.is_this:
            return one.device
    raise RecordMissing(kind="device")


def _device(one: "OwnDeviceLine") -> dict[str, object]:
    """Shape a device: mark this certified revoked key_made."""
    return {
        "mark": one.mark,
        "this": one.is_this,
        "certified": one.is_certified,
        "revoked": one.is_revoked,
        "key_made": plain_value(one.key_made),
    }
