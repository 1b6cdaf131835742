"""``nivel case K-0142``: one case, opened and logged.

The law: a case that is not one's own asks for the reason; on a terminal it is asked for, in a
script it is given. What is opened is told whole, with the names of others masked.
"""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from storage.errors import ReasonNeeded
from tui_app.cli.case_follow_ups import follow_ups_part, follow_ups_shape
from tui_app.cli.case_needs import needs_of, needs_shape
from tui_app.cli.opening import opened
from tui_app.cli.output import is_terminal, tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names, the_day
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import (
    Shape,
    action_shapes,
    attempt_shapes,
    case_shapes,
    log_shapes,
    meeting_shapes,
    plain_value,
    release_shapes,
    tie_shapes,
)
from tui_app.i18n.catalogue import _
from tui_app.plain.actions import actions_text
from tui_app.plain.cases import case_text
from tui_app.plain.contact_log import contacts_text
from tui_app.plain.handovers import handovers_text
from tui_app.plain.log import log_text
from tui_app.plain.meetings import meetings_text, references
from tui_app.plain.network import network_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from storage.casebook.casebook import Casebook
    from storage.lines.cases import CaseSummary

PARTS = (
    *("summary", "network", "needs", "handovers", "meetings", "actions", "contacts"),
    *("follow-ups", "log"),
)
_USUAL = PARTS[:-1]


def add_arguments(parser: ArgumentParser) -> None:
    """Add the case's number and the options."""
    parser.add_argument("case", metavar="K-0142", help=_("the number; 142 means one of my own"))
    add_form(parser)
    parser.add_argument(
        "--part", choices=PARTS, help=_("only this part (the log is shown only so)")
    )
    parser.add_argument(
        "--reason",
        default="",
        metavar=_("TEXT"),
        help=_(
            "why a case is opened that is not one's own; it goes into the use log, and others on"
            " this machine can read it now: nothing about the client"
        ),
    )


def run(options: Namespace) -> int:
    """Print the case.

    JSON: case, wishes, ..., network, meetings, actions, contacts, follow_ups, lost_contact,
    door_card, reach, log.
    """
    day = the_day(options)
    parts = (options.part,) if options.part else _USUAL
    with opened(options) as casebook:
        case_id = case_called(casebook, options.case)
        summary = open_case(casebook, case_id, options.reason)
        note_names(casebook, options, case_id)
        if options.json:
            tell_json("case", _shape(casebook, summary, parts, day, names=options.names))
            return DONE
        texts = _texts(casebook, summary, day, names=options.names)
        for part in parts:
            tell(texts[part]())
    return DONE


def _texts(
    casebook: "Casebook", summary: "CaseSummary", day: "dt.date", *, names: bool
) -> "Mapping[str, Callable[[], Iterator[str]]]":
    """Return what tells each part."""
    case_id = summary.case.id
    return {
        "summary": lambda: case_text(summary, day, names=names),
        "network": lambda: network_text(casebook.network.lines(case_id), names=names),
        "needs": lambda: needs_of(casebook, case_id, names=names),
        "handovers": lambda: handovers_text(casebook.handovers.lines(case_id, day), names=names),
        "meetings": lambda: meetings_text(
            meetings := casebook.meetings.of_case(case_id),
            len(meetings),
            names=names,
            past=None,
        ),
        "actions": lambda: actions_text(
            casebook.actions.lines(0, -1, case_id=case_id),
            casebook.actions.count(case_id=case_id),
            day,
            names=names,
        ),
        "contacts": lambda: contacts_text(
            casebook.contact_attempts.lines(case_id, 0, -1),
            casebook.contact_attempts.count(case_id),
            names=names,
        ),
        "follow-ups": lambda: follow_ups_part(casebook, summary, day, names=names),
        "log": lambda: log_text(
            casebook.log.lines(0, -1, case_id=case_id),
            casebook.log.count(case_id),
            names=names,
        ),
    }


def open_case(casebook: "Casebook", case_id: bytes, reason: str) -> "CaseSummary":
    """Open the case; ask for the reason where one is needed and a person sits there."""
    try:
        return casebook.cases.read(case_id, reason)
    except ReasonNeeded:
        if not is_terminal(sys.stdin):
            raise
        sys.stderr.write(_("This case is not your own. Why do you open it? "))
        sys.stderr.flush()
        return casebook.cases.read(case_id, sys.stdin.readline().strip())


def _shape(
    casebook: "Casebook",
    summary: "CaseSummary",
    parts: tuple[str, ...],
    day: "dt.date",
    *,
    names: bool,
) -> Shape:
    case_id = summary.case.id
    meetings = casebook.meetings.of_case(case_id)
    made: Shape = {"masked": not names}
    if "summary" in parts:
        made |= {
            "case": case_shapes((summary.case,), names=names)[0],
            "wishes": summary.wishes,
            "summary": summary.summary,
            "home_municipality": summary.home_municipality,
            "opened_on": plain_value(summary.opened_on),
            "releases": release_shapes(summary.releases),
            "conflicts": summary.conflicts,
        }
    if "network" in parts:
        made["network"] = tie_shapes(casebook.network.lines(case_id), names=names)
    made |= needs_shape(casebook, case_id, parts, names=names)
    if "meetings" in parts:
        made["meetings"] = meeting_shapes(meetings, references(meetings), names=names)
    if "actions" in parts:
        actions = casebook.actions.lines(0, -1, case_id=case_id)
        made["actions"] = action_shapes(actions, names=names)
    if "contacts" in parts:
        contacts = casebook.contact_attempts.lines(case_id, 0, -1)
        made["contacts"] = attempt_shapes(contacts, names=names)
    if "follow-ups" in parts:
        made |= follow_ups_shape(casebook, summary, day, names=names)
    if "log" in parts:
        made["log"] = log_shapes(casebook.log.lines(0, -1, case_id=case_id), names=names)
    return made
