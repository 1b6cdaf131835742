"""The JSON of the reading commands: stable keys, documented here.

Format 1. Every document is ``{"format": 1, "what": NOUN, "masked": true|false, ...}``. Ids are
lower-case hex, days ``2026-11-24``, wall times ``2026-11-24T09:30``, past moments UTC with an
offset, closed words as the records keep them (``in-prison``), what is not there ``null``.

The law: keys are added, never renamed, within a format. ``masked`` means that every person's name
is initials, and that a telephone, an e-mail, a note and a find's words are ``null``.

* case: id label client phase prison release certainty owner is_own open_actions next_meeting
* release: id day certainty told_on told_by source is_planning
* tie: id person_id organisation_id name organisation sector role why wish wish_words outcome
  outcome_reason told_on channel channel_note strength conflict said_by_client nearness anchoring
  since until
* meeting: id reference case_id case client kind title starts ends zone place state
* agenda: id position title minutes owner from_client spent_seconds closed
* participant: id person_id name organisation title is_client role invitation presence note
* entry: id item_id kind tier speaker verbatim text at written_at
* agreement: id item_id tier text doer due at read_back action_id action_state
* action: id case_id case client what owner due state reason done_on meeting_id agreement_id note
  repeat repeat_until
* comment: id at author words
* contact: id case_id at entered_at day_only channel outcome person by words follow_up_id
* person: id name title sector organisation phone email is_client
* organisation: id name sector municipality phone email people
* hit: id kind case_id case meeting_id at title excerpt
* log: id case_id case what kind at person detail reason
* entry of an address book: index line given family name organisation title phone email address note
  doubles shortened
* conflict: id kind group what case_id case title sides (op values deleted person mark at is_mine
  is_future)
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from storage.lines.actions import ActionLine, CommentLine
from storage.lines.cases import CaseLine, ReleaseLine
from storage.lines.conflicts import ConflictLine, Side
from storage.lines.contact_attempts import ContactAttemptLine
from storage.lines.contacts import BrokenLine, ContactBook, ContactLine, DoubleLine
from storage.lines.log import LogEntry
from storage.lines.meetings import (
    AgendaLine,
    AgreementLine,
    AttendanceLine,
    EntryLine,
    MeetingLine,
)
from storage.lines.network import TieLine
from storage.lines.people import OrganisationLine, PersonLine
from storage.lines.search import Hit
from tui_app.plain.words import shown_name

Shape = dict[str, object]

_NAMES = frozenset({"name", "client", "owner", "speaker", "doer", "person"})
_HIDDEN = frozenset({"phone", "email", "note", "excerpt"})
_CALLED = {"case_label": "case", "record_id": "id", "spent": "spent_seconds"}
_LEFT_OUT: Mapping[type, frozenset[str]] = {
    ActionLine: frozenset({"owner_id"}),
    AgendaLine: frozenset({"owner_id", "started_at"}),
    EntryLine: frozenset({"speaker_id"}),
    AgreementLine: frozenset({"doer_id"}),
    PersonLine: frozenset({"case_id", "in_case", "alike"}),
}


def plain_value(value: object) -> object:
    """Return a field as JSON can hold it."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            return value.isoformat(timespec="minutes")
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date) else value


def _shaper(table: type, *, names: bool) -> Callable[[object], Shape]:
    """Return the function that shapes one line of ``table``."""
    kept = [
        (name, _CALLED.get(name, name))
        for name in table.__annotations__
        if name not in _LEFT_OUT.get(table, frozenset())
    ]

    def shape(line: object) -> Shape:
        made: Shape = {}
        for name, key in kept:
            value = getattr(line, name)
            if not names and key in _HIDDEN:
                value = None
            elif not names and key in _NAMES:
                value = shown_name(value, names=False)
            made[key] = plain_value(value)
        return made

    return shape


def _shaped(lines: Iterable[object], table: type, *, names: bool) -> list[Shape]:
    shape = _shaper(table, names=names)
    return [shape(line) for line in lines]


def case_shapes(lines: Iterable[CaseLine], *, names: bool) -> list[Shape]:
    """Shape cases."""
    shaped = _shaped(lines, CaseLine, names=names)
    for each in shaped:
        each["client"] = each.pop("name")
    return shaped


def release_shapes(lines: Iterable[ReleaseLine]) -> list[Shape]:
    """Shape release dates."""
    return _shaped(lines, ReleaseLine, names=True)


def tie_shapes(lines: Iterable[TieLine], *, names: bool) -> list[Shape]:
    """Shape a network; an organisation alone is not masked."""
    found = tuple(lines)
    shaped = _shaped(found, TieLine, names=names)
    for each, line in zip(shaped, found, strict=True):
        each["name"] = line.name if names else line.initials
    return shaped


def meeting_shapes(
    lines: Iterable[MeetingLine], references: Mapping[bytes, str], *, names: bool
) -> list[Shape]:
    """Shape meetings, with the reference that the command line takes."""
    found = tuple(lines)
    shaped = _shaped(found, MeetingLine, names=names)
    return [
        {"id": each.pop("id"), "reference": references.get(line.id, ""), **each}
        for each, line in zip(shaped, found, strict=True)
    ]


def agenda_shapes(lines: Iterable[AgendaLine], *, names: bool) -> list[Shape]:
    """Shape an agenda."""
    return _shaped(lines, AgendaLine, names=names)


def participant_shapes(lines: Iterable[AttendanceLine], *, names: bool) -> list[Shape]:
    """Shape participants."""
    return _shaped(lines, AttendanceLine, names=names)


def entry_shapes(lines: Iterable[EntryLine], *, names: bool) -> list[Shape]:
    """Shape entries of the minutes."""
    return _shaped(lines, EntryLine, names=names)


def agreement_shapes(lines: Iterable[AgreementLine], *, names: bool) -> list[Shape]:
    """Shape agreements."""
    return _shaped(lines, AgreementLine, names=names)


def action_shapes(lines: Iterable[ActionLine], *, names: bool) -> list[Shape]:
    """Shape action items."""
    return _shaped(lines, ActionLine, names=names)


def attempt_shapes(lines: Iterable[ContactAttemptLine], *, names: bool) -> list[Shape]:
    """Shape contacts; masked, they say when and how and nothing of what was said."""
    shaped = _shaped(lines, ContactAttemptLine, names=names)
    for each in shaped:
        each["words"] = each["words"] if names else None
        each["by"] = shown_name(str(each["by"]), names=names)
    return shaped


def comment_shapes(lines: Iterable[CommentLine], *, names: bool) -> list[Shape]:
    """Shape comments; masked, they say when and by whom alone."""
    shaped = _shaped(lines, CommentLine, names=names)
    for each in shaped:
        each["words"] = each["words"] if names else None
        each["author"] = shown_name(str(each["author"]), names=names)
    return shaped


def person_shapes(lines: Iterable[PersonLine], *, names: bool) -> list[Shape]:
    """Shape people."""
    return _shaped(lines, PersonLine, names=names)


def organisation_shapes(lines: Iterable[OrganisationLine]) -> list[Shape]:
    """Shape organisations; their names and numbers are public."""
    return _shaped(lines, OrganisationLine, names=True)


def hit_shapes(lines: Iterable[Hit], *, names: bool) -> list[Shape]:
    """Shape finds; masked, a find says where it stands and nothing of what it says."""
    shaped = _shaped(lines, Hit, names=names)
    for each in shaped:
        each["title"] = each["title"] if names else None
    return shaped


def log_shapes(lines: Iterable[LogEntry], *, names: bool) -> list[Shape]:
    """Shape use log lines."""
    return _shaped(lines, LogEntry, names=names)


def conflict_shapes(lines: Iterable[ConflictLine], *, names: bool) -> list[Shape]:
    """Shape edit conflicts with their sides; masked, without what was written."""
    shaped = _shaped(lines, ConflictLine, names=names)
    for each in shaped:
        each["title"] = each["title"] if names else None
        each["sides"] = [_side_shape(side, names=names) for side in each["sides"]]  # type: ignore[attr-defined]
    return shaped


def _side_shape(side: Side, *, names: bool) -> Shape:
    shape = _shaper(Side, names=names)(side)
    held = {name: plain_value(value) for name, value in side.values}
    return shape | {"values": held if names else None}


def contact_shapes(book: ContactBook, *, names: bool) -> Shape:
    """Shape the preview of an address book: entries, broken, stopped_at."""
    shape, double = _shaper(ContactLine, names=names), _shaper(DoubleLine, names=names)
    entries = []
    for line in book.lines:
        doubles = [double(each) for each in line.doubles]
        hidden = {} if names else dict.fromkeys(("given", "family", "address"))
        entries.append(shape(line) | {"doubles": doubles} | hidden)
    broken = _shaped(book.broken, BrokenLine, names=True)
    return {"entries": entries, "broken": broken, "stopped_at": book.stopped_at}
