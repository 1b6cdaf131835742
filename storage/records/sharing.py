"""On what basis a case's data may go out, and what bars it. Whom to protect: ``protections``.

The law (domain page, "Sharing"): three bases, never merged: a permission to disclose (social and
health care only), a consent (what it names), a statutory right (its paragraph named; without it a
draft). One bar, which a statutory right passes and nothing else. A withdrawal counts from the
moment it is written. Closing a case ends every basis (``BasisEnd``): on reopening none wakes up,
in whatever order devices hear of it.

Scopes are closed words, kept sorted with a space between (``meetings network``). No area: not
narrowed to life areas.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.kind import Kind
from storage.records.people import Sector


class BasisKind(StrEnum):
    """luovutuslupa, suostumus, lakiin perustuva oikeus."""

    PERMISSION = "permission"
    CONSENT = "consent"
    STATUTORY = "statutory"


class BarBy(StrEnum):
    """What a luovutuskielto is set on."""

    DOCUMENT = "document"
    TASK = "service-task"
    CONTROLLER = "controller"


class HowGiven(StrEnum):
    """How the client said it."""

    TALK = "talk"
    PAPER = "paper"
    FORM = "form"


class CaseSection(StrEnum):
    """The parts of a case, as the journal keeps them apart."""

    SUMMARY = "summary"
    NETWORK = "network"
    NEEDS = "needs"
    MEETINGS = "meetings"
    OWN = "own"
    ACTIONS = "actions"
    FOLLOW_UPS = "follow-ups"
    NOTES = "notes"
    SHARING = "sharing"
    LOG = "log"


class LifeArea(StrEnum):
    """Life areas (vocabulary)."""

    HOUSING = "housing"
    INCOME = "income"
    DEBT = "debt"
    HEALTH = "health"
    MENTAL_HEALTH = "mental-health"
    SUBSTANCE_USE = "substance-use"
    WORK = "work"
    RELATIONS = "relations"
    LEISURE = "leisure"
    DIGITAL = "digital"
    CRIMINAL_MATTERS = "criminal-matters"


CARE = frozenset({Sector.COUNTY, Sector.HEALTH})
"""The sectors of social and health care: a permission to disclose covers no other."""


class Basis(SQLModel, table=True):
    """One basis. The recipient is a person, else an organisation, else a name, else a sector."""

    __tablename__ = "basis"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    kind: str = choice(BasisKind.CONSENT)
    recorded_at: dt.datetime | None = moment()
    sector: str = choice(Sector.OTHER)
    organisation: str = ""
    person_id: bytes | None = None
    name: str = ""
    sections: str = ""
    areas: str = ""
    purpose: str = ""
    paragraph: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    how: str = choice(HowGiven.TALK)
    given_on: dt.date | None = None
    withdrawn_at: dt.datetime | None = moment()
    withdrawn_how: str = choice(HowGiven.TALK)


class Bar(SQLModel, table=True):
    """One bar. No section: all of them; no recipient: against everybody outside."""

    __tablename__ = "bar"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    by: str = choice(BarBy.CONTROLLER)
    recorded_at: dt.datetime | None = moment()
    target: str = ""
    document_id: bytes | None = None
    sector: str = choice(Sector.OTHER)
    organisation: str = ""
    person_id: bytes | None = None
    name: str = ""
    sections: str = ""
    areas: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    how: str = choice(HowGiven.TALK)
    given_on: dt.date | None = None
    withdrawn_at: dt.datetime | None = moment()
    withdrawn_how: str = choice(HowGiven.TALK)


class BasisEnd(SQLModel, table=True):
    """The case was closed: every basis recorded at ``at`` or before is over."""

    __tablename__ = "basis_end"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    at: dt.datetime | None = moment()


def words_of(text: str) -> frozenset[str]:
    """Return the closed words of a scope."""
    return frozenset(text.split())


def as_words(words: Iterable[str]) -> str:
    """Return a scope as it is kept."""
    return " ".join(sorted(str(word) for word in words))


def is_draft(basis: Basis) -> bool:
    """Say whether a statutory right names no paragraph yet: it opens nothing."""
    return basis.kind == BasisKind.STATUTORY and not basis.paragraph


def is_named(scoped: Basis | Bar) -> bool:
    """Say whether a recipient is named, and not a sector as a whole."""
    return bool(scoped.person_id or scoped.organisation or scoped.name)


def _check_basis(basis: Basis) -> str | None:
    if not basis.sections:
        return "sections-missing"
    if basis.kind == BasisKind.PERMISSION and basis.sector not in CARE:
        return "permission-sector"
    whole_sector = basis.kind != BasisKind.CONSENT and basis.sector != Sector.OTHER
    if not is_named(basis) and not whole_sector:
        return "recipient-missing"
    return _check_span(basis)


def _check_span(spanned: Basis | Bar) -> str | None:
    if spanned.starts and spanned.ends and spanned.ends < spanned.starts:
        return "end-before-start"
    return None


_SAID = {
    "recipient": ("sector", "organisation", "person_id", "name"),
    "scope": ("sections", "areas"),
    "span": ("starts", "ends"),
    "given": ("how", "given_on"),
    "withdrawn": ("withdrawn_at", "withdrawn_how"),
}

BASIS = Kind(
    name="basis",
    table=Basis,
    groups={
        "origin": ("case_id", "kind", "recorded_at"),
        "purpose": ("purpose",),
        "paragraph": ("paragraph",),
        **_SAID,
    },
    scope=lambda basis: basis.case_id,
    section=lambda _basis: "sharing",
    check=_check_basis,
)

BAR = Kind(
    name="bar",
    table=Bar,
    groups={
        "origin": ("case_id", "by", "recorded_at"),
        "target": ("target", "document_id"),
        **_SAID,
    },
    scope=lambda bar: bar.case_id,
    section=lambda _bar: "sharing",
    check=_check_span,
)

BASIS_END = Kind(
    name="basis-end",
    table=BasisEnd,
    groups={"origin": ("case_id", "at")},
    scope=lambda end: end.case_id,
    section=lambda _end: "sharing",
)
