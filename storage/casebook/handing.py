"""What handing out a meeting's paper means to the gate: which sections, to whom, by which way.

The law: a copy for others leaves protected people out, and says nothing of that; a copy holds
nobody's contact details. The usual receiver of a copy is told by its tier: the client's goes to the
client, one's own stays in the office, a calendar file goes to those invited and tells nothing of
the case. Who gets a shared copy is always asked.
"""

from dataclasses import replace

from storage.lines.meetings import MeetingLine, MeetingSheet
from storage.lines.sharing import GivenTo
from storage.records.minutes import Tier
from storage.records.sharing import CaseSection
from storage.rules.sharing import Passage, Receiver, Way

CLIENT, OWN_OFFICE, INVITED = "client", "own-office", "invited"
_WAYS = {"invitation": Way.INVITATION, "agenda": Way.MINUTES, "minutes": Way.MINUTES}


def usual_receiver(what: str, tier: str) -> str:
    """Return the ``GivenTo.key`` of the usual receiver; "": it must be asked."""
    if what == "invitation":
        return INVITED
    if what == "record":
        return OWN_OFFICE
    return {Tier.CLIENT: CLIENT, Tier.OWN: OWN_OFFICE}.get(Tier(tier), "")


def passage_of(
    meeting: MeetingLine, what: str, form: str, tier: str, receiver: Receiver, to: GivenTo
) -> Passage:
    """Return the passage of one paper."""
    return Passage(
        case_id=meeting.case_id,
        sections=_sections(what, tier),
        areas=frozenset(to.areas),
        receiver=receiver,
        way=_WAYS.get(what, Way.EXPORT),
        purpose=to.purpose,
        documents=frozenset({meeting.id}),
        what=f"{what} {form} {tier}",
        kind="meeting",
        record_id=meeting.id,
    )


def _sections(what: str, tier: str) -> frozenset[str]:
    if what == "invitation":
        return frozenset()
    part = CaseSection.ACTIONS if what == "actions" else CaseSection.MEETINGS
    return frozenset({part, CaseSection.OWN} if tier == Tier.OWN else {part})


def without(sheet: MeetingSheet, hidden: frozenset[bytes]) -> MeetingSheet:
    """Return the sheet without these people's names: what was said and agreed stays."""
    if not hidden:
        return sheet
    return replace(
        sheet,
        agenda=tuple(
            replace(item, owner="", owner_id=None) if item.owner_id in hidden else item
            for item in sheet.agenda
        ),
        attendance=tuple(one for one in sheet.attendance if one.person_id not in hidden),
        entries=tuple(
            replace(entry, speaker="", speaker_id=None) if entry.speaker_id in hidden else entry
            for entry in sheet.entries
        ),
        agreements=tuple(
            replace(one, doer="", doer_id=None) if one.doer_id in hidden else one
            for one in sheet.agreements
        ),
    )
