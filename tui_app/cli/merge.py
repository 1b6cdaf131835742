"""``nivel merge ...``: doubled people and organisations, merged and taken apart by script.

The law: nobody is taken for somebody else: a name that several have is refused with what tells them
apart, and the number that names one alone. Nothing is deleted; ``apart`` brings everything back.
"""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from storage.rules.fold import fold
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.parser import add_common
from tui_app.cli.reading import add_form, note_names
from tui_app.cli.refusal import DONE, REFUSED, Refused
from tui_app.cli.whom import SHORTEST
from tui_app.i18n.catalogue import _
from tui_app.plain.merging import merging_text, name_in
from tui_app.plain.words import joined

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.merging import MergedLine, PairLine
    from tui_app.cli.shapes import Shape

KINDS = {"people": "person", "organisations": "organisation"}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verbs."""
    verbs = parser.add_subparsers(required=True, dest="verb", metavar=_("WHAT"))
    add_form(_added(verbs.add_parser("list", help=_("who may be doubled, and what is merged"))))
    for verb, words in (("people", _("merge two people")),
                        ("organisations", _("merge two organisations"))):  # fmt: skip
        merging = _added(verbs.add_parser(verb, help=words))
        merging.add_argument("kept", metavar=_("KEPT"), help=_("who is kept: a name or a number"))
        merging.add_argument("other", metavar=_("OTHER"), help=_("who is merged into them"))
    apart = _added(verbs.add_parser("apart", help=_("take a merged card apart again")))
    apart.add_argument("other", metavar=_("OTHER"), help=_("the merged card: a name or a number"))


def _added(parser: ArgumentParser) -> ArgumentParser:
    add_common(parser)
    return parser


def run(options: Namespace) -> int:
    """List, merge or take apart. JSON of the list: pairs, merged (kind id name kept_id kept)."""
    if options.verb == "list":
        return _list(options)
    with opened(options) as casebook:
        if options.verb == "apart":
            line = _merged_called(casebook, options.other)
            casebook.merging.apart(line.kind, line.id)
            say(_("Taken apart: both are in the lists again."))
        else:
            kind = KINDS[options.verb]
            kept, other = (_called(casebook, kind, one) for one in (options.kept, options.other))
            casebook.merging.merge(kind, kept, other)
            say(_("Merged: one card stands for both. It can be taken apart again."))
    return DONE


def _list(options: Namespace) -> int:
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        pairs, merged = casebook.merging.pairs(), casebook.merging.merged()
    if options.json:
        found = {
            "pairs": [_pair(line, names=options.names) for line in pairs],
            "merged": [_merged(line, names=options.names) for line in merged],
        }
        tell_json("merge", {"masked": not options.names, **found})
    else:
        tell(merging_text(pairs, merged, names=options.names))
    return DONE


def _pair(line: "PairLine", *, names: bool) -> "Shape":
    sides = ((line.first_id, line.first), (line.second_id, line.second))
    return {
        "kind": line.kind,
        "because": line.because,
        "sides": [
            {"id": key.hex(), "name": name_in(line.kind, name, names=names)} for key, name in sides
        ],
    }


def _merged(line: "MergedLine", *, names: bool) -> "Shape":
    return {
        "kind": line.kind,
        "id": line.id.hex(),
        "name": name_in(line.kind, line.name, names=names),
        "kept_id": line.kept_id.hex(),
        "kept": name_in(line.kind, line.kept_name, names=names),
    }


def _called(casebook: "Casebook", kind: str, asked: str) -> bytes:
    if kind == "person":
        people = casebook.people.lines(0, -1)
        found = [(one.id, one.name, joined((one.organisation, one.title))) for one in people]
    else:
        houses = casebook.organisations.lines(0, -1)
        found = [(one.id, one.name, one.municipality) for one in houses]
    return _one_of(found, asked)


def _merged_called(casebook: "Casebook", asked: str) -> "MergedLine":
    lines = {line.id: line for line in casebook.merging.merged()}
    rows = [(key, line.name, line.kept_name) for key, line in lines.items()]
    return lines[_one_of(rows, asked)]


def _one_of(rows: list[tuple[bytes, str, str]], asked: str) -> bytes:
    """Return the id of the only row with this whole name, or whose id begins so."""
    wanted = fold(" ".join(asked.split()))
    found = [row for row in rows if fold(row[1]) == wanted]
    if not found and len(wanted) >= SHORTEST:
        found = [row for row in rows if row[0].hex().startswith(wanted)]
    if not found:
        raise Refused(_("Nobody and nothing here is called {name}.").format(name=asked), REFUSED)
    if len(found) > 1:
        words = _("Several are called {name}. Write the number of the one you mean: {those}")
        those = "; ".join(joined((key.hex()[:SHORTEST], about)) for key, _name, about in found)
        raise Refused(words.format(name=asked, those=those), REFUSED)
    return found[0][0]
