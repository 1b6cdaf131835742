"""What wants a look today, in words: left running, not read back, ending, late, undecided.

The law: each row says why it is there, and Enter leads to where it is settled.
"""

import datetime as dt
from dataclasses import dataclass

from storage.lines.meetings import MeetingLine
from storage.lines.sharing import BasisLine
from storage.lines.today import TodayLines
from tui_app.i18n.catalogue import _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import short_date
from tui_app.plain.handovers import waiting_words
from tui_app.plain.sharing import ending_words
from tui_app.plain.today import ownerless_words
from tui_app.plain.travel import overdue_words, term_words
from tui_app.plain.words import joined, who
from tui_app.widgets.list_rows import Row


@dataclass(frozen=True, slots=True)
class Look:
    """Something that wants a look: where Enter goes, and the words."""

    kind: str
    record_id: bytes | None
    detail: str
    words: str

    @property
    def id(self) -> bytes:
        """Return what the list knows the row by."""
        return self.record_id or self.kind.encode()


def looks(lines: TodayLines, *, names: bool) -> tuple[Look, ...]:
    """Return what wants a look, the most urgent first."""
    found = [
        Look("travel", line.case_id, "", overdue_words(line, names=names)) for line in lines.packs
    ]
    if lines.term is not None:
        found.insert(0, Look("cases", None, "", term_words(lines.term)))
    found += [
        Look("meeting", line.id, "live", _("{meeting} was left running").format(
            meeting=_meeting_name(line, names=names)))
        for line in lines.live
    ]  # fmt: skip
    found += [
        Look("meeting", line.id, "minutes", _("{meeting} was not read back").format(
            meeting=_meeting_name(line, names=names)))
        for line in lines.held_open
    ]  # fmt: skip
    found += [
        Look("case", line.case_id, "handovers", waiting_words(line, names=names))
        for line in lines.handovers
    ]
    found += [_ending(line, lines.day, names=names) for line in lines.ending_bases]
    found += [
        Look("action", line.id, "", ownerless_words(line, names=names)) for line in lines.ownerless
    ]
    if lines.conflicts:
        count = ngettext(
            "{count} edit conflict to decide", "{count} edit conflicts to decide", lines.conflicts
        )
        found.append(Look("exchange", None, "conflicts", count.format(count=lines.conflicts)))
    found += _letters(lines)
    if lines.without_date:
        count = ngettext(
            "{count} client in prison has no release date",
            "{count} clients in prison have no release date",
            lines.without_date,
        )
        found.append(Look("cases", None, "", count.format(count=lines.without_date)))
    return tuple(found)


def _letters(lines: TodayLines) -> list[Look]:
    found = []
    if lines.blocked:
        count = ngettext(
            "{count} changed key to decide about",
            "{count} changed keys to decide about",
            lines.blocked,
        )
        found.append(Look("exchange", None, "people", count.format(count=lines.blocked)))
    if lines.unread:
        count = ngettext("{count} new message", "{count} new messages", lines.unread)
        found.append(Look("messages", None, "", count.format(count=lines.unread)))
    return found


def _ending(line: BasisLine, day: dt.date, *, names: bool) -> Look:
    said = ending_words(line, day, names=names)
    return Look("case", line.case_id, "sharing", f"{line.case_label} {said}")


def _meeting_name(line: MeetingLine, *, names: bool) -> str:
    day = short_date(line.starts.date()) if line.starts else ""
    kind = choice_word("meeting-kind", line.kind)
    return joined((day, kind, who(line.case_label, line.client, names=names)), " ")


def look_cells(look: Look) -> Row:
    """Draw what wants a look; a pack that is late and a meeting do so first."""
    return Row((look.words,), sign="!" * (look.kind in {"meeting", "travel"}))
