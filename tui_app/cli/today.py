"""``nivel today``: what stands on the day."""

from argparse import ArgumentParser, Namespace

from storage.lines.today import Ownerless, Prepared, TodayLines
from tui_app.cli.follow_up_shapes import follow_up_shapes
from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names, the_day
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import Shape, action_shapes, case_shapes, meeting_shapes, plain_value
from tui_app.cli.sharing_shapes import basis_shapes
from tui_app.cli.travel_shapes import pack_shapes
from tui_app.plain.meetings import references
from tui_app.plain.today import today_text
from tui_app.plain.words import shown_name


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)


def run(options: Namespace) -> int:
    """Print the day.

    JSON: day, meetings, next_meetings, due, due_count, releases, release_count, later_releases,
    prepared (case first_contact network_meeting), ownerless (id case what owner), follow_ups,
    follow_up_count, without_date, live, held_open, conflicts, own_cases, ending_bases (basis),
    late_packs (pack), pack_until.
    """
    day = the_day(options)
    with opened(options, reading=True) as casebook:
        note_names(casebook, options)
        lines = casebook.today.read(day)
    if options.json:
        tell_json("today", _shape(lines, names=options.names))
    else:
        tell(today_text(lines, names=options.names))
    return DONE


def _shape(lines: TodayLines, *, names: bool) -> Shape:
    lists = {
        "meetings": lines.meetings,
        "next_meetings": lines.next_meetings,
        "live": lines.live,
        "held_open": lines.held_open,
    }
    named = references(dict.fromkeys(line for part in lists.values() for line in part))
    return {
        "masked": not names,
        "day": lines.day.isoformat(),
        **{key: meeting_shapes(part, named, names=names) for key, part in lists.items()},
        "due": action_shapes(lines.due, names=names),
        "due_count": lines.due_count,
        "releases": case_shapes(lines.releases, names=names),
        "release_count": lines.release_count,
        "later_releases": case_shapes(lines.later_releases, names=names),
        "prepared": [_prepared_shape(*one) for one in lines.prepared.items()],
        "follow_ups": follow_up_shapes(lines.follow_ups, lines.day, names=names),
        "follow_up_count": lines.follow_up_count,
        "ownerless": [_ownerless_shape(line, names=names) for line in lines.ownerless],
        "without_date": lines.without_date,
        "conflicts": lines.conflicts,
        "own_cases": lines.own_cases,
        "ending_bases": basis_shapes(lines.ending_bases, names=names),
        "late_packs": pack_shapes(lines.packs, names=names),
        "pack_until": lines.term.ends.isoformat() if lines.term else None,
    }


def _prepared_shape(case_id: bytes, known: Prepared) -> Shape:
    return {
        "case": case_id.hex(),
        "first_contact": plain_value(known.first_contact),
        "network_meeting": plain_value(known.network_meeting),
    }


def _ownerless_shape(line: Ownerless, *, names: bool) -> Shape:
    owner = shown_name(line.owner, names=names)
    return {"id": line.id.hex(), "case": line.case_label, "what": line.what, "owner": owner}
