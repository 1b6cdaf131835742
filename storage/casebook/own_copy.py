"""The client's own copy as a handout: their data, then both logs of their case.

The law (domain page, "Sharing"): no third person's data. Private people of the case are told by
their role alone; sentences that name one, and what they said, go and are counted; whoever is
protected is not there at all. What is one's own organisation's only is not there either. The copy
says all this of itself. The client's own words stay as they were said.
"""

from collections.abc import Callable, Iterable

from storage.casebook.copy_follow_ups import follow_up_rows, lost_contact_rows, reach_told
from storage.casebook.copy_items import action_rows, comment_rows, contact_rows
from storage.casebook.copy_logs import disclosure_rows, use_rows
from storage.casebook.copy_making import CopySource, Making
from storage.casebook.copy_needs import handover_rows, need_rows
from storage.casebook.copy_words import CopyWords
from storage.documents.handout import Block, Bullets, Handout, Paragraph, Section, Table
from storage.lines.meetings import AgreementLine, EntryLine


def own_copy(source: CopySource, words: CopyWords, written_on: str) -> Handout:
    """Return the whole copy."""
    making = Making(source, words)
    said = words.said
    sections = _sections(making)
    left_out = [Paragraph(said[word]) for word in ("intro", "left-out", "own-left-out")]
    if making.gone:
        left_out.append(Paragraph(said["sentences-left-out"].format(count=making.gone)))
    return Handout(
        language=words.language,
        title=said["title"],
        facts=(
            (said["client"], source.case.case.name),
            (said["case"], source.case.case.label),
            (said["written-on"], written_on),
        ),
        sections=(Section(said["about"], tuple(left_out)), *sections),
        footer=said["footer"],
    )


def _sections(making: Making) -> list[Section]:
    """Return every part of the copy; making them counts what was left out."""
    source, words, said = making.source, making.words, making.words.said
    return [
        Section(said["basics"], (Bullets(tuple(_basics(making))),)),
        Section(said["wishes"], _text(source.case.wishes)),
        Section(said["summary"], _text(making.clean(source.case.summary))),
        _table(making, "releases", ("day", "certainty", "told-on"), _releases(making)),
        _table(making, "network", ("role", "organisation", "who"), _network(making)),
        _table(making, "needs", ("area", "state", "goal", "what", "who"), need_rows(making)),
        _table(
            making, "handovers", ("role", "from", "to", "state", "told-on"), handover_rows(making)
        ),
        *_meetings(making),
        _table(making, "actions", ("what", "who", "due", "state"), action_rows(making)),
        _table(making, "comments", ("when", "what", "who", "said"), comment_rows(making)),
        _table(making, "contacts", ("when", "how", "who", "said"), contact_rows(making)),
        _table(making, "follow-ups", ("when", "what", "how", "state"), follow_up_rows(making)),
        _table(
            making, "lost-contact", ("who", "how", "may-say", "state"), lost_contact_rows(making)
        ),
        _table(making, "bases", ("what", "to-whom", "until", "state"), _bases(making)),
        _table(making, "bars", ("what", "to-whom", "until", "state"), _bars(making)),
        _table(
            making,
            "disclosures",
            ("when", "what", "to-whom", "on-what", "who"),
            disclosure_rows(source.disclosures, words, source.private | source.shielded),
        ),
        _table(making, "uses", ("when", "who", "did", "why"), _uses(source, words)),
    ]


def _uses(source: CopySource, words: CopyWords) -> list[tuple[str, ...]]:
    return list(use_rows(source.uses, words, source.stems))


def _text(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(part) for part in text.split("\n") if part.strip())


def _table(
    making: Making, heading: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> Section:
    found = tuple(rows)
    said = making.words.said
    if not found:
        return Section(said[heading], (Paragraph(said["nothing"]),))
    return Section(said[heading], (Table(making.say(*columns), found),))


def _basics(making: Making) -> Iterable[str]:
    case, words, client = making.source.case, making.words, making.source.client
    told = {
        "phase": words.choice("phase", case.case.phase),
        "prison": case.case.prison,
        "municipality": case.home_municipality,
        "opened-on": words.day(case.opened_on) if case.opened_on else "",
        "closed-on": words.day(case.closed_on) if case.closed_on else "",
        "key-worker": case.case.owner,
        "phone": client.phone if client else "",
        "email": client.email if client else "",
        "address": making.source.address,
        "reach": reach_told(making),
    }
    return (f"{words.said[key]}: {value}" for key, value in told.items() if value)


def _releases(making: Making) -> Iterable[tuple[str, ...]]:
    words = making.words
    for line in making.source.case.releases:
        told = words.day(line.told_on) if line.told_on else ""
        yield words.day(line.day), words.choice("certainty", line.certainty), told


def _network(making: Making) -> Iterable[tuple[str, ...]]:
    for tie in making.source.network:
        if tie.person_id in making.source.shielded:
            continue
        name = making.name(tie.person_id, tie.name)
        role = tie.role or making.words.choice("sector", tie.sector)
        yield making.clean(role), tie.organisation, name


def _meetings(making: Making) -> Iterable[Section]:
    words, said = making.words, making.words.said
    for sheet in making.source.meetings:
        meeting = sheet.meeting
        when = words.span(meeting.starts, meeting.ends) if meeting.starts else ""
        what = f"{words.choice('meeting-kind', meeting.kind)} {when}".strip()
        blocks: list[Block] = []
        told = [entry for entry in map(_entry(making), sheet.entries) if entry is not None]
        agreed = [row for row in map(_agreement(making), sheet.agreements) if row is not None]
        state = words.choice("meeting-state", meeting.state)
        blocks.append(Paragraph(f"{said['state']}: {state}. {meeting.place}".strip()))
        blocks += told
        if agreed:
            blocks.append(Table(making.say("agreed", "who", "due"), tuple(agreed)))
        yield Section(f"{said['meetings']}: {what}", tuple(blocks))


def _entry(making: Making) -> Callable[[EntryLine], Paragraph | None]:
    hidden = making.source.private | making.source.shielded

    def paragraph(entry: EntryLine) -> Paragraph | None:
        if entry.tier not in {"client", "shared"}:
            return None
        client = making.source.case.client_id
        if entry.speaker_id in hidden:
            making.gone += 1
            return None
        own = entry.speaker_id == client and entry.verbatim
        text = entry.text if own else making.clean(entry.text)
        return Paragraph(text, entry.speaker, entry.verbatim) if text else None

    return paragraph


def _agreement(making: Making) -> Callable[[AgreementLine], tuple[str, ...] | None]:
    def row(one: AgreementLine) -> tuple[str, ...] | None:
        if one.tier not in {"client", "shared"}:
            return None
        text = making.clean(one.text)
        doer = making.name(one.doer_id, one.doer)
        due = making.words.day(one.due) if one.due else ""
        return (text, doer, due) if text else None

    return row


def _bases(making: Making) -> Iterable[tuple[str, ...]]:
    words = making.words
    for line in making.source.sharing.bases:
        parts = ", ".join(words.choice("case-section", each) for each in line.sections)
        whom = making.name(line.person_id, line.recipient) or words.choice("sector", line.sector)
        until = words.day(line.ends) if line.ends else ""
        state = words.choice("basis-state", line.state)
        yield f"{words.choice('basis', line.kind)}: {parts}", whom, until, state


def _bars(making: Making) -> Iterable[tuple[str, ...]]:
    words = making.words
    for line in making.source.sharing.bars:
        parts = ", ".join(words.choice("case-section", each) for each in line.sections)
        what = f"{words.choice('bar-by', line.by)} {line.target} {parts}".strip()
        whom = making.name(line.person_id, line.recipient)
        until = words.day(line.ends) if line.ends else ""
        yield what, whom, until, words.choice("basis-state", line.state)
