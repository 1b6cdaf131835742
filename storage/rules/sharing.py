"""May this go to that recipient, and on which basis? One rule, asked by one gate.

The law (domain page, "Sharing"): fail closed. A permission to disclose covers social and health
care only; a consent what it names; a statutory right, its paragraph named, passes a bar and a
protection of what is told, nothing else does. A protected person gets nothing, whatever the basis,
and the answer never says that this was why. One's own office needs no basis, but the duty to handle
the matter; the client gets their own copy, without what is one's own organisation's only.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from storage.records.disclosures import Ground
from storage.records.people import Sector
from storage.records.protections import Protection
from storage.records.sharing import (
    CARE,
    Bar,
    Basis,
    BasisKind,
    CaseSection,
    is_draft,
    is_named,
    words_of,
)
from storage.rules.basis_state import has_ended, state_in
from storage.rules.fold import fold

_ORDER = tuple(BasisKind)


class Way(StrEnum):
    """The ways out."""

    MESSAGE = "message"
    PARCEL = "parcel"
    EXPORT = "export"
    INVITATION = "invitation"
    MINUTES = "minutes"
    PRINT = "print"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets it. ``organisation`` is its name, written in any way."""

    sector: str = Sector.OTHER
    organisation: str = ""
    person_id: bytes | None = None
    correspondent_id: bytes | None = None
    is_own_office: bool = False
    is_client: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What goes out. No section: nothing of the case is told (a neutral invitation).

    ``areas``: the life areas it is about; none: not narrowed. ``documents``: the meetings it holds,
    where it holds not the whole section. ``people``: whose contact details it holds.
    ``what``, ``kind`` and ``record_id`` are for the log.
    """

    case_id: bytes | None
    sections: frozenset[str]
    areas: frozenset[str]
    receiver: Receiver
    way: str
    purpose: str = ""
    documents: frozenset[bytes] = frozenset()
    people: frozenset[bytes] = frozenset()
    what: str = ""
    kind: str = ""
    record_id: bytes | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. ``needs``: the kinds of basis that would do.

    ``why``, of what is nearest and does not do: none, draft, withdrawn, ended, expired, not-yet,
    narrow, barred, own-only.
    """

    allowed: bool
    ground: str = ""
    basis_id: bytes | None = None
    needs: tuple[str, ...] = ()
    barred_by: bytes | None = None
    is_barred: bool = False
    why: str = ""


def judge(
    passage: Passage,
    bases: Iterable[Basis],
    bars: Iterable[Bar],
    protections: Iterable[Protection],
    today: dt.date,
    *,
    ended_at: dt.datetime | None = None,
) -> Verdict:
    """Answer for one passage of one case, whose bases, bars and protections are handed in whole.

    ``ended_at``: when the case was last closed; bases recorded by then are over.
    """
    receiver = passage.receiver
    shielded = shielded_people(protections, today)
    if not receiver.is_client and shielded & {receiver.person_id, receiver.correspondent_id}:
        return Verdict(allowed=False, is_barred=True, why="barred")
    if receiver.is_own_office:
        return Verdict(allowed=True, ground=Ground.DUTY)
    held_back = bool(shielded & passage.people)
    if not held_back and receiver.is_client:
        return _own_copy(passage)
    if not held_back and not passage.sections:
        return Verdict(allowed=True, ground=Ground.NOTHING_TOLD)
    bar = next((each for each in bars if _touches(each, passage, today)), None)
    found, why = _covering(passage, bases, today, ended_at)
    return _on_a_basis(passage, found, why, bar, held_back=held_back)


def _on_a_basis(
    passage: Passage, found: list[Basis], why: str, bar: Bar | None, *, held_back: bool
) -> Verdict:
    is_barred = bar is not None or held_back
    passing = [each for each in found if not is_barred or each.kind == BasisKind.STATUTORY]
    if passing:
        return Verdict(allowed=True, ground=passing[0].kind, basis_id=passing[0].id)
    needs = (BasisKind.STATUTORY,) if is_barred else kinds_for(passage.receiver.sector)
    return Verdict(
        allowed=False,
        needs=needs,
        barred_by=None if bar is None else bar.id,
        is_barred=is_barred,
        why="barred" if is_barred else why,
    )


def kinds_for(sector: str) -> tuple[str, ...]:
    """Return the kinds of basis that can open a way to this sector."""
    return _ORDER if sector in CARE else (BasisKind.CONSENT, BasisKind.STATUTORY)


def shielded_people(protections: Iterable[Protection], today: dt.date) -> frozenset[bytes]:
    """Return whom to suggest, invite and tell nothing: the protected, and who must stay away."""
    found: set[bytes] = set()
    for each in protections:
        if each.lifted_at is None and _is_within(each, today):
            found |= {one for one in (each.person_id, each.against_id) if one is not None}
    return frozenset(found)


def state_of(basis: Basis, today: dt.date, ended_at: dt.datetime | None = None) -> str:
    """Return live, draft, withdrawn, ended (with its case), not-yet or expired."""
    return state_in(
        today,
        basis.starts,
        basis.ends,
        withdrawn=basis.withdrawn_at is not None,
        ended=has_ended(basis.recorded_at, ended_at),
        draft=is_draft(basis),
    )


def _own_copy(passage: Passage) -> Verdict:
    if CaseSection.OWN in passage.sections:
        return Verdict(allowed=False, why="own-only")
    return Verdict(allowed=True, ground=Ground.OWN_COPY)


def _covering(
    passage: Passage, bases: Iterable[Basis], today: dt.date, ended_at: dt.datetime | None
) -> tuple[list[Basis], str]:
    """Return the live bases that cover the passage, the plainest first, and why others do not."""
    found: list[Basis] = []
    why = "none"
    for basis in bases:
        if basis.case_id != passage.case_id or not _is_for(basis, passage.receiver):
            continue
        state = state_of(basis, today, ended_at)
        if state == "live" and _holds(basis, passage):
            found.append(basis)
        else:
            why = "narrow" if state == "live" else state
    found.sort(key=lambda basis: (_ORDER.index(BasisKind(basis.kind)), basis.id))
    return found, why


def _is_for(basis: Basis, receiver: Receiver) -> bool:
    if basis.kind not in _ORDER:
        return False  # a kind of a newer version opens nothing here
    if basis.kind == BasisKind.PERMISSION and not {basis.sector, receiver.sector} <= CARE:
        return False
    if is_named(basis):
        return _names(basis, receiver)
    whole_sector = basis.kind != BasisKind.CONSENT and basis.sector != Sector.OTHER
    return whole_sector and basis.sector == receiver.sector


def _names(scoped: Basis | Bar, receiver: Receiver) -> bool:
    if scoped.person_id is not None:
        return scoped.person_id in (receiver.person_id, receiver.correspondent_id)
    if scoped.organisation:
        return fold(scoped.organisation) == fold(receiver.organisation)
    # A name in words alone never stands for a known person: two may be called the same.
    is_known = receiver.person_id or receiver.correspondent_id or receiver.organisation
    return not is_known and fold(scoped.name) == fold(receiver.name)


def _holds(basis: Basis, passage: Passage) -> bool:
    if not passage.sections <= words_of(basis.sections):
        return False
    areas = words_of(basis.areas)
    return not areas or (bool(passage.areas) and passage.areas <= areas)


def _touches(bar: Bar, passage: Passage, today: dt.date) -> bool:
    """Say whether a bar stands against the passage; what is not narrowed is touched."""
    if bar.case_id != passage.case_id or bar.withdrawn_at is not None:
        return False
    if not _is_within(bar, today) or not _is_against(bar, passage.receiver):
        return False
    if bar.document_id is not None and passage.documents:
        return bar.document_id in passage.documents
    sections, areas = words_of(bar.sections), words_of(bar.areas)
    if sections and not sections & passage.sections:
        return False
    return not areas or not passage.areas or bool(areas & passage.areas)


def _is_against(bar: Bar, receiver: Receiver) -> bool:
    if is_named(bar):
        # A bar against a name in words may mean a known person: here too it fails closed.
        by_name = bool(bar.name) and fold(bar.name) == fold(receiver.name)
        return by_name or _names(bar, receiver)
    return bar.sector in (Sector.OTHER, receiver.sector)


def _is_within(spanned: Bar | Protection, today: dt.date) -> bool:
    begun = spanned.starts is None or spanned.starts <= today
    return begun and (spanned.ends is None or today <= spanned.ends)
