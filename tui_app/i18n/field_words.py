"""What the fields of the records are called where a field stands alone, as in an edit conflict.

The law: keys are ``kind.field``, or the field alone where every kind means the same. A field whose
value is a word of a closed list names that list of ``choices``. A field of a newer version that is
not here is called by its own name.
"""

import datetime as dt
from collections.abc import Mapping

from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, full_date

FIELDS: Mapping[str, str] = {
    "organisation.name": N_("Name"),
    "correspondent.name": N_("Name"),
    "correspondent.organisation": N_("Organisation"),
    "correspondent.level": N_("How sure"),
    "correspondent.compared_at": N_("Compared on"),
    "correspondent.blocked": N_("Waits for a decision"),
    "correspondent.root": N_("Root key"),
    "correspondent.pending": N_("New key"),
    "basis.kind": N_("Kind of basis"),
    "recorded_at": N_("Recorded at"),
    "purpose": N_("Purpose"),
    "paragraph": N_("Paragraph"),
    "organisation": N_("Organisation"),
    "basis.name": N_("Recipient"),
    "bar.name": N_("Recipient"),
    "share.name": N_("Recipient"),
    "sections": N_("Parts"),
    "areas": N_("Life areas"),
    "how": N_("How given"),
    "given_on": N_("Given on"),
    "withdrawn_at": N_("Withdrawn at"),
    "withdrawn_how": N_("How withdrawn"),
    "bar.by": N_("Barred by"),
    "target": N_("What is barred"),
    "document_id": N_("Document"),
    "protection.kind": N_("Kind of protection"),
    "against_id": N_("Against whom"),
    "lifted_at": N_("Lifted at"),
    "share.kind": N_("Kind of share"),
    "correspondent_id": N_("With whom"),
    "device": N_("Device"),
    "given_at": N_("Given at"),
    "given_by": N_("Given by"),
    "how_ended": N_("How it ended"),
    "thread.subject": N_("Subject"),
    "thread.members": N_("Circle"),
    "thread.past": N_("Earlier circles"),
    "thread.link_kind": N_("What it is about"),
    "thread.link_id": N_("About"),
    "message.came": N_("Came"),
    "message.is_read": N_("Read"),
    "message.is_held": N_("Held, not erased"),
    "message.note_id": N_("Filed to the record"),
    "action_id": N_("Action item"),
    "follow_up_id": N_("Follow-up contact"),
    "address": N_("Address"),
    "agreement.due": N_("By when"),
    "at": N_("Written at"),
    "author": N_("Written by"),
    "author_id": N_("Written by"),
    "by_id": N_("Written by"),
    "by_name": N_("Written by"),
    "contact-attempt.at": N_("When it was"),
    "contact-attempt.words": N_("Words"),
    "comment.words": N_("Words"),
    "day_only": N_("Hour not known"),
    "entered_at": N_("Written at"),
    "repeat": N_("Repeats"),
    "repeat_until": N_("Repeats until"),
    "called": N_("Called"),
    "channel": N_("Reached by"),
    "channel_note": N_("How, when"),
    "about": N_("What it describes"),
    "contact": N_("Whom to ask"),
    "eligibility": N_("For whom"),
    "hours": N_("Hours"),
    "low_threshold": N_("Low threshold"),
    "name": N_("Name"),
    "service.kind": N_("Kind of service"),
    "service_id": N_("Service"),
    "practice-card.words": N_("Words"),
    "checked_by": N_("Checked by"),
    "checked_on": N_("Checked on"),
    "certainty": N_("How certain"),
    "closed": N_("Item closed"),
    "closed_on": N_("Closed on"),
    "closing_reason": N_("Reason"),
    "county": N_("County"),
    "day": N_("Release date"),
    "doer_id": N_("Who does it"),
    "done_on": N_("Done on"),
    "due": N_("By when"),
    "email": N_("E-mail"),
    "ended_at": N_("Ended at"),
    "ends": N_("Ends"),
    "family_name": N_("Family name"),
    "given_name": N_("Given name"),
    "home_municipality": N_("Home municipality"),
    "invitation": N_("Invitation"),
    "item_id": N_("Agenda item"),
    "language": N_("Language"),
    "minutes": N_("Minutes planned"),
    "municipality": N_("Municipality"),
    "note": N_("Note"),
    "organisation_id": N_("Organisation"),
    "outcome": N_("What came of it"),
    "outcome_reason": N_("Reason"),
    "owner_id": N_("Owner"),
    "owner_name": N_("Key worker"),
    "person_id": N_("Person"),
    "phase": N_("Phase"),
    "phone": N_("Telephone"),
    "place": N_("Place"),
    "planning_id": N_("Planning date"),
    "position": N_("Place on the agenda"),
    "presence": N_("Presence"),
    "prison": N_("Prison"),
    "read_back": N_("Read back"),
    "read_back_at": N_("Read back"),
    "reason": N_("Reason"),
    "role": N_("Role"),
    "sector": N_("Kind of actor"),
    "source": N_("Source"),
    "speaker_id": N_("Speaker"),
    "spent": N_("Time used"),
    "started_at": N_("Started at"),
    "starts": N_("Begins"),
    "state": N_("State"),
    "summary": N_("Summary"),
    "text": N_("Text"),
    "tie.strength": N_("Strength of the tie"),
    "conflict": N_("Conflict"),
    "said_by_client": N_("Said by the client"),
    "nearness": N_("How near"),
    "anchoring": N_("Anchoring community"),
    "since": N_("Since"),
    "until": N_("Until"),
    "tier": N_("Who may see"),
    "title": N_("Title"),
    "told_by": N_("Told by"),
    "told_on": N_("Told on"),
    "verbatim": N_("Word for word"),
    "what": N_("What"),
    "why": N_("Why there"),
    "wish": N_("Client's wish"),
    "wish_words": N_("In their own words"),
    "wishes": N_("Wishes"),
    "meeting.kind": N_("Kind"),
    "entry.kind": N_("Kind"),
    "zone": N_("Time zone"),
}
CHOICE_OF: Mapping[str, str] = {
    "correspondent.level": "level",
    "basis.kind": "basis",
    "bar.by": "bar-by",
    "protection.kind": "protection",
    "how": "how-given",
    "withdrawn_how": "how-given",
    "ground": "ground",
    "way": "way",
    "share.kind": "share-kind",
    "grant.kind": "share-kind",
    "how_ended": "share-end",
    "box": "box",
    "certainty": "certainty",
    "channel": "channel",
    "invitation": "invitation",
    "language": "language",
    "contact-attempt.outcome": "contact-outcome",
    "outcome": "outcome",
    "strength": "strength",
    "nearness": "nearness",
    "phase": "phase",
    "presence": "presence",
    "attendance.role": "role",
    "sector": "sector",
    "tier": "tier",
    "wish": "wish",
    "action.state": "action-state",
    "entry.kind": "entry-kind",
    "service.kind": "service-kind",
    "practice-card.about": "practice-about",
    "meeting.kind": "meeting-kind",
    "meeting.state": "meeting-state",
}


def field_words(kind: str, field: str) -> str:
    """Return what a field is called."""
    found = FIELDS.get(f"{kind}.{field}") or FIELDS.get(field)
    return field if found is None else _(found)


def choice_of(kind: str, field: str) -> str:
    """Return the closed list that a field's words are of, "" for none."""
    return CHOICE_OF.get(f"{kind}.{field}") or CHOICE_OF.get(field, "")


def value_words(kind: str, field: str, value: object) -> str:
    """Return a field's value as a person reads it; "" where nothing is written."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        local = value if value.tzinfo is None else value.astimezone()
        return f"{full_date(local)} {clock_time(local)}"
    if isinstance(value, dt.date):
        return full_date(value)
    which = choice_of(kind, field)
    return choice_word(which, str(value)) if which else str(value)
