"""What the Today screen shows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from storage.lines.actions import ActionLine
from storage.lines.cases import CaseLine
from storage.lines.follow_ups import FollowUpLine
from storage.lines.meetings import MeetingLine
from storage.lines.needs import HandoverLine
from storage.lines.sharing import BasisLine
from storage.lines.travel import PackLine, PackTerm


class Prepared(NamedTuple):
    """What is known of the way to a release: facts and days, never a score."""

    first_contact: dt.date | None
    network_meeting: dt.date | None


class Ownerless(NamedTuple):
    """An open action item of one's own case whose owner is not in the case's network."""

    id: bytes
    case_label: str
    what: str
    owner: str


@dataclass(frozen=True, slots=True)
class TodayLines:
    """One day: its meetings, what is due or late, who is released within 30 days, what to look at.

    ``own_cases`` counts open cases of the reader; ``held_open`` are held meetings without read
    back, ``live`` a meeting that was left running. ``unread`` counts new messages, ``blocked`` the
    correspondents about whose changed key nobody has decided; ``ending_bases`` end within 14 days,
    or have ended within the last week. ``packs`` are travel packs that should be back; ``term``: of
    a casebook that is one itself. ``later_releases``: after 30 days, within 90; ``prepared`` goes
    by case. ``follow_ups``: missed, today's, the next two days'; ``follow_up_count``: those
    missed or due today. ``handovers`` still wait for something, in own cases, from or to the
    reader.
    """

    day: dt.date
    meetings: tuple[MeetingLine, ...]
    next_meetings: tuple[MeetingLine, ...]
    due: tuple[ActionLine, ...]
    due_count: int
    releases: tuple[CaseLine, ...]
    release_count: int
    without_date: int
    live: tuple[MeetingLine, ...]
    held_open: tuple[MeetingLine, ...]
    conflicts: int
    own_cases: int
    ending_bases: tuple[BasisLine, ...] = ()
    unread: int = 0
    blocked: int = 0
    packs: tuple[PackLine, ...] = ()
    term: PackTerm | None = None
    later_releases: tuple[CaseLine, ...] = ()
    prepared: Mapping[bytes, Prepared] = field(default_factory=dict)
    ownerless: tuple[Ownerless, ...] = ()
    follow_ups: tuple[FollowUpLine, ...] = ()
    follow_up_count: int = 0
    handovers: tuple[HandoverLine, ...] = ()
