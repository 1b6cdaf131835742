"""``nivel handover list|waiting|offer|accept|decline|withdraw|told|contact|items``.

The law: nobody is taken for somebody else: a successor and a role are named so that one alone is
meant. A handover is named by the first figures of its number, which the list tells. Reasons come
from a file or the standard input.
"""

import datetime as dt
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from storage.rules.fold import fold
from tui_app.cli.case import open_case
from tui_app.cli.need_shapes import handover_shapes
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.parser import add_common
from tui_app.cli.reading import add_form, case_called, day_called, note_names, the_day
from tui_app.cli.reading_text import add_text, text_of
from tui_app.cli.refusal import DONE, REFUSED, USAGE, Refused
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.handovers import handover_row, handovers_text, waiting_text

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.needs import HandoverLine

SHORTEST = 6
_ANSWERS = {
    "accept": N_("write down that the successor accepts the role"),
    "decline": N_("write down that the successor declines; the text says why"),
    "withdraw": N_("take back an offer that has not been answered; the text says why"),
    "told": N_("write down on which day the client was told"),
    "contact": N_("write down the day of the first contact"),
    "items": N_("give the former one's open action items to the successor; the text says why"),
}
_WITH_TEXT = frozenset({"decline", "withdraw", "items"})


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verbs."""
    metavar = "|".join(("list", "waiting", "offer", *_ANSWERS))
    verbs = parser.add_subparsers(metavar=metavar, required=True, dest="verb")
    _finish(verbs.add_parser("waiting", help=_("what waits in one's own cases, and for oneself")))
    listed = verbs.add_parser("list", help=_("the handovers of a case, and their history"))
    offer = verbs.add_parser("offer", help=_("offer a role to a named successor"))
    role = _("the role or the name of who has it; without it the key worker's")
    offer.add_argument("--role", default="", metavar=_("ROLE"), help=role)
    offer.add_argument("--to-whom", required=True, metavar=_("NAME"), help=_("the successor"))
    offer.add_argument("--ends", default="", metavar=_("DATE"),
                       help=_("the former one's last day"))  # fmt: skip
    answers = {verb: verbs.add_parser(verb, help=_(words)) for verb, words in _ANSWERS.items()}
    for one in (listed, offer, *answers.values()):
        one.add_argument("case", metavar="K-0142", help=_("the number; 142 means one of my own"))
        one.add_argument(
            "--reason", default="", metavar=_("TEXT"), help=_("why a case not one's own is opened")
        )
    for verb, one in answers.items():
        one.add_argument("handover", metavar=_("NUMBER"), help=_("the number that the list says"))
        if verb in _WITH_TEXT:
            add_text(one, required=True)
        if verb != "items":
            one.add_argument("--on", default="", metavar=_("DATE"), help=_("on which day; today"))
    for one in (listed, offer, *answers.values()):
        _finish(one)


def _finish(parser: ArgumentParser) -> None:
    add_form(parser)
    add_common(parser)


def run(options: Namespace) -> int:
    """Do the verb. JSON: list, waiting: lines (handover); others: id."""
    day = the_day(options)
    text = text_of(getattr(options, "text_file", None)).strip()
    with opened(options) as casebook:
        if options.verb == "waiting":
            note_names(casebook, options)
            return _tell_lines(casebook.handovers.waiting(day), options, waiting=True)
        case_id = case_called(casebook, options.case)
        open_case(casebook, case_id, options.reason)
        note_names(casebook, options, case_id)
        if options.verb == "list":
            return _tell_lines(casebook.handovers.lines(case_id, day), options, waiting=False)
        if options.verb == "offer":
            made = _offer(casebook, case_id, day, options)
        else:
            made = called(casebook, case_id, options.handover)
            _answer(casebook, made, text, _day(getattr(options, "on", ""), day) or day, options)
        line = casebook.handovers.line(made, day)
    if options.json:
        tell_json("handover", {"id": made.hex()})
    elif line is not None:
        say(f"{_number(made)} {handover_row(line, names=options.names)}")
    return DONE


def _tell_lines(lines: "tuple[HandoverLine, ...]", options: Namespace, *, waiting: bool) -> int:
    names: bool = options.names
    if options.json:
        found = {"masked": not names, "lines": handover_shapes(lines, names=names)}
        tell_json("handover", found)
        return DONE
    if waiting:
        tell(waiting_text(lines, names=names) if lines else [_("No handover waits.")])
        return DONE
    tell(handovers_text(lines, names=names))
    if lines:
        numbers = ", ".join(_number(line.id) for line in lines)
        tell([_("Numbers of the handovers, in this order: {numbers}").format(numbers=numbers)])
    return DONE


def called(casebook: "Casebook", case_id: bytes, number: str) -> bytes:
    """Return the handover whose number begins so. Raises Refused where none does, or several."""
    wanted = number.strip().lower()
    lines = casebook.handovers.lines(case_id)
    found = [line.id for line in lines if line.id.hex().startswith(wanted)]
    if len(wanted) < SHORTEST or len(found) != 1:
        raise Refused(_("No handover has this number: nivel handover list"), REFUSED)
    return found[0]


def _offer(casebook: "Casebook", case_id: bytes, day: dt.date, options: Namespace) -> bytes:
    name = fold(" ".join(options.to_whom.split()))
    people = casebook.people.pick(options.to_whom, case_id=case_id)
    found = [line.id for line in people if fold(line.name) == name]
    if len(found) != 1:
        raise Refused(_("No single person is called so. Write the whole name."), REFUSED)
    tie = _role(casebook, case_id, options.role) if options.role else None
    ends = _day(options.ends, day)
    return casebook.handovers.offer(case_id, tie, found[0], ends_on=ends)


def _role(casebook: "Casebook", case_id: bytes, role: str) -> bytes:
    wanted = fold(" ".join(role.split()))
    found = [
        line.id
        for line in casebook.network.lines(case_id)
        if wanted in {fold(line.role), fold(line.name)} and line.until is None
    ]
    if len(found) != 1:
        raise Refused(_("No single actor of the network has this role."), REFUSED)
    return found[0]


def _answer(casebook: "Casebook", made: bytes, text: str, on: dt.date, options: Namespace) -> None:
    desk = casebook.handovers
    if options.verb in _WITH_TEXT:
        if options.verb == "items":
            desk.take_items(made, text)
        else:
            (desk.decline if options.verb == "decline" else desk.withdraw)(made, text, on)
    else:
        {"accept": desk.accept, "told": desk.tell, "contact": desk.contact}[options.verb](made, on)


def _day(text: str, today: dt.date) -> dt.date | None:
    if not text:
        return None
    found = day_called(text, today)
    if found is None:
        raise Refused(_("There is no such date. Write 24.11.2026 or 2026-11-24."), USAGE)
    return found


def _number(handover_id: bytes) -> str:
    return handover_id.hex()[:8]
