"""What a week shows: seven days from Monday."""

import datetime as dt
from dataclasses import dataclass

from storage.lines.actions import ActionLine
from storage.lines.cases import CaseLine
from storage.lines.follow_ups import FollowUpLine
from storage.lines.meetings import MeetingLine


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day: its meetings, the open action items due on it, who is released, who is followed up.

    ``more``: so many further action items are due, of a week that holds more than are listed.
    """

    day: dt.date
    meetings: tuple[MeetingLine, ...]
    due: tuple[ActionLine, ...]
    releases: tuple[CaseLine, ...]
    more: int = 0
    follow_ups: tuple[FollowUpLine, ...] = ()
