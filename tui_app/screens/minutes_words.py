"""The minutes as blocks: each agenda item with what was said and agreed under it, in its order.

The law: the tier stands with every line that is not for the whole network; spoken words stand in
quotation marks; differing views stand beside each other, none above another; an agreement is told
with who does it and by when. Masked unless the caller shows names.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from storage.lines.meetings import AgreementLine, EntryLine, MeetingSheet
from tui_app.i18n.catalogue import _, in_context
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, short_date
from tui_app.plain.words import joined, shown_name
from tui_app.screens.meeting_words import wall_time
from tui_app.screens.minutes_questions import ANSWERED, QUESTION
from tui_app.widgets.told_rows import Block

SHORT_TIERS = {"client": "client", "shared": "network", "own": "own only"}
_LATE = dt.timedelta(minutes=30)


def short_tier(tier: str) -> str:
    """Return the tier in one or two words, for a narrow row."""
    return in_context("short-tier", SHORT_TIERS.get(tier, tier))


def told_blocks(sheet: MeetingSheet, *, names: bool) -> Iterator[Block]:
    """Yield the whole minutes."""
    known = {item.id for item in sheet.agenda}
    for number, item in enumerate(sheet.agenda, 1):
        yield from _item_blocks(sheet, item.id, f"{number} {item.title}", names=names)
    loose = {entry.item_id for entry in sheet.entries}
    loose |= {agreed.item_id for agreed in sheet.agreements}
    for item_id in sorted(loose - known, key=lambda each: each or b""):
        yield from _item_blocks(sheet, item_id, _("Under no agenda item"), names=names)


def _item_blocks(
    sheet: MeetingSheet, item_id: bytes | None, title: str, *, names: bool
) -> Iterator[Block]:
    told: list[EntryLine | AgreementLine] = [
        *(entry for entry in sheet.entries if entry.item_id == item_id),
        *(agreed for agreed in sheet.agreements if agreed.item_id == item_id),
    ]
    if not told:
        return
    yield Block(None, title, look="head", space=True)
    for each in sorted(told, key=_when):
        if isinstance(each, EntryLine):
            yield entry_block(each, sheet.meeting.zone, names=names)
        else:
            yield agreement_block(each, names=names)


def _when(told: EntryLine | AgreementLine) -> dt.datetime:
    return told.at or dt.datetime.min.replace(tzinfo=dt.UTC)


def entry_block(entry: EntryLine, zone: str, *, names: bool) -> Block:
    """Return one entry: who, what, and in brackets for whom and how late it was written."""
    speaker = shown_name(entry.speaker, names=names)
    is_answered = entry.kind == ANSWERED
    kind = QUESTION if is_answered else entry.kind
    kind = "" if kind == "note" else choice_word("entry-kind", kind)
    lead = joined((kind, speaker), " ")
    text = f"”{entry.text}”" if entry.verbatim else entry.text
    marks = [_("answered")] if is_answered else []
    marks += [] if entry.tier == "shared" else [short_tier(entry.tier)]
    if entry.at and entry.written_at and entry.written_at - entry.at > _LATE:
        said = clock_time(wall_time(entry.at, zone))
        marks.append(_("said {time}, written later").format(time=said))
    return Block(entry.id, _marked(text, marks), f"{lead}: " if lead else "",
                 beside=entry.kind == "view")  # fmt: skip


def agreement_block(agreed: AgreementLine, *, names: bool) -> Block:
    """Return one agreement: what, who, by when, for whom, whether it was read back."""
    kind = _("Action") if agreed.action_id else _("Agreed")
    marks = [] if agreed.tier == "client" else [short_tier(agreed.tier)]
    if agreed.action_state in {"waiting", "done", "dropped"}:
        marks.append(choice_word("action-state", agreed.action_state))
    if agreed.read_back:
        marks.append(_("read back"))
    text = joined((agreed.text, doer_words(agreed, names=names)), " – ")
    return Block(agreed.id, _marked(text, marks), f"{kind}: ")


def doer_words(agreed: AgreementLine, *, names: bool) -> str:
    """Return ``S.K., Fr 27.11.``."""
    due = short_date(agreed.due) if agreed.due else ""
    return joined((shown_name(agreed.doer, names=names), due))


def _marked(text: str, marks: Iterable[str]) -> str:
    return joined((text, *(f"[{mark}]" for mark in marks)), " ")
