"""``nivel travel pack|list|return|lost``: one case on a laptop of its own, and home again.

The law: a pack has a passphrase of its own, from ``--word-fd``; where none is given, one is drawn
when packing and shown this once, and asked without echo when it comes back. A pack is wiped only
when all that was written in it was read back here.
"""

import datetime as dt
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook.entrance import generate_passphrase
from storage.errors import RecordMissing
from tui_app.cli.opening import opened, passphrase
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names, the_day
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.cli.travel_shapes import pack_shapes
from tui_app.i18n.catalogue import _, language
from tui_app.i18n.date_words import DateRead, read_date
from tui_app.plain.travel import NUMBER, SHORTEST, packs_text, returned_text
from tui_app.plain.words import spoken_language

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verb and its options."""
    parser.add_argument("verb", choices=("pack", "list", "return", "lost"))
    parser.add_argument(
        "which",
        nargs="?",
        default="",
        metavar="K-0142",
        help=_("pack: the case; return: the pack's folder; lost: the pack's number"),
    )
    parser.add_argument(
        "--folder", type=Path, metavar=_("FOLDER"), help=_("pack: a new folder for it")
    )
    parser.add_argument("--until", default="", metavar=_("DATE"), help=_("pack: the last day"))
    parser.add_argument(
        "--to", default="", metavar=_("NAME"), help=_("pack: who takes it, if not you")
    )
    parser.add_argument(
        "--sections",
        default="",
        metavar="summary,meetings",
        help=_("pack: which parts of the case (all that may go)"),
    )
    parser.add_argument("--purpose", default="", metavar=_("TEXT"), help=_("pack: what for"))
    parser.add_argument(
        "--found",
        action="store_true",
        help=_("return: it was written down as lost, and nobody else had it"),
    )
    parser.add_argument(
        "--word-fd",
        type=int,
        metavar="N",
        help=_("read the pack's passphrase from this descriptor"),
    )
    add_form(parser)


def run(options: Namespace) -> int:
    """Do the verb. JSON: pack: id (passphrase, if drawn); lost: id; return and list: see below."""
    doing = {"pack": _pack, "list": _list, "return": _return, "lost": _lost}
    with opened(options) as casebook:
        return doing[options.verb](casebook, options)


def _pack(casebook: "Casebook", options: Namespace) -> int:
    from storage.lines.travel import Errand

    if not options.which or options.folder is None or not options.until:
        raise Refused(_("What, where and until when? K-0142 --folder FOLDER --until DATE"), USAGE)
    drawn = generate_passphrase(language()) if options.word_fd is None else ""
    errand = Errand(
        case_called(casebook, options.which),
        _day(options),
        _taker(casebook, options.to),
        frozenset(options.sections.replace(",", " ").split()),
        options.purpose,
    )
    made = casebook.travel.pack(errand, options.folder, drawn or _word(options))
    if options.json:
        tell_json("travel", {"id": made.hex()} | ({"passphrase": drawn} if drawn else {}))
        return DONE
    said = _("Packed; its number is {number}. It comes back with: nivel travel return FOLDER")
    say(said.format(number=made.hex()[:NUMBER]))
    if drawn:
        say(_("Its passphrase, shown this once: {words}").format(words=drawn))
    return DONE


def _list(casebook: "Casebook", options: Namespace) -> int:
    """Print the packs. JSON: packs (see ``travel_shapes``)."""
    case_id = case_called(casebook, options.which) if options.which else None
    note_names(casebook, options, case_id)
    lines = casebook.travel.lines(case_id, today=the_day(options))
    if options.json:
        packs = pack_shapes(lines, names=options.names)
        tell_json("travel", {"masked": not options.names, "packs": packs})
    else:
        tell(packs_text(lines, names=options.names))
    return DONE


def _return(casebook: "Casebook", options: Namespace) -> int:
    """Take a pack back. JSON: case_id new set_aside forks conflicts drafts is_wiped is_gone."""
    if not options.which:
        raise Refused(_("Which pack? nivel travel return FOLDER"), USAGE)
    word = _word(options)
    came = casebook.travel.take_back(Path(options.which), word, is_found=options.found)
    if options.json:
        tell_json("travel", asdict(came) | {"case_id": came.case_id.hex()})
    else:
        tell(returned_text(came))
    return DONE


def _lost(casebook: "Casebook", options: Namespace) -> int:
    wanted = options.which.lower()
    ids = (line.id for line in casebook.travel.lines())
    found = [one for one in ids if one.hex().startswith(wanted)]
    if len(found) != 1 or len(wanted) < SHORTEST:
        raise RecordMissing(kind="share")
    casebook.travel.lose(found[0])
    if options.json:
        tell_json("travel", {"id": found[0].hex()})
    else:
        say(_("Written down: this pack is lost. What is written in it does not come in by itself."))
    return DONE


def _taker(casebook: "Casebook", name: str) -> bytes | None:
    if not name:
        return None
    from tui_app.cli.whom import called

    return called(casebook, name).id


def _word(options: Namespace) -> str:
    return passphrase(Namespace(passphrase_fd=options.word_fd), _("The pack's passphrase"))


def _day(options: Namespace) -> dt.date:
    found = read_date(options.until, the_day(options), spoken_language())
    if isinstance(found, DateRead):
        return found.date
    raise Refused(_("--until: no such date. Write 24.11.2026 or 2026-11-24."), USAGE)
