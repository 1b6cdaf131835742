"""``nivel basis add|list|withdraw K-0142``: on what basis a case's data may go out.

The law: the three kinds stay apart; a statutory right without ``--paragraph`` is kept as a draft
and opens nothing. A basis is withdrawn, never deleted; ``withdraw`` takes the number that ``list``
says.
"""

import datetime as dt
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui_app.cli.case import open_case
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.parser import add_common
from tui_app.cli.reading import add_form, case_called, note_names, the_day
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.cli.sharing_shapes import bar_shapes, basis_shapes, protection_shapes
from tui_app.i18n.catalogue import _
from tui_app.i18n.date_words import DateRead, read_date
from tui_app.i18n.sharing_choices import SHARING_CHOICES
from tui_app.plain.sharing import sharing_text
from tui_app.plain.words import spoken_language

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.sharing import BasisLine

SHORTEST = 6
"""So many figures of an id name a basis, where they are one's alone."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the three verbs."""
    verbs = parser.add_subparsers(metavar="add|list|withdraw", required=True, dest="verb")
    _add_list(verbs.add_parser("list", help=_("bases, prohibitions, protected people")))
    _add_add(verbs.add_parser("add", help=_("record a basis")))
    withdraw = verbs.add_parser("withdraw", help=_("write down that the client takes it back"))
    _add_case(withdraw)
    withdraw.add_argument("basis", metavar=_("NUMBER"), help=_("the number that the list says"))
    withdraw.add_argument("--how", choices=_words("how-given"), default="talk")


def _add_case(parser: ArgumentParser) -> None:
    parser.add_argument("case", metavar="K-0142", help=_("the number; 142 means one of my own"))
    parser.add_argument(
        "--reason", default="", metavar=_("TEXT"), help=_("why a case not one's own is opened")
    )
    add_form(parser)
    add_common(parser)


def _add_list(parser: ArgumentParser) -> None:
    _add_case(parser)


def _add_add(parser: ArgumentParser) -> None:
    _add_case(parser)
    parser.add_argument("--kind", choices=_words("basis"), required=True, help=_("which basis"))
    parser.add_argument("--to", default="", metavar=_("NAME"), help=_("the recipient's name"))
    parser.add_argument(
        "--sector", default="", choices=("county", "health"), help=_("a whole sector instead")
    )
    parser.add_argument(
        "--sections", required=True, metavar="A,B", help=", ".join(_words("case-section"))
    )
    parser.add_argument("--areas", default="", metavar="A,B", help=", ".join(_words("life-area")))
    parser.add_argument("--for", dest="purpose", default="", metavar=_("TEXT"), help=_("what for"))
    parser.add_argument(
        "--paragraph", default="", metavar=_("TEXT"), help=_("of a statutory right")
    )
    parser.add_argument("--from", dest="starts", default="", metavar=_("DATE"), help=_("from when"))
    parser.add_argument("--until", dest="ends", default="", metavar=_("DATE"), help=_("until when"))
    parser.add_argument("--how", choices=_words("how-given"), default="talk")
    parser.add_argument("--given-on", default="", metavar=_("DATE"), help=_("when it was given"))


def _words(which: str) -> tuple[str, ...]:
    return tuple(SHARING_CHOICES[which])


def run(options: Namespace) -> int:
    """Do the verb. JSON: list: bases, bars, protections; add, withdraw: id."""
    day = the_day(options)
    with opened(options) as casebook:
        case_id = case_called(casebook, options.case)
        open_case(casebook, case_id, options.reason)
        note_names(casebook, options, case_id)
        if options.verb == "list":
            _list(casebook, case_id, day, options)
            return DONE
        done = _add(casebook, case_id, day, options) if options.verb == "add" else _withdraw(
            casebook, case_id, day, options
        )  # fmt: skip
    if options.json:
        tell_json("basis", {"id": done.hex()})
    else:
        said = _("Recorded: {number}") if options.verb == "add" else _("Withdrawn: {number}")
        say(said.format(number=_number(done)))
    return DONE


def _list(casebook: "Casebook", case_id: bytes, day: dt.date, options: Namespace) -> None:
    sheet = casebook.bases.sheet(case_id, day)
    if options.json:
        names: bool = options.names
        shaped = {
            "bases": basis_shapes(sheet.bases, names=names),
            "bars": bar_shapes(sheet.bars, names=names),
            "protections": protection_shapes(sheet.protections, names=names),
        }
        tell_json("basis", {"masked": not names, **shaped})
        return
    for line in sharing_text(sheet, names=options.names):
        tell([line])
    if sheet.bases:
        numbers = ", ".join(_number(line.id) for line in sheet.bases)
        tell([_("Numbers of the bases, in this order: {numbers}").format(numbers=numbers)])


def _add(casebook: "Casebook", case_id: bytes, day: dt.date, options: Namespace) -> bytes:
    key = f"sector:{options.sector}" if options.sector else ""
    whom = casebook.receivers.recipient(case_id, key, options.to)
    given_on = _date(options.given_on, day, "--given-on") or day
    return casebook.bases.add(
        case_id,
        kind=options.kind,
        sections=options.sections.replace(",", " "),
        areas=options.areas.replace(",", " "),
        purpose=options.purpose,
        paragraph=options.paragraph,
        starts=_date(options.starts, day, "--from"),
        ends=_date(options.ends, day, "--until"),
        how=options.how,
        given_on=given_on,
        **whom,
    )


def _withdraw(casebook: "Casebook", case_id: bytes, day: dt.date, options: Namespace) -> bytes:
    found = _called(casebook.bases.lines(case_id, day), options.basis)
    casebook.bases.withdraw(found, options.how)
    return found


def _called(lines: "tuple[BasisLine, ...]", number: str) -> bytes:
    wanted = number.strip().lower()
    found = [line.id for line in lines if line.id.hex().startswith(wanted)]
    if len(wanted) < SHORTEST or len(found) != 1:
        raise Refused(_("No basis has this number: nivel basis list"), USAGE)
    return found[0]


def _number(basis_id: bytes) -> str:
    return basis_id.hex()[:8]


def _date(text: str, today: dt.date, option: str) -> dt.date | None:
    if not text:
        return None
    found = read_date(text, today, spoken_language())
    if isinstance(found, DateRead):
        return found.date
    said = _("{option}: no such date. Write 24.11.2026 or 2026-11-24.")
    raise Refused(said.format(option=option), USAGE)
