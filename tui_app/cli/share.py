"""``nivel share case ID --to NAME --sections ... --until ...``, ``nivel share list|withdraw``."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from storage.errors import RecordMissing
from tui_app.cli.message import correspondent_called
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names, the_day
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.i18n.catalogue import _
from tui_app.i18n.date_words import DateRead, read_date
from tui_app.plain.shares import gone_row, grants_text, shares_text
from tui_app.plain.words import spoken_language

if TYPE_CHECKING:
    import datetime as dt

    from storage.casebook.casebook import Casebook
    from storage.lines.delivery import ShareLine

KINDS = ("colleague", "expert", "handover")
_SHORTEST = 6


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verb and its options."""
    parser.add_argument("verb", choices=("case", "list", "withdraw"))
    parser.add_argument("which", nargs="?", metavar="K-0142",
                        help=_("the case; of withdraw the number that the list says"))  # fmt: skip
    parser.add_argument("--to", metavar=_("NAME"), help=_("with whom"))
    parser.add_argument("--sections", default="", metavar="A,B",
                        help="summary, network, meetings, actions, notes, own")  # fmt: skip
    parser.add_argument("--until", default="", metavar=_("DATE"), help=_("the last day"))
    parser.add_argument("--for", dest="purpose", default="", metavar=_("TEXT"), help=_("what for"))
    parser.add_argument("--kind", choices=KINDS, default="colleague")
    add_form(parser)


def run(options: Namespace) -> int:
    """Do the verb. JSON: case and withdraw: id; list: given, received."""
    if options.verb != "list" and not options.which:
        raise Refused(_("Which case? nivel share case K-0142"), USAGE)
    with opened(options) as casebook:
        note_names(casebook, options)
        if options.verb == "list":
            _list(casebook, options)
            return DONE
        one = _give(casebook, options) if options.verb == "case" else _withdraw(casebook, options)
        line = next(each for each in casebook.shares.lines() if each.id == one)
    if options.json:
        tell_json("share", {"id": one.hex(), "sent": _sent(line)})
    elif options.verb == "case":
        say(_("Shared. It goes with the next exchange: nivel send --folder DIR"))
    else:
        say(_("Withdrawn: nothing more goes."))
        tell([gone_row(line, names=options.names)])
    return DONE


def _give(casebook: "Casebook", options: Namespace) -> bytes:
    from storage.records.shares import ShareKind

    if not options.to:
        raise Refused(_("With whom? --to NAME"), USAGE)
    return casebook.shares.give(
        case_called(casebook, options.which),
        correspondent_called(casebook, options.to),
        options.sections.replace(",", " ").split(),
        purpose=options.purpose,
        ends=_day(options),
        kind=ShareKind(options.kind),
    )


def _day(options: Namespace) -> "dt.date | None":
    if not options.until:
        return None
    found = read_date(options.until, the_day(options), spoken_language())
    if isinstance(found, DateRead):
        return found.date
    raise Refused(_("--until: no such date. Write 24.11.2026 or 2026-11-24."), USAGE)


def _withdraw(casebook: "Casebook", options: Namespace) -> bytes:
    wanted = options.which.lower()
    found = [one.id for one in casebook.shares.lines() if one.id.hex().startswith(wanted)]
    if len(found) != 1 or len(wanted) < _SHORTEST:
        raise RecordMissing(kind="share")
    casebook.shares.withdraw(found[0])
    return found[0]


def _sent(line: "ShareLine") -> list[dict[str, object]]:
    """Shape what went: section, batches, records, first, last, acknowledged."""
    return [
        {"section": one.section, "batches": one.batches, "records": one.records,
         "first": one.first.isoformat(), "last": one.last.isoformat(), "acknowledged": one.has}
        for one in line.sent
    ]  # fmt: skip


def _list(casebook: "Casebook", options: Namespace) -> None:
    given, received = casebook.shares.lines(), casebook.shares.received()
    if not options.json:
        tell(shares_text(given, names=options.names))
        tell(grants_text(received, names=options.names))
        if given:
            numbers = ", ".join(one.id.hex()[:8] for one in given)
            tell([_("Numbers of the shares, in this order: {numbers}").format(numbers=numbers)])
        return
    shaped = [
        {"id": one.id.hex(), "case": one.case_label, "sections": list(one.sections),
         "state": one.state,
         "sent": _sent(one)}
        for one in given
    ]  # fmt: skip
    got = [{"case": one.label, "sections": list(one.sections), "state": one.state,
            "has_case": one.has_case} for one in received]  # fmt: skip
    tell_json("share", {"given": shaped, "received": got})
