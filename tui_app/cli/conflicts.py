"""``nivel conflicts list|show|keep``: what two people wrote differently, and which of it stays.

The law: nothing is decided by a clock. Leaving a conflict (``--side later``, or not asking at all)
loses nothing; what is not kept stays in the history. What was written is shown with ``--names``
only, and then logged.
"""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from storage.errors import RecordMissing
from storage.lines.conflicts import ConflictLine, Side
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.reading import add_form, note_names
from tui_app.cli.refusal import DONE, REFUSED, USAGE, Refused
from tui_app.cli.shapes import conflict_shapes
from tui_app.i18n.catalogue import _
from tui_app.plain.conflicts import (
    conflict_number,
    conflict_text,
    conflicts_text,
    numbers_text,
)

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

_SHORTEST = 6
LATER = "later"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verb and its options."""
    parser.add_argument("verb", nargs="?", default="list", choices=("list", "show", "keep"))
    parser.add_argument(
        "which", nargs="?", default="", metavar=_("NUMBER"), help=_("which one: see list")
    )
    parser.add_argument(
        "--side",
        default="",
        metavar="mine|theirs|1|2|later",
        help=_("keep: which side stays; later decides nothing, and nothing is lost"),
    )
    add_form(parser)


def run(options: Namespace) -> int:
    """Do the verb. JSON: list and show: masked, conflicts; keep: id, group, kept (null: later)."""
    with opened(options) as casebook:
        if options.verb == "list":
            note_names(casebook, options)
            return _tell(casebook.conflicts.lines(), options)
        line = _called(casebook, options.which)
        if options.verb == "show":
            note_names(casebook, options, line.case_id)
            read = casebook.conflicts.read(line.record_id, line.group)
            return _tell((read,), options, one=True)
        return _keep(casebook, line, options)


def _tell(lines: tuple[ConflictLine, ...], options: Namespace, *, one: bool = False) -> int:
    if options.json:
        shaped = conflict_shapes(lines, names=options.names)
        tell_json("conflicts", {"masked": not options.names, "conflicts": shaped})
    elif one:
        tell(conflict_text(lines[0], names=options.names))
    else:
        tell(conflicts_text(lines, names=options.names))
        tell(numbers_text(lines))
    return DONE


def _called(casebook: "Casebook", number: str) -> ConflictLine:
    """Return the conflict with this number. Raises RecordMissing, and Refused where two have it."""
    record, _slash, group = number.lower().partition("/")
    found = [
        line
        for line in casebook.conflicts.lines()
        if len(record) >= _SHORTEST
        and line.record_id.hex().startswith(record)
        and (not group or line.group == group)
    ]
    if not found:
        raise RecordMissing(kind="conflict")
    if len(found) > 1:
        named = ", ".join(map(conflict_number, found))
        raise Refused(_("Several are called so: {numbers}").format(numbers=named), REFUSED)
    return found[0]


def _keep(casebook: "Casebook", line: ConflictLine, options: Namespace) -> int:
    if options.side == LATER:
        kept = None
    else:
        side = _side(line, options.side)
        casebook.conflicts.resolve(line.record_id, line.group, side.op)
        kept = side.op.hex()
    if options.json:
        told = {"id": line.record_id.hex(), "group": line.group, "kept": kept}
        tell_json("conflicts", told)
    elif kept is None:
        say(_("Left as it is: nothing is lost, and it can be decided any day."))
    else:
        say(_("Kept. The other side stays in the history."))
    return DONE


def _side(line: ConflictLine, said: str) -> Side:
    """Return the side that was named. Raises Refused."""
    if line.what not in {"values", "deletion"}:
        words = _("These changes do not fit together: there is no side to choose. Mend the record.")
        raise Refused(words, REFUSED)
    numbered = said.isdecimal() and 0 < int(said) <= len(line.sides)
    if said not in {"mine", "theirs"} and not numbered:
        words = _("Which side stays? --side mine, theirs, a number, or later")
        raise Refused(words, USAGE)
    if numbered:
        return line.sides[int(said) - 1]
    found = [side for side in line.sides if side.is_mine is (said == "mine")]
    if len(found) != 1:
        words = _("No single side is meant by that. Name its number: nivel conflicts show {number}")
        raise Refused(words.format(number=conflict_number(line)), REFUSED)
    return found[0]
