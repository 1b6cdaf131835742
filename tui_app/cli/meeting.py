"""``nivel meeting K-0142/24.11.2026``: one meeting whole, opened and logged."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names, the_day
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import (
    Shape,
    agenda_shapes,
    agreement_shapes,
    entry_shapes,
    meeting_shapes,
    participant_shapes,
    plain_value,
)
from tui_app.cli.which_meeting import meeting_called
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.meeting import meeting_text

if TYPE_CHECKING:
    from storage.lines.meetings import MeetingSheet

NAMED = N_(
    "case number and day, as the lists write it: K-0142/24.11.2026; with the time where two stand"
    " on one day: K-0142/24.11.2026/09:30; K-0142 where the case has one meeting; or the id"
)


def add_arguments(parser: ArgumentParser) -> None:
    """Add the meeting's reference and the options."""
    parser.add_argument("meeting", metavar="K-0142/24.11.2026", help=_(NAMED))
    add_form(parser)


def run(options: Namespace) -> int:
    """Print the meeting. JSON: meeting, language, times, agenda, participants, entries, ..."""
    day = the_day(options)
    with opened(options) as casebook:
        line, reference = meeting_called(casebook, options.meeting, day)
        note_names(casebook, options, line.case_id)
        sheet = casebook.minutes.sheet(line.id)
    if options.json:
        tell_json("meeting", _shape(sheet, reference, names=options.names))
    else:
        tell(meeting_text(sheet, reference, names=options.names))
    return DONE


def _shape(sheet: "MeetingSheet", reference: str, *, names: bool) -> Shape:
    line = sheet.meeting
    return {
        "masked": not names,
        "meeting": meeting_shapes((line,), {line.id: reference}, names=names)[0],
        "language": sheet.language,
        "started_at": plain_value(sheet.started_at),
        "ended_at": plain_value(sheet.ended_at),
        "read_back_at": plain_value(sheet.read_back_at),
        "agenda": agenda_shapes(sheet.agenda, names=names),
        "participants": participant_shapes(sheet.attendance, names=names),
        "entries": entry_shapes(sheet.entries, names=names),
        "agreements": agreement_shapes(sheet.agreements, names=names),
    }
