"""``nivel needs list|set|goal|words|unmet K-0142``, ``nivel needs office``.

The law: goals and other texts come from a file or the standard input, never from an argument. The
list for the office names nobody and tells no small number. Where the network is of nobody, the list
says so.
"""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui_app.cli.case import open_case
from tui_app.cli.case_needs import needs_of
from tui_app.cli.need_shapes import gap_shapes, need_shapes, unmet_shapes
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.parser import add_common
from tui_app.cli.reading import add_form, case_called, note_names
from tui_app.cli.reading_text import add_text, text_of
from tui_app.cli.refusal import DONE
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.need_choices import NEED_CHOICES
from tui_app.plain.needs import gaps_text, need_row, unmet_text

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

_VERBS = {
    "list": N_("a case's needs and goals, and those that nobody takes care of"),
    "set": N_("write how a need stands"),
    "goal": N_("write the goal in the client's own words"),
    "words": N_("write what is needed"),
    "unmet": N_("mark that no service answers it; the text says what is missing"),
}
_FIELDS = {"goal": "goal", "words": "words", "unmet": "unmet_words"}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verbs."""
    metavar = "|".join((*_VERBS, "office"))
    verbs = parser.add_subparsers(metavar=metavar, required=True, dest="verb")
    for verb, words in _VERBS.items():
        one = verbs.add_parser(verb, help=_(words))
        one.add_argument("case", metavar="K-0142", help=_("the number; 142 means one of my own"))
        one.add_argument(
            "--reason", default="", metavar=_("TEXT"), help=_("why a case not one's own is opened")
        )
        if verb == "list":
            one.add_argument(
                "--gaps", action="store_true", help=_("only the needs that nobody takes care of")
            )
        else:
            areas = tuple(NEED_CHOICES["need-area"])
            one.add_argument("area", choices=areas, metavar=_("AREA"), help=", ".join(areas))
        if verb == "set":
            states = tuple(NEED_CHOICES["need-state"])
            one.add_argument("state", choices=states, metavar=_("STATE"), help=", ".join(states))
        elif verb != "list":
            add_text(one, required=verb != "unmet")
        add_form(one)
        add_common(one)
    office = verbs.add_parser(
        "office", help=_("how many clients have a need that no service meets, without names")
    )
    add_form(office)
    add_common(office)


def run(options: Namespace) -> int:
    """Do the verb. JSON: list: needs, gaps; office: lines (unmet); others: id."""
    text = text_of(getattr(options, "text_file", None)).strip()
    with opened(options, reading=options.verb == "office") as casebook:
        if options.verb == "office":
            return _office(casebook, options)
        case_id = case_called(casebook, options.case)
        open_case(casebook, case_id, options.reason)
        note_names(casebook, options, case_id)
        if options.verb == "list":
            return _list(casebook, case_id, options)
        fields: dict[str, object] = {}
        if options.verb == "set":
            fields["state"] = options.state
        else:
            fields[_FIELDS[options.verb]] = text
        if options.verb == "unmet":
            fields |= {"unmet": True, "state": "needed"}
        made = casebook.needs.set(case_id, options.area, **fields)
        line = casebook.needs.line(made)
    if options.json:
        tell_json("needs", {"id": made.hex()})
    elif line is not None:
        say(need_row(line, names=options.names))
    return DONE


def _office(casebook: "Casebook", options: Namespace) -> int:
    lines = casebook.needs.unmet()
    if options.json:
        tell_json("needs", {"masked": True, "lines": unmet_shapes(lines)})
    else:
        tell(unmet_text(lines))
    return DONE


def _list(casebook: "Casebook", case_id: bytes, options: Namespace) -> int:
    names: bool = options.names
    if options.json:
        lines, gaps = casebook.needs.lines(case_id), casebook.needs.gaps(case_id)
        found = {
            "needs": [] if options.gaps else need_shapes(lines, names=names),
            "gaps": gap_shapes(gaps, names=names),
        }
        tell_json("needs", {"masked": not names, **found})
    elif options.gaps:
        nobody = not casebook.network.lines(case_id)
        tell(gaps_text(casebook.needs.gaps(case_id), nobody=nobody))
    else:
        tell(needs_of(casebook, case_id, names=names))
    return DONE
