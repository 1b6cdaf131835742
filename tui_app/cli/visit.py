"""``nivel visit K-0142``: the terminal opens one case and no other; here its plain twins.

The law: without an option of these the launcher has taken it already (a visit is a screen).
``--paper pack|cell --to FOLDER`` writes a paper for the client, through the gate. ``--late`` writes
a meeting down afterwards: its lines come from standard input, never from an argument that others
can read; ``!g`` before a line: agreed, ``!q``: the client's question, without a mark a note, as in
a live meeting.
"""

import datetime as dt
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from storage.lines.visits import LateAgreement, LateVisit
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.reading import add_form, note_names, the_day
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.i18n.catalogue import _, language
from tui_app.plain.visits import visit_text
from tui_app.plain.words import spoken_language

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.visits import VisitSheet
    from tui_app.cli.shapes import Shape

PAPERS = {"pack": "visit-pack", "cell": "cell-copy"}
_MOST = 400  # lines of one meeting


def add_arguments(parser: ArgumentParser) -> None:
    """Add the case's number and what is wanted of its visit."""
    parser.add_argument("case", metavar="K-0142", help=_("the number; 142 means one of my own"))
    add_form(parser)
    parser.add_argument(
        "--late",
        metavar=_("DATE"),
        help=_(
            "write down a meeting of that day; its lines are read from standard input: !g agreed,"
            " !q question, without a mark a note"
        ),
    )
    parser.add_argument("--at", metavar="9.30", help=_("when it began"))
    parser.add_argument("--until", metavar="10.15", help=_("when it ended"))
    parser.add_argument(
        "--paper", choices=tuple(PAPERS), help=_("write the paper pack, or the cell-safe copy")
    )
    parser.add_argument("--as", dest="form", choices=("pdf", "txt"), default="pdf", help="pdf, txt")
    parser.add_argument("--to", metavar=_("FOLDER"), help=_("the folder for the new file"))
    parser.add_argument("--large", action="store_true", help=_("large print (pdf)"))


def run(options: Namespace) -> int:
    """Print the visit, or write a late entry. JSON: case, meeting, shown."""
    day = the_day(options)
    late = _when(options, day) if options.late else None
    if options.paper and not options.to:
        raise Refused(_("Say where the paper goes: --to FOLDER."), USAGE)
    with opened(options) as casebook:
        case_id = casebook.visits.open(options.case)
        if options.paper:
            return _write_paper(casebook, case_id, options)
        note_names(casebook, options, case_id)
        sheet = casebook.visits.sheet(case_id, day)
        if late is not None:
            return _write_late(casebook, sheet, *late)
        if options.json:
            tell_json("visit", _shape(sheet, names=bool(options.names)))
        else:
            tell(visit_text(sheet, names=bool(options.names)))
    return DONE


def _write_paper(casebook: "Casebook", case_id: bytes, options: Namespace) -> int:
    """Write the paper and say where it is."""
    from tui_app.i18n.visit_words import visit_words

    paper, words = PAPERS[options.paper], visit_words(options.lang or language())
    write, folder = casebook.visits.write, Path(options.to)
    path = write(case_id, paper, options.form, words, folder, is_large=options.large)
    say(_("Written: {file}").format(file=path))
    if options.paper == "cell":
        say(_("Read it through before you give it: words are found by lists, not understood."))
    return DONE


def _when(options: Namespace, today: dt.date) -> tuple[dt.datetime, dt.datetime | None]:
    """Return when it began and ended. Raises Refused."""
    from tui_app.i18n.date_words import DateRead, NotATime, read_date, read_time

    found = read_date(options.late, today, spoken_language(), past=True)
    if not isinstance(found, DateRead):
        raise Refused(_("--late: no such date. Write 24.11.2026 or 2026-11-24."), USAGE)
    began = read_time(options.at or "")
    if isinstance(began, NotATime):
        raise Refused(_("Say when it began: --at 9.30."), USAGE)
    ended = read_time(options.until) if options.until else None
    if isinstance(ended, NotATime):
        raise Refused(_("--until: no such time. Write 10.15."), USAGE)
    until = None if ended is None else dt.datetime.combine(found.date, ended.time)
    return dt.datetime.combine(found.date, began.time), until


def _write_late(
    casebook: "Casebook", sheet: "VisitSheet", starts: dt.datetime, ends: dt.datetime | None
) -> int:
    from tui_app.i18n.captured_tails import Known
    from tui_app.i18n.captures import Kind, read_line

    known = [Known(each.id, each.name, each.id == casebook.me.person_id) for each in sheet.people]
    lines = [line.strip() for _number, line in zip(range(_MOST), sys.stdin, strict=False)]
    day = starts.date()
    caught = [read_line(line, known, day, spoken_language()) for line in lines if line]
    agreed = {Kind.AGREEMENT, Kind.ACTION}
    late = LateVisit(
        starts,
        ends,
        language=language(),
        present=(sheet.client_id,),
        agreed=tuple(
            LateAgreement(one.text, one.person, one.due) for one in caught if one.kind in agreed
        ),
        questions=tuple(one.text for one in caught if one.kind is Kind.QUESTION),
        notes=tuple(one.text for one in caught if one.kind in {Kind.NOTE, Kind.VIEW}),
    )
    now = dt.datetime.now(dt.UTC)
    written = casebook.visits.write_late(sheet.case_id, late, now)
    say(_("The meeting is written down."))
    if written.beside:
        say(_("Written down. A meeting of that day was also kept live: both are kept."))
    return DONE


def _shape(sheet: "VisitSheet", *, names: bool) -> "Shape":
    from tui_app.cli.shapes import meeting_shapes, plain_value
    from tui_app.plain.meetings import references
    from tui_app.plain.words import shown_name

    meetings = (sheet.meeting,) if sheet.meeting else ()
    shown = asdict(sheet.shown)
    things = ("agreed", "before", "steps")
    for key in things:
        shown[key] = [{"text": one["text"], "due": plain_value(one["due"])} for one in shown[key]]
    shown["starts"] = plain_value(sheet.shown.starts)
    return {
        "masked": not names,
        "case": sheet.label,
        "client": shown_name(sheet.client, names=names),
        "meetings": meeting_shapes(meetings, references(meetings), names=names),
        "shown": shown,
    }
