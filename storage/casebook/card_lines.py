"""What is known, as lists show it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from storage.casebook.card_rows import fresh_key
from storage.casebook.card_taking import Judged
from storage.casebook.known import Known, Person
from storage.exchange.card import Card
from storage.lines.change import Identity
from storage.lines.correspondents import CardLine, CorrespondentLine
from storage.records.correspondents import Level, correspondent_id
from storage.rules.same_name import folded_name

EXPIRES_SOON = 14 * 24 * 60 * 60 * 1000  # ms


def moment(ms: int | None) -> dt.datetime | None:
    """Return a time in ms as a moment."""
    return None if ms is None else dt.datetime.fromtimestamp(ms / 1000, dt.UTC)


def line_of(person: Person, known: Known, now: int) -> CorrespondentLine:
    """Return one person's line."""
    devices = person.devices
    offices = {card.office_id for card in person.counting}
    return CorrespondentLine(
        id=person.id,
        person_id=person.person_id,
        root=person.root,
        name=person.name,
        organisation=person.organisation,
        role=person.role,
        level=str(person.held.standing),
        is_blocked=person.blocked,
        compared_at=person.compared_at if person.level == Level.COMPARED else None,
        expires=moment(person.expires),
        last_contact=moment(person.last_contact),
        devices=tuple(device.mark for device in devices),
        is_expired=person.expires <= now,
        is_expiring=bool(devices)
        and all(fresh_key(one, now + EXPIRES_SOON) is None for one in devices),
        is_key_old=bool(devices) and all(fresh_key(one, now) is None for one in devices),
        is_same_office=known.me.office_id in offices,
        is_enrolled=known.is_enrolled(person.person_id, person.root),
    )


def my_line(known: Known) -> CorrespondentLine:
    """Return the line of oneself, as the person of one's own devices."""
    me = known.me
    return CorrespondentLine(
        id=correspondent_id(me.person_id, me.person_id),
        person_id=me.person_id,
        root=known.root,
        name=me.person,
        organisation="",
        role="",
        level=str(Level.COMPARED),
        devices=(me.mark, *(device.mark for device in known.own_devices)),
        is_same_office=True,
        is_me=True,
    )


def in_order(lines: Iterable[CorrespondentLine]) -> tuple[CorrespondentLine, ...]:
    """Return the lines by name, those alike marked."""
    found = sorted(lines, key=lambda line: (folded_name(line.name), line.organisation, line.id))
    times = Counter(folded_name(line.name) for line in found)
    return tuple(replace(line, alike=times[folded_name(line.name)] > 1) for line in found)


def card_line(card: Card, judged: Judged, known: Known, me: Identity, size: int) -> CardLine:
    """Return what a card says and what of it is new."""
    same = folded_name(card.person)
    others = (one for one in known.people.values() if one.id != judged.correspondent)
    alike = [f"{one.name}, {one.organisation}" for one in others if folded_name(one.name) == same]
    if not judged.is_me and folded_name(me.person) == same:
        alike.append(me.person)
    return CardLine(
        correspondent_id=judged.correspondent,
        name=card.person,
        organisation=card.organisation,
        role=card.role,
        level=str(judged.after.standing),
        news=judged.news,
        devices=tuple(device.mark for device in card.devices),
        issued=dt.datetime.fromtimestamp(card.issued / 1000, dt.UTC),
        expires=dt.datetime.fromtimestamp(card.expires / 1000, dt.UTC),
        size=size,
        is_me=judged.is_me,
        alike=tuple(alike),
    )
